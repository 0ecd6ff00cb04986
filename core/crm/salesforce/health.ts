/** Connection check: session, rights, our fields, stages, users, requests left; each finding says what to do. */
import type { HealthFinding } from '../port';
import type { Words } from '../../model/said';
import { said } from '../../text/said';
import { runsLow } from '../engine/allowance';
import * as findings from '../engine/findings';
import type { Row, SalesforceApi } from './api';
import { hiddenObject, rightTo } from './describe';
import { paths } from './endpoints';
import { asJson, SYSTEM } from './errors';
import { seenFields } from './ensure-fields';
import { OWN_FIELDS } from './own-fields';
import { text } from './records';
import { describeAll, OBJECTS, type Descriptions } from './schema';
import { hiddenRecords, readViewAll, SHARING_COLUMNS } from './sharing';
import type { Work } from './work';

const ok = (code: string, message: Words): HealthFinding => findings.ok(`salesforce.${code}`, message);
const fault = (level: 'warning' | 'problem', code: string, message: Words, advice: Words): HealthFinding =>
  findings[level](`salesforce.${code}`, message, advice);

const check = (area: string, work: () => Promise<HealthFinding[]>): Promise<HealthFinding[]> =>
  findings.check(`salesforce.${area}`, work, 'salesforce');

function rights(descriptions: Descriptions): HealthFinding[] {
  const lacks = OBJECTS.flatMap((object): HealthFinding[] => {
    const { error, object: described } = descriptions[object];
    const right = error ? hiddenObject(object) : rightTo(object, described);
    return right === true ? [] : [{ level: 'problem', code: `salesforce.rights.${object}`, ...right }];
  });
  return lacks.length > 0 ? lacks : [ok('rights', said('health.salesforce.rights', { objects: OBJECTS }))];
}

function fields(descriptions: Descriptions): HealthFinding[] {
  const faults = OWN_FIELDS.flatMap((own): HealthFinding[] => {
    const { error, object: described } = descriptions[own.object];
    const { absent, plain, readOnly } = seenFields(own, descriptions);
    // Without the right to the object nothing is to be said of its fields.
    if (error || rightTo(own.object, described) !== true) return [];
    const names = (list: typeof absent): string[] => list.map(({ name }) => `${own.object}.${name}`);
    const code = `fields.${own.object}`;
    return [
      ...(absent.length === 0
        ? []
        : [
            fault(
              'warning',
              `${code}.missing`,
              said('health.salesforce.lacks', { names: names(absent) }),
              said('health.salesforce.lacks.advice'),
            ),
          ]),
      ...(plain.length === 0
        ? []
        : [
            fault(
              'problem',
              `${code}.notUnique`,
              said('health.salesforce.notUnique', { names: names(plain) }),
              said('health.salesforce.notUnique.advice'),
            ),
          ]),
      ...(readOnly.length === 0
        ? []
        : [
            fault(
              'problem',
              `${code}.readOnly`,
              said('health.salesforce.readOnly', { names: names(readOnly) }),
              said('health.salesforce.readOnly.advice'),
            ),
          ]),
    ];
  });
  return faults.length > 0 ? faults : [ok('fields', said('health.salesforce.fieldsThere'))];
}

const LISTS = {
  org: `SELECT Name,IsSandbox,${SHARING_COLUMNS.join(',')} FROM Organization LIMIT 1`,
  users: "SELECT Id,Name,Email,IsActive FROM User WHERE IsActive = true AND UserType = 'Standard' LIMIT 200",
  stages: 'SELECT ApiName FROM OpportunityStage WHERE IsActive = true AND IsClosed = false LIMIT 50',
  statuses: 'SELECT ApiName FROM TaskStatus WHERE IsClosed = true LIMIT 50',
};

const sharing = (org: Row, viewAll: Map<string, boolean>): HealthFinding[] =>
  hiddenRecords(org, viewAll).map(({ records, message, advice }) =>
    fault('warning', `sharing.${records}`, message, advice),
  );

async function lists(api: SalesforceApi): Promise<HealthFinding[]> {
  const [{ org = [], users = [], stages = [], statuses = [] }, viewAll] = await Promise.all([
    api.rows(LISTS, said('doing.readUsersAndStages')),
    readViewAll(api),
  ]);
  const name = text(org[0] ?? {}, 'Name') ?? 'the org';
  const isSandbox = org[0]?.IsSandbox === true;
  return [
    ok('token', said(`health.salesforce.${isSandbox ? 'connectedSandbox' : 'connected'}`, { name })),
    ...sharing(org[0] ?? {}, viewAll),
    findings.users('salesforce.users', SYSTEM, users.length, said('health.salesforce.noUser.advice')),
    stages.length > 0
      ? ok('stages', said('health.salesforce.stages'))
      : fault(
          'problem',
          'stages.none',
          said('health.salesforce.noStage'),
          said('health.salesforce.noStage.advice'),
        ),
    ...(statuses.length > 0
      ? []
      : [
          fault(
            'problem',
            'statuses.none',
            said('health.salesforce.noStatus'),
            said('health.salesforce.noStatus.advice'),
          ),
        ]),
  ];
}

async function allocation(api: SalesforceApi): Promise<HealthFinding[]> {
  const { Max, Remaining } = asJson((await api.get(paths.limits, said('doing.readLimits'))).DailyApiRequests);
  const max = Number(Max);
  const left = Number(Remaining);
  if (!runsLow(left, max)) return [];
  const message = said('health.salesforce.limit', { left, max });
  return [fault('warning', 'limits.low', message, said('health.salesforce.limit.advice'))];
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
