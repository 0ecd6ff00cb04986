/** Connection check: token, scopes, our properties, pipelines, owners; each finding says what to do. */
import type { HealthFinding } from '../port';
import { CrmError } from '../../http/errors';
import type { HubSpotApi } from './api';
import type { Links } from './links';
import { existing, withoutUniqueness } from './ensure-fields';
import { readOwners } from './lists';
import { readPipelines } from './pipelines';
import { OWN_PROPERTIES } from './properties';
import { paths, type ObjectType } from './endpoints';

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

async function properties(api: HubSpotApi): Promise<HealthFinding[]> {
  const findings = await Promise.all(
    OWN_PROPERTIES.map(({ type, properties: wanted }) =>
      check(`properties.${type}`, async () => {
        const all = await existing(api, type);
        const known = new Set(all.map(({ name }) => name));
        const missing = wanted.filter(({ name }) => !known.has(name)).map(({ name }) => name);
        const plain = withoutUniqueness(wanted, all).map(({ name }) => name);
        return [
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

/** Objects whose reading needs a scope of its own; writing shows at the first write. */
const READ = ['contacts', 'companies', 'deals'] as const;

/** As CrmProvider.health: never throws for faults of the CRM. */
export async function checkHealth(api: HubSpotApi, links: Links): Promise<HealthFinding[]> {
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
  ]);
  return [...account, ...rest.flat()];
}
