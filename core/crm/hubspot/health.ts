/** Connection check: token, scopes, our properties, pipelines, owners; each finding says what to do. */
import type { HealthFinding } from '../port';
import type { HubSpotApi } from './api';
import { SYSTEM } from './errors';
import type { Links } from './links';
import { existing, withoutUniqueness } from './ensure-fields';
import { readOwners } from './lists';
import { readPipelines } from './pipelines';
import { OWN_PROPERTIES } from './properties';
import { runsLow } from '../engine/allowance';
import { check, ok, pipelines, problem, users, warning } from '../engine/findings';
import { said } from '../../text/said';
import { paths, TYPE_IDS, type ObjectType } from './endpoints';
import { listOf, told } from './told';

const lacking = (type: ObjectType, names: string[]): HealthFinding =>
  warning(
    `properties.${type}.missing`,
    said('health.hubspot.lacks', { names, object: type }),
    said('health.hubspot.lacks.advice'),
  );
const notUnique = (type: ObjectType, name: string): HealthFinding =>
  problem(
    `properties.${type}.notUnique`,
    said('health.hubspot.notUnique', { name, object: type }),
    said('health.hubspot.notUnique.advice', { name }),
  );

/** Custom properties that may still be made of the type: an edition has so many a type, and so many in all. */
async function roomFor(api: HubSpotApi, type: ObjectType): Promise<number> {
  const body = await told(api, paths.propertyRoom, said('doing.readRoom'));
  const own = listOf(body?.byObjectType).find(({ objectTypeId }) => objectTypeId === TYPE_IDS[type]);
  const left = (limit: unknown, usage: unknown): number =>
    typeof limit === 'number' && typeof usage === 'number' ? Math.max(0, limit - usage) : Infinity;
  return Math.min(left(own?.limit, own?.usage), left(body?.overallLimit, body?.overallUsage));
}
function noRoom(type: ObjectType, missing: number, room: number): HealthFinding[] {
  if (room >= missing) return [];
  const message = said('health.hubspot.noRoom', { room, object: type, missing });
  return [problem(`properties.${type}.noRoom`, message, said('health.hubspot.noRoom.advice'))];
}

async function properties(api: HubSpotApi): Promise<HealthFinding[]> {
  const findings = await Promise.all(
    OWN_PROPERTIES.map(({ type, properties: wanted }) =>
      check(`properties.${type}`, async () => {
        const all = await existing(api, type);
        const known = new Set(all.map(({ name }) => name));
        const missing = wanted.filter(({ name }) => !known.has(name)).map(({ name }) => name);
        const plain = withoutUniqueness(wanted, all).map(({ name }) => name);
        const room = missing.length > 0 ? await roomFor(api, type) : Infinity;
        return [
          ...noRoom(type, missing.length, room),
          ...plain.map((name) => notUnique(type, name)),
          ...(missing.length > 0 ? [lacking(type, missing)] : []),
        ];
      }),
    ),
  );
  const flat = findings.flat();
  return flat.length > 0 ? flat : [ok('properties', said('health.hubspot.propertiesThere'))];
}

/** All private apps of the account spend from one allowance; that of OAuth apps is so large that it is not told. */
async function usage(api: HubSpotApi): Promise<HealthFinding[]> {
  const body = await told(api, paths.usedToday, said('doing.readUsed'));
  return listOf(body?.results).flatMap(({ usageLimit, currentUsage }) => {
    const max = Number(usageLimit);
    const left = max - Number(currentUsage);
    if (!runsLow(left, max)) return [];
    const message = said('health.hubspot.limit', { left: Math.max(0, left), max });
    return [warning('limits.low', message, said('health.hubspot.limit.advice'))];
  });
}

/** Objects whose reading needs a scope of its own; writing shows at the first write. */
const READ = ['contacts', 'companies', 'deals'] as const;

/** As CrmProvider.health: never throws for faults of the CRM. `privateApp`: the account signs in with a service key. */
export async function checkHealth(
  api: HubSpotApi,
  links: Links,
  privateApp: boolean,
): Promise<HealthFinding[]> {
  const account = await check('token', async () => {
    const { id, domain } = await links.learn();
    return [ok('token', said('health.hubspot.connected', { id, domain }))];
  });
  if (account.some(({ code }) => code === 'token.credentialRefused')) return account;
  const reads = READ.map((type) =>
    check(`scopes.${type}`, async () => {
      const request = { method: 'GET', path: paths.objects(type), query: { limit: '1' } } as const;
      await api.http.request(request, { action: said('doing.read', { what: type }) });
      return [ok(`scopes.${type}`, said('health.readable', { what: type }))];
    }),
  );
  const rest = await Promise.all([
    ...reads,
    check('properties', () => properties(api)),
    check('pipelines', async () => [pipelines('pipelines', SYSTEM, await readPipelines(api))]),
    check('owners', async () => [users('owners', SYSTEM, (await readOwners(api)).length)]),
    ...(privateApp ? [check('limits', () => usage(api))] : []),
  ]);
  return [...account, ...rest.flat()];
}
