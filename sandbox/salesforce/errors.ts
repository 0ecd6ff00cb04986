import type { SandboxAnswer } from '../common/types';

export interface ErrorEntry {
  message: string;
  errorCode: string;
  fields?: string[];
  [more: string]: unknown;
}

/** A refusal; outside a composite the API answers it as an array of one. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly errorCode: string,
    message: string,
    /** Present (maybe empty) in refusals of saves, absent in those of queries and paths. */
    readonly fields?: string[],
    readonly more: Record<string, unknown> = {},
  ) {
    super(message);
  }
  entry(): ErrorEntry {
    const { message, errorCode, fields } = this;
    return { ...this.more, message, errorCode, ...(fields ? { fields } : {}) };
  }
  answer(): SandboxAnswer {
    return { status: this.status, body: [this.entry()] };
  }
  /** As an error of one record in a collection. */
  part(): Record<string, unknown> {
    const { errorCode: statusCode, message, fields = [] } = this;
    return { statusCode, message, fields, ...this.more };
  }
}

export const notFound = (message = 'The requested resource does not exist'): Refusal =>
  new Refusal(404, 'NOT_FOUND', message);
/** The body or one of its values has the wrong JSON type. */
export const badJson = (message: string): Refusal => new Refusal(400, 'JSON_PARSER_ERROR', message);
export const malformed = (message: string): Refusal => new Refusal(400, 'MALFORMED_QUERY', message);
/** A save is refused for its values. */
export const refuse = (errorCode: string, message: string, fields: string[] = []): Refusal =>
  new Refusal(400, errorCode, message, fields);
export const methodNotAllowed = (method: string): Refusal =>
  new Refusal(405, 'METHOD_NOT_ALLOWED', `HTTP Method '${method}' not allowed. Allowed are HEAD,GET,POST`);
