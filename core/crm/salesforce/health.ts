/** Connection check: session, rights, our fields, stages, users, requests left; each finding says what to do. */
import { CrmError } from '../../http/errors';
import type { HealthFinding } from '../port';
import { runsLow } from '../engine/allowance';
import type { Row, SalesforceApi } from './api';
import { hiddenObject, rightTo } from './describe';
import { paths } from './endpoints';
import { asJson } from './errors';
import { NOT_UNIQUE, seenFields } from './ensure-fields';
import { toUser } from './lists';
import { OWN_FIELDS } from './own-fields';
import { text } from './records';
import { describeAll, OBJECTS, type Descriptions } from './schema';
import { hiddenRecords, readViewAll, SHARING_COLUMNS } from './sharing';
import type { Work } from './work';

const ok = (code: string, message: string): HealthFinding => ({
  level: 'ok',
  code: `salesforce.${code}`,
  message,
  advice: null,
});
const fault = (
  level: 'warning' | 'problem',
  code: string,
  message: string,
  advice: string,
): HealthFinding => ({ level, code: `salesforce.${code}`, message, advice });

async function check(area: string, work: () => Promise<HealthFinding[]>): Promise<HealthFinding[]> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof CrmError)) throw error;
    const refused = error.kind === 'credentialRefused';
    return [fault('problem', refused ? error.kind : `${area}.${error.kind}`, error.message, error.advice)];
  }
}

function rights(descriptions: Descriptions): HealthFinding[] {
  const findings = OBJECTS.flatMap((object): HealthFinding[] => {
    const { error, object: described } = descriptions[object];
    const right = error ? hiddenObject(object) : rightTo(object, described);
    return right === true ? [] : [fault('problem', `rights.${object}`, right.message, right.advice)];
  });
  return findings.length > 0
    ? findings
    : [ok('rights', `The user may read and write ${OBJECTS.join(', ')}.`)];
}

function fields(descriptions: Descriptions): HealthFinding[] {
  const findings = OWN_FIELDS.flatMap((own): HealthFinding[] => {
    const { error, object: described } = descriptions[own.object];
    const { absent, plain, readOnly } = seenFields(own, descriptions);
    // Without the right to the object nothing is to be said of its fields.
    if (error || rightTo(own.object, described) !== true) return [];
    const names = (list: typeof absent): string => list.map(({ name }) => `${own.object}.${name}`).join(', ');
    const code = `fields.${own.object}`;
    return [
      ...(absent.length === 0
        ? []
        : [
            fault(
              'warning',
              `${code}.missing`,
              `Salesforce lacks the custom fields ${names(absent)}, or hides them from the integration user.`,
              'They are made at the first write, or now by "create missing fields", when the user has "Customize Application"; else add them by hand.',
            ),
          ]),
      ...(plain.length === 0
        ? []
        : [
            fault(
              'problem',
              `${code}.notUnique`,
              `Salesforce: ${names(plain)} ${NOT_UNIQUE}.`,
              'Else a repeated event could write a record twice.',
            ),
          ]),
      ...(readOnly.length === 0
        ? []
        : [
            fault(
              'problem',
              `${code}.readOnly`,
              `Salesforce: the integration user may not write ${names(readOnly)}.`,
              'Give the right to edit in field-level security.',
            ),
          ]),
    ];
  });
  return findings.length > 0 ? findings : [ok('fields', 'All custom fields of the integration are there.')];
}

const LISTS = {
  org: `SELECT Name,IsSandbox,${SHARING_COLUMNS.join(',')} FROM Organization LIMIT 1`,
  users: "SELECT Id,Name,Email,IsActive FROM User WHERE IsActive = true AND UserType = 'Standard' LIMIT 200",
  stages: 'SELECT ApiName FROM OpportunityStage WHERE IsActive = true AND IsClosed = false LIMIT 50',
  statuses: 'SELECT ApiName FROM TaskStatus WHERE IsClosed = true LIMIT 50',
};

const sharing = (org: Row, viewAll: Map<string, boolean>): HealthFinding[] =>
  hiddenRecords(org, viewAll).map(({ words, message, advice }) =>
    fault('warning', `sharing.${words}`, message, advice),
  );

async function lists(api: SalesforceApi): Promise<HealthFinding[]> {
  const [{ org = [], users = [], stages = [], statuses = [] }, viewAll] = await Promise.all([
    api.rows(LISTS, 'reading users and stages'),
    readViewAll(api),
  ]);
  const name = text(org[0] ?? {}, 'Name') ?? 'the org';
  const active = users.map(toUser);
  return [
    ok('token', `Connected to ${name}${org[0]?.IsSandbox === true ? ' (sandbox)' : ''}.`),
    ...sharing(org[0] ?? {}, viewAll),
    active.length > 0
      ? ok('users', `${active.length} active users.`)
      : fault(
          'problem',
          'users.none',
          'Salesforce has no active user.',
          'Invite the managers, or let the integration user see users.',
        ),
    stages.length > 0
      ? ok('stages', 'Opportunities have open stages.')
      : fault(
          'problem',
          'stages.none',
          'Salesforce has no open opportunity stage.',
          'Add one in the set-up.',
        ),
    ...(statuses.length > 0
      ? []
      : [
          fault(
            'problem',
            'statuses.none',
            'Salesforce has no closed task status, so calls cannot be logged as done.',
            'Mark one status of tasks as closed.',
          ),
        ]),
  ];
}

async function allocation(api: SalesforceApi): Promise<HealthFinding[]> {
  const { Max, Remaining } = asJson((await api.get(paths.limits, 'reading the limits')).DailyApiRequests);
  const max = Number(Max);
  const left = Number(Remaining);
  if (!runsLow(left, max)) return [];
  const message = `Salesforce: ${left} of ${max} API requests of 24 hours are left.`;
  return [
    fault('warning', 'limits.low', message, 'Each call takes two; find out what uses them, or buy more.'),
  ];
}

/** As CrmProvider.health: never throws for faults of the CRM. */
export async function checkHealth({ api }: Work): Promise<HealthFinding[]> {
  const described = await check('token', async () => {
    const descriptions = await describeAll(api);
    return [...rights(descriptions), ...fields(descriptions)];
  });
  if (described.some(({ code }) => code === 'salesforce.credentialRefused')) return described;
  const rest = await Promise.all([check('lists', () => lists(api)), check('limits', () => allocation(api))]);
  return [...rest.flat(), ...described];
}
