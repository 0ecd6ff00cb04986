import { randomUUID } from 'node:crypto';
import type { SandboxAnswer } from '../common/types';

export interface ErrorDetail {
  message: string;
  code?: string;
  in?: string;
  context?: Record<string, string[]>;
}
export type Category =
  | 'VALIDATION_ERROR'
  | 'CONFLICT'
  | 'OBJECT_NOT_FOUND'
  | 'OBJECT_ALREADY_EXISTS'
  | 'MISSING_SCOPES'
  | 'INVALID_AUTHENTICATION'
  | 'EXPIRED_AUTHENTICATION'
  | 'RATE_LIMITS';

/** A refusal with the vendor's envelope; the router answers it. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly category: Category,
    message: string,
    readonly more: {
      errors?: ErrorDetail[];
      context?: Record<string, string[]>;
      [key: string]: unknown;
    } = {},
    readonly headers: Record<string, string> = {},
  ) {
    super(message);
  }
  answer(): SandboxAnswer {
    const { message, category } = this;
    const body = { status: 'error', message, correlationId: randomUUID(), ...this.more, category };
    return { status: this.status, headers: this.headers, body };
  }
  /** The same inside `errors[]` of a 207. */
  part(): Record<string, unknown> {
    const { message, category, more } = this;
    return {
      status: 'error',
      category,
      message,
      context: more.context ?? {},
      errors: more.errors ?? [],
      links: {},
    };
  }
}

export function invalid(message: string, errors?: ErrorDetail[]): Refusal {
  return new Refusal(400, 'VALIDATION_ERROR', message, errors ? { errors } : {});
}

/** One value the portal does not take. */
export interface BadValue {
  name: string;
  error: string;
  message: string;
}
/** 400 whose text lists the values as JSON, as the vendor writes it. */
export function invalidValues(bad: BadValue[]): Refusal {
  const list = bad.map(({ name, error, message }) => ({ isValid: false, message, error, name }));
  return invalid(
    `Property values were not valid: ${JSON.stringify(list)}`,
    bad.map(({ name, error, message }) => ({ message, code: error, context: { propertyName: [name] } })),
  );
}

export function notFound(what: string): Refusal {
  return new Refusal(404, 'OBJECT_NOT_FOUND', `Object not found. ${what}`);
}
