import type { SandboxAnswer, SandboxRequest } from '../common/types';
import { isHidden } from './account-rules';
import { titleOf } from './errors';
import type { WriteRules } from './check-write';
import type { Query } from './query';
import type { FakeUser, PipedriveType, Row } from './types';

/** What a handler knows of its request. */
export interface Context extends WriteRules {
  request: SandboxRequest;
  query: Query;
  /** Values of the path's variables. */
  path: Record<string, string>;
  /** Whose token it is. */
  user: FakeUser;
  phoneSearch: 'digits' | 'asStored';
}
/** The user as whom a lab looks at the result: he sees everything. */
export const READER_ID = 0;
export type Handler = (context: Context) => SandboxAnswer;

export const ok = (data: unknown, more: Record<string, unknown> = {}): SandboxAnswer => ({
  status: 200,
  body: { success: true, data, ...more },
});

/** The record of the path. Throws 404, 410 when it was deleted. */
export function needRow({ account, errors, path, user }: Context, type: PipedriveType): Row {
  const row = account.find(type, path['id']);
  if (!row) throw errors.notFound(titleOf(type));
  if (user.id !== READER_ID && isHidden(account.rules, row))
    throw account.rules.hiddenStatus === 404
      ? errors.notFound(titleOf(type))
      : errors.forbidden('You do not have permissions to do this');
  if (row.deleted) throw errors.gone(titleOf(type));
  return row;
}
