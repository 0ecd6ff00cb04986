import type { SandboxAnswer, SandboxRequest } from '../common/types';
import type { Access } from './access';
import type { Account } from './account';
import type { Context } from './context';
import { ERRORS_V1, ERRORS_V2, Refusal, retired, unauthorized, unknownMethod } from './errors';
import type { Limits } from './limits';
import { Query } from './query';
import { findRoute } from './routes';
import type { FakeUser } from './types';

/** What an account answers with, besides the request. */
export interface Serving {
  account: Account;
  access: Access;
  limits: Limits;
  user: () => FakeUser | undefined;
  enforceRequired: () => boolean;
  phoneSearch: () => Context['phoneSearch'];
}

function handle(serving: Serving, request: SandboxRequest): SandboxAnswer {
  const { account, access, limits } = serving;
  const how = access.check(request);
  const user = serving.user();
  // Whoever left the company takes his token with him.
  if (!user?.active) throw unauthorized();
  const found = findRoute(request.method, request.path);
  if (!found) throw unknownMethod();
  const { route, path } = found;
  const name = /^\/v1\/(\w+)/.exec(route.path)?.[1] ?? '';
  if (account.rules.retired.includes(name)) throw retired(name);
  limits.count(route.cost, route.search === true, how);
  access.need(route.scopes, how);
  const errors = route.path.startsWith('/v1') ? ERRORS_V1 : ERRORS_V2;
  const isForm = route.path.endsWith('/recordings');
  if (request.malformed && !isForm) throw errors.bad('Malformed JSON');
  return route.handler({
    account,
    errors,
    request,
    path,
    user,
    query: new Query(request.query, errors),
    enforceRequired: serving.enforceRequired(),
    phoneSearch: serving.phoneSearch(),
  });
}

const counted = ({ account, limits }: Serving): Record<string, string> =>
  account.rules.countHeaders ? limits.headers() : {};

/** Answers one API request; refusals are answers. */
export function serve(serving: Serving, request: SandboxRequest): SandboxAnswer {
  try {
    serving.limits.checkBlock();
    const answer = handle(serving, request);
    return { ...answer, headers: { ...counted(serving), ...answer.headers } };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    // Neither Cloudflare nor the sign-in counts requests.
    const counts = error.status !== 401 && error.headers.server === undefined;
    const answer = error.answer();
    return { ...answer, headers: { ...(counts ? counted(serving) : {}), ...answer.headers } };
  }
}
