/** Connection check: token, rights, our fields, pipelines, users; each finding says what to do. Nothing is written. */
import { CrmError } from '../../http/errors';
import type { HealthFinding } from '../port';
import type { PipedriveApi } from './api';
import { paths } from './endpoints';
import { readFieldList } from './field-lists';
import type { Links } from './links';
import { readUsers } from './lists';
import { readsAnyNotation } from './notations';
import { fieldNamed, holdsText, OWN_FIELDS } from './own-fields';
import { readPipelines } from './pipelines';
import type { Settings } from './settings';

const code = (name: string): string => `pipedrive.${name}`;
const ok = (name: string, message: string): HealthFinding => ({
  level: 'ok',
  code: code(name),
  message,
  advice: null,
});
const fault = (
  level: 'warning' | 'problem',
  name: string,
  message: string,
  advice: string,
): HealthFinding => ({ level, code: code(name), message, advice });

async function check(name: string, work: () => Promise<HealthFinding[]>): Promise<HealthFinding[]> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof CrmError)) throw error;
    const finding = error.kind === 'credentialRefused' ? error.kind : `${name}.${error.kind}`;
    return [fault('problem', finding, error.message, error.advice)];
  }
}

async function fields(api: PipedriveApi, { showFields }: Settings): Promise<HealthFinding[]> {
  const findings = await Promise.all(
    OWN_FIELDS.map(({ entity, list, fields: wanted }) =>
      check(`fields.${entity}`, async () => {
        const all = await readFieldList(api, list);
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
                  `Pipedrive lacks the fields ${missing.join(', ')} of ${entity}s.`,
                  'They are made at the first write, or now by "create fields"; both need the token of an admin, or of a user who may add custom fields.',
                ),
              ]
            : []),
          ...(typed.length > 0
            ? [
                fault(
                  'problem',
                  `fields.${entity}.type`,
                  `The fields ${typed.join(', ')} of ${entity}s hold no text, so nothing is written into them.`,
                  'Rename them in Pipedrive and run "create fields".',
                ),
              ]
            : []),
          ...(other.length > 0
            ? [
                fault(
                  'warning',
                  `fields.${entity}.view`,
                  `The fields ${other.map(({ name }) => name).join(', ')} of ${entity}s are ${showFields ? 'hidden' : 'shown'}, other than the node's setting says.`,
                  "Change it in Pipedrive's settings of the fields: it can be set only when a field is made.",
                ),
              ]
            : []),
        ];
      }),
    ),
  );
  const flat = findings.flat();
  return flat.length > 0 ? flat : [ok('fields', 'All fields of the integration are there.')];
}

async function pipelines(api: PipedriveApi): Promise<HealthFinding[]> {
  const all = await readPipelines(api);
  const empty = all.filter(({ stages }) => stages.length === 0).map(({ name }) => name);
  if (all.length > 0 && empty.length === 0)
    return [ok('pipelines', `Deal pipelines: ${all.map(({ name }) => name).join(', ')}.`)];
  const message =
    all.length === 0 ? 'Pipedrive has no deal pipeline.' : `No stage is in ${empty.join(', ')}.`;
  return [
    fault('problem', 'pipelines.noStage', message, 'Add a stage in Pipedrive, or choose another pipeline.'),
  ];
}

async function users(api: PipedriveApi): Promise<HealthFinding[]> {
  const active = (await readUsers(api)).filter((user) => user.active);
  if (active.length > 0) return [ok('users', `${active.length} active users.`)];
  return [
    fault('problem', 'users.none', 'Pipedrive has no active user.', 'Invite the managers to Pipedrive.'),
  ];
}

/** Tried on somebody's number; the country of numbers without code is not known here. */
async function notations(api: PipedriveApi): Promise<HealthFinding[]> {
  const any = await readsAnyNotation(api, '');
  if (any === null) return [];
  if (any) return [ok('search', 'The search finds numbers in any notation.')];
  return [
    fault(
      'warning',
      'search.notations',
      'The search of this account does not find a number that has signs between its digits, such as 067 123-45-67.',
      'The usual notations are searched before a client is created. To be sure, keep numbers in Pipedrive in the form +380671234567.',
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
    return [ok('token', `Connected to ${company_name ?? 'Pipedrive'} as ${name ?? 'its user'}.`)];
  });
  if (account.some((finding) => finding.code === code('credentialRefused'))) return account;
  const reads = READ.map(([what, path]) =>
    check(`rights.${what.replace(' ', '')}`, async () => {
      await api.read(path, { limit: '1' }, `reading ${what}`);
      return [ok(`rights.${what.replace(' ', '')}`, `The token may read ${what}.`)];
    }),
  );
  const rest = await Promise.all([
    ...reads,
    check('fields', () => fields(api, settings)),
    check('pipelines', () => pipelines(api)),
    check('users', () => users(api)),
    check('search', () => notations(api)),
  ]);
  return [...account, ...rest.flat()];
}
