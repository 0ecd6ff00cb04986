import { TYPES, type Portal } from './portal';
import type { FakeRecord, HubSpotType } from './types';

/** Everything the portal holds by type, oldest first, archived left out: for tests and for the sandbox page. */
export function stateOf(portal: Portal): Record<HubSpotType, FakeRecord[]> {
  const of = (type: HubSpotType): FakeRecord[] =>
    [...portal.table(type).values()]
      .filter((row) => !row.archived)
      .map((row) => {
        const links: FakeRecord['links'] = {};
        for (const { to, toId } of portal.linksOf(row))
          links[to] = [...new Set([...(links[to] ?? []), toId])];
        return {
          id: row.id,
          type,
          properties: portal.values(row),
          createdAt: new Date(row.createdAt).toISOString(),
          updatedAt: new Date(row.updatedAt).toISOString(),
          archived: false,
          links,
        };
      });
  return Object.fromEntries(TYPES.map((type) => [type, of(type)])) as Record<HubSpotType, FakeRecord[]>;
}
