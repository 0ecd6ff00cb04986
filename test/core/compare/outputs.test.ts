/** The page and the rows of a comparison, and what single calls come to. */
import { compareTables, type CompareInput } from '../../../core/compare/compare';
import { comparisonOutputs } from '../../../core/compare/outputs';
import type { Comparison, Side } from '../../../core/compare/types';
import type { CrmProvider, OwnTask } from '../../../core/crm/port';
import { DEFAULT_OPTIONS, presets } from '../../../core/matrix/presets';
import { keyOfCall } from '../../../core/matrix/this-call';
import type { MatrixTable } from '../../../core/matrix/types';
import type { RingostatEvent } from '../../../core/model/event';
import type { FoundRecord } from '../../../core/model/record';
import { LANGUAGES } from '../../../core/text/text';
import { team } from '../apply/chain';
import { event } from '../apply/kit';
import { utm } from '../crm/hubspot/kit';

const HOSTILE = '<script>alert(1)</script> "\'&';
const contact: FoundRecord = {
  entity: 'contact',
  id: '7',
  name: HOSTILE,
  ownerId: '81234',
  open: true,
  url: null,
  createdAt: null,
  updatedAt: null,
  attribution: utm(),
  callId: null,
  contactIds: [],
  companyIds: [],
};
type Reader = Pick<CrmProvider, 'find' | 'seen' | 'tasks'>;
const crm = (records: FoundRecord[] = [], seen: string[] = [], open: OwnTask[] = []): Reader => ({
  find: ({ entities }) => Promise.resolve(records.filter(({ entity }) => entities.includes(entity))),
  seen: () => Promise.resolve(new Set(seen)),
  tasks: { open: () => Promise.resolve(open), ofRecords: () => Promise.resolve([]) },
});
const side = (table: MatrixTable): Side => ({
  table,
  preset: 'empty',
  callRecordIsTask: presets.empty.callRecordIsTask,
  options: DEFAULT_OPTIONS,
});
const input = (events: RingostatEvent[], a: MatrixTable, b: MatrixTable, masked = true): CompareInput => ({
  events,
  a: side(a),
  b: side(b),
  finding: { team, order: ['deal', 'contact'], several: 'newestActivity', entities: ['contact', 'deal'] },
  creatable: ['contact', 'company', 'deal'],
  maskNumbers: masked,
});
const missed = (n: number, change: Partial<RingostatEvent> = {}): RingostatEvent =>
  event({
    callId: `m${n}`,
    eventKey: `p/m${n}/incoming.ended`,
    status: 'missed',
    durations: { total: 20, talk: 0, wait: 20 },
    employee: { id: null, name: null, email: null, extension: null, direction: null, department: null },
    times: { startedAt: `2026-11-20T1${n}:00:00+02:00`, answeredAt: null, endedAt: null },
    ...change,
  });
const told = ({ differences }: Comparison): string[] =>
  differences.map(({ kind, thing, call }) => `${call.id} ${kind} ${thing}`);

const TASK: MatrixTable = { R3: { contact: true, taskSenior: { state: 'open' } } };

test('the first call under B makes what the second one finds: it is told once', async () => {
  const deal: MatrixTable = { R3: { contact: true, deal: true, taskSenior: { state: 'open' } } };
  expect(told(await compareTables(input([missed(2), missed(1)], TASK, deal), crm()))).toEqual([
    'm1 more deal',
  ]);
});

test('tables that are the same differ in nothing, and the page says so', async () => {
  const same = await compareTables(input([missed(1), missed(2)], TASK, TASK), crm());
  expect(same).toMatchObject({ calls: 2, differing: 0, differences: [], nothing: { a: 0, b: 0 } });
  const { html, rows } = comparisonOutputs(same, team, 'en', 'Europe/Kyiv');
  expect(rows).toEqual([]);
  expect(html).toContain('Both tables do the same with every call.');
});

test('a call record that the CRM has is no difference, and is counted', async () => {
  const call = missed(1);
  const found = await compareTables(
    input([call], TASK, { R3: { ...TASK.R3, callRecord: true } }),
    crm([], [keyOfCall(call)]),
  );
  expect(found).toMatchObject({ recorded: 1, differences: [] });
});

test('one open task a client: with closeMissed the second call in vain is a line, a conversation closes it', async () => {
  const keeps: MatrixTable = {
    R3: { ...TASK.R3, closeMissed: true },
    R4: { closeMissed: true },
    R5: { closeMissed: true },
    R6: { closeMissed: true },
  };
  const talk = event({
    callId: 't3',
    eventKey: 'p/t3/incoming.ended',
    times: { startedAt: '2026-11-20T13:00:00+02:00', answeredAt: null, endedAt: null },
  });
  const found = await compareTables(input([missed(1), missed(2), talk], TASK, keeps), crm([contact]));
  expect(told(found)).toEqual(['m2 less task.senior', 'm2 more missed.note', 't3 more missed.close']);
});

test('numbers are masked in calls and reasons, whole where that is wanted', async () => {
  const none: MatrixTable = {};
  const masked = await compareTables(input([missed(1)], TASK, none), crm());
  expect(JSON.stringify(masked)).not.toMatch(/671234567|67 123 4567/);
  expect(masked.differences[0]?.call.number).toBe('+38067•••4567');
  const whole = await compareTables(input([missed(1)], TASK, none, false), crm());
  expect(whole.differences[0]?.call.number).toBe('+380671234567');
});

test('kinds of records the CRM does not have are made by neither table', async () => {
  const lead: MatrixTable = { R3: { ...TASK.R3, lead: true } };
  expect(told(await compareTables(input([missed(1)], TASK, lead), crm()))).toEqual([]);
});

test.each(LANGUAGES)('in %s: rows and page tell count, call, who and why', async (language) => {
  const other: MatrixTable = { R3: { contact: true, taskResponsible: { state: 'open' } } };
  const calls = Array.from({ length: 25 }, (_, n) =>
    missed(1, { callId: `c${n}`, eventKey: `p/c${n}/incoming.ended` }),
  );
  const found = await compareTables(input(calls, TASK, other), crm([contact]));
  const { rows, html } = comparisonOutputs(found, team, language, 'Europe/Kyiv');
  expect(rows).toHaveLength(50);
  expect(rows[0]).toMatchObject({ calls: 25, call: 'c0', number: '+38067•••4567' });
  for (const row of rows) expect(row.reasonA + row.reasonB).not.toBe('');
  expect(rows.map(({ a }) => a).join()).toContain('Iryna');
  expect(html).toContain(`<html lang="${language}">`);
  expect(html.match(/<details/g)).toHaveLength(2);
  expect(html.match(/<tbody><tr>|<\/tr><tr>/g)).toHaveLength(2 * 20);
  expect(html).not.toMatch(/<script|<img|<iframe|javascript:|@import|url\(/i);
  expect(html.match(/(?:src|href)="[^"]*"/g)).toEqual(['href="data:,"']);
  expect(html.replace(/<style>.*?<\/style>/s, '')).not.toMatch(/[{}]/);
  expect(html).not.toMatch(/<th>|<th [^>]*(?<!scope="(?:row|col)")>/);
});
