import type { SandboxAnswer } from '../common/types';

/** A refusal in the vendor's envelope {code, details, message, status}. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly details: Record<string, unknown> = {},
  ) {
    super(message);
  }
  body(): Record<string, unknown> {
    return { code: this.code, details: this.details, message: this.message, status: 'error' };
  }
  answer(): SandboxAnswer {
    return { status: this.status, body: this.body() };
  }
}

/** What a record is refused for: one refusal as it is, several as the vendor's clients recorded them. Throws it. */
export function refuseAll(refusals: Refusal[]): void {
  const [first] = refusals;
  if (!first) return;
  if (refusals.length === 1) throw first;
  throw new Refusal(400, 'MULTIPLE_OR_MULTI_ERRORS', 'Multiple errors in the request', {
    errors: refusals.map((one) => one.body()),
  });
}
/** Runs a check; returns its refusal, null when it passes. */
export function refusalOf(check: () => void): Refusal | null {
  try {
    check();
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

/** Where in the request a value stood. */
export interface Place {
  api_name: string;
  json_path: string;
}
export const invalidData = (message: string, details: Record<string, unknown>): Refusal =>
  new Refusal(400, 'INVALID_DATA', message, details);
export const badValue = (place: Place, expected: string): Refusal =>
  invalidData('invalid data', { expected_data_type: expected, ...place });
export const mandatory = (place: Place): Refusal =>
  new Refusal(400, 'MANDATORY_NOT_FOUND', 'required field not found', { ...place });
export const invalidId = (id: string): Refusal => invalidData('the id given seems to be invalid', { id });
export const invalidModule = (): Refusal =>
  new Refusal(400, 'INVALID_MODULE', 'the module name given seems to be invalid', { resource_path_index: 0 });
export const missingParam = (name: string): Refusal =>
  new Refusal(400, 'REQUIRED_PARAM_MISSING', 'One of the expected parameter is missing', {
    param_name: name,
  });
export const badUrl = (): Refusal =>
  new Refusal(404, 'INVALID_URL_PATTERN', 'Please check if the URL trying to access is a correct one');
export const tooMany = (message: string): Refusal => new Refusal(429, 'TOO_MANY_REQUESTS', message);

export const asObject = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
