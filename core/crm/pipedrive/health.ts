/** Connection check: token, rights, our fields, pipelines, users; each finding says what to do. Nothing is written. */
import type { Words } from '../../model/said';
import { said } from '../../text/said';
import * as findings from '../engine/findings';
import type { HealthFinding } from '../port';
import type { PipedriveApi } from './api';
import { paths } from './endpoints';
import { SYSTEM } from './errors';
import { readFieldList } from './field-lists';
import type { Links } from './links';
import { readUsers } from './lists';
import { readsAnyNotation } from './notations';
import { fieldNamed, holdsText, OWN_FIELDS } from './own-fields';
import { readPipelines } from './pipelines';
import type { Settings } from './settings';

const code = (name: string): string => `pipedrive.${name}`;
const ok = (name: string, message: Words): HealthFinding => findings.ok(code(name), message);
const fault = (level: 'warning' | 'problem', name: string, message: Words, advice: Words): HealthFinding =>
  findings[level](code(name), message, advice);

const check = (name: string, work: () => Promise<HealthFinding[]>): Promise<HealthFinding[]> =>
  findings.check(code(name), work, 'pipedrive');

async function fields(api: PipedriveApi, { showFields }: Settings): Promise<HealthFinding[]> {
  const faults = await Promise.all(
    OWN_FIELDS.map(({ entity, list, fields: wanted }) =>
      check(`fields.${entity}`, async () => {
        const all = await readFieldList(api, list);
        const object = `${entity}s`;
        const known = wanted.map(({ name }) => ({ name, field: fieldNamed(all, name) }));
        const missing = known.filter(({ field }) => field === null).map(({ name }) => name);
        const typed = known
          .filter(({ field }) => field !== null && !holdsText(field))
          .map(({ name }) => name);
        const other = known.filter(({ field }) => {
          const shown = field?.ui_visibility?.details_visible_flag;
          return field !== null && holdsText(field) && shown !== undefined && shown !== showFields;
        });
        return [
          ...(missing.length > 0
            ? [
                fault(
                  'warning',
                  `fields.${entity}.missing`,
                  said('health.pipedrive.lacks', { names: missing, object }),
                  said('health.pipedrive.lacks.advice'),
                ),
              ]
            : []),
          ...(typed.length > 0
            ? [
                fault(
                  'problem',
                  `fields.${entity}.type`,
                  said('health.pipedrive.type', { names: typed, object }),
                  said('health.pipedrive.type.advice'),
                ),
              ]
            : []),
          ...(other.length > 0
            ? [
                fault(
                  'warning',
                  `fields.${entity}.view`,
                  said(`health.pipedrive.${showFields ? 'viewHidden' : 'viewShown'}`, {
                    names: other.map(({ name }) => name),
                    object,
                  }),
                  said('health.pipedrive.view.advice'),
                ),
              ]
            : []),
        ];
      }),
    ),
  );
  const flat = faults.flat();
  return flat.length > 0 ? flat : [ok('fields', said('health.ownFieldsThere'))];
}

async function pipelines(api: PipedriveApi): Promise<HealthFinding[]> {
  const all = await readPipelines(api);
  const empty = all.filter(({ stages }) => stages.length === 0).map(({ name }) => name);
  if (all.length > 0 && empty.length === 0)
    return [ok('pipelines', said('health.pipelines', { names: all.map(({ name }) => name) }))];
  const message =
    all.length === 0
      ? said('health.noPipeline', { system: SYSTEM })
      : said('health.pipedrive.noStage', { names: empty });
  return [fault('problem', 'pipelines.noStage', message, said('health.pipedrive.noStage.advice'))];
}

/** Tried on somebody's number; the country of numbers without code is not known here. */
async function notations(api: PipedriveApi): Promise<HealthFinding[]> {
  const any = await readsAnyNotation(api, '');
  if (any === null) return [];
  if (any) return [ok('search', said('health.pipedrive.search'))];
  return [
    fault(
      'warning',
      'search.notations',
      said('health.pipedrive.notations'),
      said('health.pipedrive.notations.advice'),
    ),
  ];
}

/** Reading needs a right of its own for each; writing shows at the first write. */
const READ: [string, string][] = [
  ['contacts', paths.collection('persons')],
  ['companies', paths.collection('organizations')],
  ['deals', paths.collection('deals')],
  ['leads', paths.collection('leads')],
  ['activities', paths.activities],
  ['call records', paths.callLogs],
];

/** As CrmProvider.health: never throws for faults of the CRM. */
export async function checkHealth(
  api: PipedriveApi,
  links: Links,
  settings: Settings,
): Promise<HealthFinding[]> {
  const account = await check('token', async () => {
    const { name, company_name } = await links.learn();
    const company = company_name ?? SYSTEM;
    const connected = name
      ? said('health.pipedrive.connected', { company, user: name })
      : said('health.pipedrive.connectedUnnamed', { company });
    return [ok('token', connected)];
  });
  if (account.some((finding) => finding.code === code('credentialRefused'))) return account;
  const reads = READ.map(([what, path]) =>
    check(`rights.${what.replace(' ', '')}`, async () => {
      await api.read(path, { limit: '1' }, said('doing.read', { what }));
      return [ok(`rights.${what.replace(' ', '')}`, said('health.readable', { what }))];
    }),
  );
  const rest = await Promise.all([
    ...reads,
    check('fields', () => fields(api, settings)),
    check('pipelines', () => pipelines(api)),
    check('users', async () => {
      const active = (await readUsers(api)).filter((user) => user.active);
      return [findings.users(code('users'), SYSTEM, active.length)];
    }),
    check('search', () => notations(api)),
  ]);
  return [...account, ...rest.flat()];
}
