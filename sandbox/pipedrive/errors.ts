/** Refusals in the vendor's words: v2 has `code`, v1 `error_info` (docs/reference/pipedrive.md#limits-and-refusals). */
import type { SandboxAnswer } from '../common/types';
import type { PipedriveType } from './types';

const HELP = 'Please check developers.pipedrive.com';

export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly body: unknown,
    readonly headers: Record<string, string> = {},
  ) {
    super(`refused with ${status}`);
  }
  answer(): SandboxAnswer {
    return { status: this.status, headers: this.headers, body: this.body };
  }
}
const v2 = (status: number, error: string, code: string): Refusal =>
  new Refusal(status, { success: false, error, code });
const v1 = (status: number, error: string, info = HELP): Refusal =>
  new Refusal(status, { success: false, error, error_info: info, data: null, additional_data: null });

/** Errors of one API version, so that shared checks need not know which it is. */
export interface Errors {
  /** A key or type that the schema refuses. */
  invalid(error: string): Refusal;
  /** A value that means nothing here. */
  bad(error: string): Refusal;
  notFound(type: string): Refusal;
  gone(type: string): Refusal;
  forbidden(error: string): Refusal;
  conflict(error: string): Refusal;
}
export const ERRORS_V2: Errors = {
  invalid: (error) => v2(400, `Validation failed: ${error}`, 'ERR_SCHEMA_VALIDATION_FAILED'),
  bad: (error) => v2(400, error, 'ERR_BAD_REQUEST'),
  notFound: (type) => v2(404, `${type} not found`, 'ERR_NOT_FOUND'),
  gone: (type) => v2(410, `${type} has been deleted`, 'ERR_GONE'),
  forbidden: (error) => v2(403, error, 'ERR_FORBIDDEN'),
  conflict: (error) => v2(409, error, 'ERR_CONFLICT'),
};
export const ERRORS_V1: Errors = {
  invalid: (error) => v1(400, error),
  bad: (error) => v1(400, error),
  notFound: (type) => v1(404, `${type} not found`, 'Object was not found.'),
  gone: (type) => v1(410, `${type} has been deleted`),
  forbidden: (error) => v1(403, error),
  conflict: (error) => v1(409, error),
};
/** The plan of the account is at its limit: one shape in both versions (vendor's changelog, March 2022). */
export const capped = (error: string, code: string): Refusal =>
  new Refusal(403, { success: false, error, error_info: HELP, data: null, additional_data: null, code });
/** An endpoint of version 1 that is switched off. */
export const retired = (name: string): Refusal => v1(410, `This endpoint is no longer available: ${name}`);
export const unauthorized = (): Refusal =>
  new Refusal(401, { success: false, error: 'unauthorized access', errorCode: 401, error_info: HELP });
/** OAuth app without the scope. */
export const scopeMismatch = (): Refusal =>
  new Refusal(403, { success: false, error: 'Scope and URL mismatch', errorCode: 403, error_info: HELP });
export const unknownMethod = (): Refusal =>
  new Refusal(404, { success: false, error: 'unknown method .', errorCode: 404, error_info: HELP });

const TITLES: Record<PipedriveType, string> = {
  person: 'Person',
  organization: 'Organization',
  deal: 'Deal',
  lead: 'Lead',
  activity: 'Activity',
  callLog: 'Call log',
};
export const titleOf = (type: PipedriveType): string => TITLES[type];
