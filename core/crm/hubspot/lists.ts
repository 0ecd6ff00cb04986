/** Lists for the nodes: users and fields. */
import type { CrmField } from '../../model/record';
import type { CrmUser } from '../port';
import type { HubSpotApi } from './api';
import { paths, type ObjectType } from './endpoints';
import { said } from '../../text/said';

interface ApiOwner {
  id: string;
  email?: string;
  firstName?: string;
  lastName?: string;
  archived?: boolean;
}
interface ApiProperty {
  name: string;
  label: string;
  type: string;
  hidden?: boolean;
  calculated?: boolean;
  options?: { value: string; label: string; hidden?: boolean }[];
  modificationMetadata?: { readOnlyValue?: boolean };
}
/** Most the vendor gives on a page, and pages of a portal with ten thousand owners. */
const OWNERS_PAGE = '500';
const PAGES_MAX = 20;

/** Active owners. `id` is the owner id that records carry, not the user id. Throws CrmError. */
export async function readOwners(api: HubSpotApi): Promise<CrmUser[]> {
  const users: CrmUser[] = [];
  let after: string | undefined;
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const query: Record<string, string> = { limit: OWNERS_PAGE, ...(after ? { after } : {}) };
    const request = { method: 'GET', path: paths.owners, query } as const;
    const { body } = await api.http.request(request, { action: said('doing.readOwners') });
    const { results, paging } = body as { results: ApiOwner[]; paging?: { next?: { after: string } } };
    for (const { id, email, firstName, lastName, archived } of results) {
      const name = [firstName, lastName].filter(Boolean).join(' ') || email || id;
      users.push({ id, name, email: email || null, active: archived !== true });
    }
    after = paging?.next?.after;
    if (after === undefined) break;
  }
  return users;
}

/** Fields of a type; those HubSpot fills itself are marked as not writable, hidden ones left out. Throws CrmError. */
export async function readFields(api: HubSpotApi, type: ObjectType): Promise<CrmField[]> {
  const request = { method: 'GET', path: paths.properties(type) } as const;
  const { body } = await api.http.request(request, { action: said('doing.readProperties', { of: type }) });
  return (body as { results: ApiProperty[] }).results
    .filter(({ hidden }) => hidden !== true)
    .map(({ name, label, type: kind, calculated, options = [], modificationMetadata }) => ({
      name,
      label,
      type: kind,
      writable: modificationMetadata?.readOnlyValue !== true && calculated !== true,
      options: options
        .filter(({ hidden }) => hidden !== true)
        .map(({ value, label: text }) => ({ value, label: text })),
    }))
    .sort((a, b) => a.label.localeCompare(b.label, 'en'));
}
