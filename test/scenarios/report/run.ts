/** Scenarios of the report: from Ringostat's log to what the node gives, in a host. They are of no CRM. */
import { COLUMN_IDS } from '../../../core/report/columns';
import { GROUP_IDS } from '../../../core/report/groups';
import { parseCsv } from '../../../core/ringostat/csv';
import { startFakeRingostat } from '../../../sandbox/ringostat/server';
import type { FakeCall, FakeRingostat } from '../../../sandbox/ringostat/types';
import { EMPLOYEES, monthOf, type Happened, type Month } from '../../core/report/month';
import { recount, type Grouping } from '../../core/report/recount';
import { record } from '../results';
import type { Forms, ReportHost, ReportSettings, Row } from './host';

const NOON = Date.parse('2026-10-21T12:00:00+03:00');
const DAY = { from: '2026-10-21T00:00:00+03:00', to: '2026-10-22T00:00:00+03:00' };
const LINE = '380443334455';

interface Lab {
  ringostat: FakeRingostat;
  rows(settings: ReportSettings): Promise<Row[]>;
  forms(settings: ReportSettings): Promise<Forms>;
  host: ReportHost;
}
interface Case {
  id: string;
  title: string;
  run(lab: Lab): Promise<void>;
}

const call = (id: string, minutes: number, more: Partial<FakeCall> = {}): FakeCall => ({
  id,
  direction: 'in',
  clientNumber: '380671234501',
  companyNumber: LINE,
  startedAt: NOON + minutes * 60_000,
  status: 'ANSWERED',
  billsec: 20,
  duration: 30,
  waittime: 10,
  ...more,
});
const between = (settings: Partial<ReportSettings> = {}): ReportSettings => ({
  kind: 'perEmployee',
  period: 'between',
  ...DAY,
  ...settings,
});
/** One call taken, one missed and called back half an hour later, one of the day after. */
function aDay({ ringostat }: Lab): void {
  const [olena, petro] = ringostat.employees;
  const missed = { clientNumber: '380671234502', status: 'NO ANSWER', billsec: 0, duration: 10 };
  ringostat.calls.push(
    call('one', 0, { employee: olena!, pool: 'Google', utm: { source: 'google' }, department: 'Sales' }),
    call('two', 1, missed),
    call('three', 31, { clientNumber: '380671234502', direction: 'out', employee: petro! }),
    call('late', 24 * 60, { employee: olena! }),
  );
}

/** A month whose clocks change, of calls that the fake's log can tell: one talker each, of the team. */
function changingMonth(): Month {
  for (let seed = 1; ; seed++) {
    const month = monthOf(seed);
    const hours = (Date.parse(month.span.to) - Date.parse(month.span.from)) / 3_600_000;
    if (month.zone !== 'Europe/Kyiv' || hours % 24 === 0 || month.happened.length < 40) continue;
    const known = (who: string | null): boolean => EMPLOYEES.some(({ id }) => id === who);
    const happened = month.happened.filter(
      ({ between: inside, talks, rung }) =>
        !inside && talks.length < 2 && known(talks[0]?.who ?? rung ?? EMPLOYEES[0]!.id),
    );
    return { ...month, happened };
  }
}
function asFake(one: Happened, ringostat: FakeRingostat): FakeCall {
  const talk = one.talks[0]?.seconds ?? 0;
  const who = one.talks[0]?.who ?? one.rung;
  const employee = ringostat.employees.find(({ id }) => String(id) === who);
  return {
    id: one.id,
    direction: one.direction === 'incoming' ? 'in' : 'out',
    clientNumber: one.client ?? 'anonymous',
    companyNumber: LINE,
    startedAt: one.at,
    status: talk > 0 ? 'ANSWERED' : 'NO ANSWER',
    billsec: talk,
    duration: one.wait + talk,
    waittime: one.wait,
    department: one.department,
    pool: one.pool,
    utm: { source: one.source },
    ...(employee ? { employee } : {}),
  };
}

const cases: Case[] = [
  {
    id: 'E-01',
    title:
      'a row per employee: calls, conversations, missed, talk, wait, first calls, called back; employees of no call too',
    async run(lab) {
      aDay(lab);
      lab.ringostat.employees.push({
        ...lab.ringostat.employees[0]!,
        id: 1113,
        name: 'Nadiia Hryts',
        sip: 'shop_nadiia',
        extension: '103',
        email: 'n@example.com',
      });
      const rows = await lab.rows(between());
      const zeros = Object.fromEntries(COLUMN_IDS.map((id) => [id, 0]));
      expect(rows).toMatchObject([
        {
          ...zeros,
          by: 'employee',
          name: 'Olena Koval',
          incoming: 1,
          conversations: 1,
          talk: 20,
          wait: 10,
          firstClients: 1,
        },
        {
          ...zeros,
          name: 'Petro Bondar',
          outgoing: 1,
          conversations: 1,
          talk: 20,
          callbacks: 1,
          callbackTime: 1790,
        },
        { ...zeros, name: 'Nadiia Hryts' },
        { ...zeros, name: 'Nobody', incoming: 1, missed: 1, firstClients: 1 },
      ]);
      expect(rows[1]?.calls).toMatchObject({ outgoing: ['three'], callbacks: ['three'], incoming: [] });
      // Without the list of employees the names of the log are used.
      lab.ringostat.faults.next({
        match: ({ path }) => path.includes('json-rpc'),
        answer: { status: 403, body: {} },
      });
      expect((await lab.rows(between())).map(({ name }) => name)).toEqual([
        'Olena Koval',
        'Petro Bondar',
        'Nobody',
      ]);
      // Whom nothing is recorded of is not counted.
      const never = await lab.rows(between({ neverRecord: '380671234502' }));
      expect(never.find(({ name }) => name === 'Nobody')).toBeUndefined();
    },
  },
  {
    id: 'E-02',
    title: 'the same columns by department, day, hour, pool and utm source',
    async run(lab) {
      aDay(lab);
      const rows = await lab.rows(
        between({ kind: 'perGroup', groups: GROUP_IDS.filter((by) => by !== 'employee') }),
      );
      const of = (by: string): Record<string, unknown> =>
        Object.fromEntries(
          rows
            .filter((row) => row['by'] === by && row['incoming'] !== 0)
            .map((row) => [row.name, row['incoming']]),
        );
      expect(of('day')).toEqual({ '2026-10-21': 2 });
      expect(of('hour')).toEqual({ '12': 2 });
      expect(rows.filter((row) => row['by'] === 'hour')).toHaveLength(24);
      expect(of('department')).toEqual({ Sales: 1, '(none)': 1 });
      expect(of('pool')).toEqual({ Google: 1, '(none)': 1 });
      expect(of('utmSource')).toEqual({ google: 1, '(direct)': 1 });
    },
  },
  {
    id: 'E-03',
    title: 'a month with a change of clocks equals an independent count; a thousand more in the core',
    async run(lab) {
      const month = changingMonth();
      const [model] = lab.ringostat.employees;
      lab.ringostat.employees.splice(
        0,
        Infinity,
        ...EMPLOYEES.map(({ id, name, extension, main }) => ({
          ...model!,
          id: Number(id),
          name,
          extension: extension ?? '',
          sip: main[0] ?? '',
          email: `${id}@example.com`,
        })),
      );
      lab.ringostat.calls.push(...month.happened.map((one) => asFake(one, lab.ringostat)));
      const rows = await lab.rows({
        kind: 'perEmployee',
        period: 'between',
        ...month.span,
        groups: [...GROUP_IDS],
      });
      for (const by of GROUP_IDS) {
        const wanted = Object.entries(recount(month, by as Grouping)).map(([name, figures]) => [
          name || (by === 'employee' ? 'Nobody' : '(none)'),
          Object.fromEntries(Object.entries(figures).map(([id, { value }]) => [id, value])),
        ]);
        const counted = rows
          .filter((row) => row['by'] === by)
          .map((row) => [row.name, Object.fromEntries(COLUMN_IDS.map((id) => [id, row[id]]))]);
        expect({ by, rows: counted.sort() }).toEqual({ by, rows: wanted.sort() });
      }
    },
  },
  {
    id: 'E-04',
    title:
      'rows for any table node, CSV without formulas, a page that loads nothing, a text; each figure with its calls',
    async run(lab) {
      aDay(lab);
      lab.ringostat.employees[0]!.name = '=cmd|x';
      const forms = await lab.forms(between({ result: 'report', language: 'uk', groups: ['day'] }));
      expect(forms.rows.map(({ name }) => name)).toEqual(['=cmd|x', 'Petro Bondar', 'Ніхто', '2026-10-21']);
      const [head = [], ...lines] = parseCsv(forms.csv, ',');
      expect(head).toContain('Передзвонили: дзвінки');
      expect(lines.map((line) => line[1])).toEqual(["'=cmd|x", 'Petro Bondar', 'Ніхто', '2026-10-21']);
      expect(forms.html).toMatch(/^<!doctype html><html lang="uk">/);
      expect(forms.html.match(/(?:src|href)="[^"]*"/g)).toEqual(['href="data:,"']);
      expect(forms.html).toContain('<li>three</li>');
      expect(forms.text).toContain('• Petro Bondar: Розмови 1');
    },
  },
];

export function runReportScenarios(open: () => Promise<ReportHost>, name: ReportHost['host']): void {
  describe(`scenarios of the report in ${name}`, () => {
    let host: ReportHost;
    let ringostat: FakeRingostat;
    beforeAll(async () => {
      host = await open();
    }, 120_000);
    afterAll(() => host?.close());
    beforeEach(async () => {
      ringostat = await startFakeRingostat();
    });
    afterEach(() => ringostat.close());

    test.each(cases.map((one) => [one.id, one.title, one] as [string, string, Case]))(
      '%s %s',
      async (id, title, { run }) => {
        let status: 'passed' | 'failed' = 'failed';
        try {
          const given = async (settings: ReportSettings) => (await host.report(settings, ringostat)).given;
          await run({
            ringostat,
            host,
            rows: async (settings) => (await given(settings)) as Row[],
            forms: async (settings) => (await given(settings)) as Forms,
          });
          status = 'passed';
        } finally {
          record({ id, title, crm: '', host: name, status, requests: null, budget: null });
        }
      },
      60_000,
    );
  });
}
