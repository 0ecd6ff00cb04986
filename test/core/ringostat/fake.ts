import { CrmError } from '../../../core/http/errors';
import type { HttpClient, HttpResponse } from '../../../core/http/types';
import { classifyRingostat } from '../../../core/ringostat/errors';

export type Asked = Parameters<HttpClient['request']>[0];
export type Answer = unknown | { status: number; body?: unknown; headers?: Record<string, string> };

/** An HttpClient that answers from a function; answers with a status of 400 and more are thrown as the real one does. */
export function fakeHttp(answer: (asked: Asked) => Answer): {
  http: HttpClient;
  asked: Asked[];
  idempotent: (boolean | undefined)[];
} {
  const asked: Asked[] = [];
  const idempotent: (boolean | undefined)[] = [];
  const http: HttpClient = {
    async request(request, options) {
      asked.push(request);
      idempotent.push(options.idempotent);
      const given = answer(request);
      const isAnswer =
        typeof given === 'object' && given !== null && 'status' in given && typeof given.status === 'number';
      const response: HttpResponse = isAnswer
        ? ({ headers: {}, body: null, ...(given as object) } as HttpResponse)
        : { status: 200, headers: {}, body: given };
      if (response.status >= 400) throw classifyRingostat(response, options.action);
      return response;
    },
    get requests() {
      return asked.length;
    },
  };
  return { http, asked, idempotent };
}

/** The CrmError a promise rejects with. */
export async function faultOf(promise: Promise<unknown>): Promise<CrmError> {
  const fault: unknown = await promise.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(fault instanceof CrmError)) throw new Error(`expected a CrmError, got ${String(fault)}`);
  return fault;
}
