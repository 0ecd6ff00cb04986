/** Connection check: token, scopes, our properties, pipelines, owners; each finding says what to do. */
import type { HealthFinding } from '../port';
import { CrmError } from '../../http/errors';
import type { HubSpotApi } from './api';
import type { Links } from './links';
import { existing, withoutUniqueness } from './ensure-fields';
import { readOwners } from './lists';
import { readPipelines } from './pipelines';
import { OWN_PROPERTIES } from './properties';
import { runsLow } from '../engine/allowance';
import { paths, TYPE_IDS, type ObjectType } from './endpoints';
import { listOf, told } from './told';

const ok = (code: string, message: string): HealthFinding => ({ level: 'ok', code, message, advice: null });

async function check(code: string, work: () => Promise<HealthFinding[]>): Promise<HealthFinding[]> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof CrmError)) throw error;
    return [
      { level: 'problem', code: `${code}.${error.kind}`, message: error.message, advice: error.advice },
    ];
  }
}

function lacking(type: ObjectType, names: string[]): HealthFinding {
  const message = `HubSpot lacks the properties ${names.join(', ')} of ${type}.`;
  const advice =
    'They are made at the first write, or now by "create fields"; both need the scopes crm.schemas.*.write.';
  return { level: 'warning', code: `properties.${type}.missing`, message, advice };
}
function notUnique(type: ObjectType, name: string): HealthFinding {
  const message = `The property ${name} of ${type} does not require unique values, so a repeated event could write a record twice.`;
  const advice = `Delete ${name} in HubSpot's settings and run "create fields": uniqueness can be set only when a property is made.`;
  return { level: 'problem', code: `properties.${type}.notUnique`, message, advice };
}

/** Custom properties that may still be made of the type: an edition has so many a type, and so many in all. */
async function roomFor(api: HubSpotApi, type: ObjectType): Promise<number> {
  const body = await told(api, paths.propertyRoom, 'reading how many properties the edition has');
  const own = listOf(body?.byObjectType).find(({ objectTypeId }) => objectTypeId === TYPE_IDS[type]);
  const left = (limit: unknown, usage: unknown): number =>
    typeof limit === 'number' && typeof usage === 'number' ? Math.max(0, limit - usage) : Infinity;
  return Math.min(left(own?.limit, own?.usage), left(body?.overallLimit, body?.overallUsage));
}
function noRoom(type: ObjectType, missing: number, room: number): HealthFinding[] {
  if (room >= missing) return [];
  const message = `HubSpot has room for ${room} more custom properties of ${type}, and the integration lacks ${missing}.`;
  const advice =
    'Delete custom properties nobody needs, or take an edition with more; then run "create fields". Without its keys a record is not written.';
  return [{ level: 'problem', code: `properties.${type}.noRoom`, message, advice }];
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
  return flat.length > 0 ? flat : [ok('properties', 'All properties of the integration are there.')];
}

async function pipelines(api: HubSpotApi): Promise<HealthFinding[]> {
  const all = await readPipelines(api);
  const stuck = all.filter(({ stages }) => stages.every(({ closed }) => closed));
  if (all.length === 0 || stuck.length > 0) {
    const names = stuck.map(({ name }) => name).join(', ');
    const message = names ? `The pipeline ${names} has no open stage.` : 'HubSpot has no deal pipeline.';
    return [
      {
        level: 'problem',
        code: 'pipelines.noStage',
        message,
        advice: 'Add an open stage in HubSpot, or choose another pipeline.',
      },
    ];
  }
  return [ok('pipelines', `Deal pipelines: ${all.map(({ name }) => name).join(', ')}.`)];
}

async function owners(api: HubSpotApi): Promise<HealthFinding[]> {
  const all = await readOwners(api);
  if (all.length > 0) return [ok('owners', `${all.length} active users.`)];
  return [
    {
      level: 'problem',
      code: 'owners.none',
      message: 'HubSpot has no active user.',
      advice: 'Invite the managers to HubSpot.',
    },
  ];
}

/** All private apps of the account spend from one allowance; that of OAuth apps is so large that it is not told. */
async function usage(api: HubSpotApi): Promise<HealthFinding[]> {
  const body = await told(api, paths.usedToday, 'reading what the account has used of its requests today');
  return listOf(body?.results).flatMap(({ usageLimit, currentUsage }) => {
    const max = Number(usageLimit);
    const left = max - Number(currentUsage);
    if (!runsLow(left, max)) return [];
    const message = `HubSpot: ${Math.max(0, left)} of ${max} requests a day of all private apps are left.`;
    const advice = 'Find out in HubSpot which app uses them, or buy more: refused calls come by the replay.';
    return [{ level: 'warning', code: 'limits.low', message, advice }];
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
    return [ok('token', `Connected to the HubSpot account ${id} (${domain}).`)];
  });
  if (account.some(({ code }) => code === 'token.credentialRefused')) return account;
  const reads = READ.map((type) =>
    check(`scopes.${type}`, async () => {
      const request = { method: 'GET', path: paths.objects(type), query: { limit: '1' } } as const;
      await api.http.request(request, { action: `reading ${type}` });
      return [ok(`scopes.${type}`, `The token may read ${type}.`)];
    }),
  );
  const rest = await Promise.all([
    ...reads,
    check('properties', () => properties(api)),
    check('pipelines', () => pipelines(api)),
    check('owners', () => owners(api)),
    ...(privateApp ? [check('limits', () => usage(api))] : []),
  ]);
  return [...account, ...rest.flat()];
}
