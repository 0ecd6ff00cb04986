/** What each column means (docs/report.md), a sentence a test. */
import { readReport } from '../../../core/report/read';
import type { GroupBy } from '../../../core/report/groups';
import type { Report } from '../../../core/report/report';
import type { CallRow } from '../../../core/ringostat/types';
import { EMPLOYEES } from './month';

const ZONE = 'Europe/Kyiv';
const SPAN = { from: '2026-11-02T00:00:00+02:00', to: '2026-11-04T00:00:00+02:00' };
const OLENA = '101';
const PETRO = '102';

/** A call of 2 November at this clock time; an incoming one nobody took, of a client, unless said otherwise. */
function row(time: string, more: CallRow = {}): CallRow {
  return {
    uniqueid: `call ${time}`,
    calldate: `2026-11-02T${time}+0200`,
    call_type: 'in',
    caller: '380671234567',
    dst: '380443334455',
    disposition: 'NO ANSWER',
    billsec: 0,
    waittime: 20,
    duration: 20,
    employee_number: '',
    ...more,
  };
}
const talked = (time: string, who: string, more: CallRow = {}): CallRow =>
  row(time, { disposition: 'ANSWERED', billsec: 60, duration: 80, employee_number: who, ...more });
const dialled = { call_type: 'out', caller: '380443334455', dst: '380671234567' };

function report(rows: CallRow[], by: GroupBy = 'employee', neverRecord: string[] = []): Promise<Report> {
  const windows = async function* () {
    await Promise.resolve();
    yield {
      rows: rows.map((one) => ({
        row: one,
        id: String(one['uniqueid']),
        at: Date.parse(String(one['calldate']).replace('+0200', '+02:00')),
      })),
      until: SPAN.to,
      warnings: [],
    };
  };
  return readReport(
    { span: SPAN, timeZone: ZONE, employees: EMPLOYEES.slice(0, 2), by: [by] },
    {
      ringostat: { windows },
      clock: { now: () => Date.parse('2026-12-01T00:00:00Z') },
      event: { timeZone: ZONE, defaultCountry: 'UA', projectId: '1' },
      neverRecord,
    },
  );
}
/** Rows that hold something, with the columns that do. */
const shown = ({ tables }: Report): Record<string, Record<string, number>> =>
  Object.fromEntries(
    (tables[0]?.rows ?? []).map(({ label, figures }) => [
      label ?? '',
      Object.fromEntries(
        Object.entries(figures).flatMap(([id, { value, calls }]) => (calls.length > 0 ? [[id, value]] : [])),
      ),
    ]),
  );

describe('E-01 a row per employee', () => {
  test('employees of no call have a row of zeros; in the order of calls, nobody last', async () => {
    const counted = await report([row('10:00:00'), talked('11:00:00', PETRO, { caller: '380501234567' })]);
    expect(counted.tables[0]?.rows.map(({ label }) => label)).toEqual(['Petro Bondar', 'Olena Koval', null]);
    expect(counted.tables[0]?.rows[1]?.figures.incoming).toEqual({ value: 0, calls: [] });
  });

  test('a missed call is whose phone the log says rang, else nobody’s', async () => {
    const counted = await report([
      row('10:00:00', { employee_number: OLENA }),
      row('10:05:00', { caller: '380501234567' }),
    ]);
    expect(shown(counted)).toMatchObject({
      'Olena Koval': { incoming: 1, missed: 1, waiting: 1, firstClients: 1 },
      '': { incoming: 1, missed: 1, waiting: 1, firstClients: 1 },
    });
  });

  test('of several whom the log names of a missed call it is the last one’s', async () => {
    const counted = await report([row('10:00:00', { employee_number: `${OLENA},${PETRO}` })]);
    expect(shown(counted)).toEqual({
      'Olena Koval': {},
      'Petro Bondar': { incoming: 1, missed: 1, waiting: 1, firstClients: 1 },
    });
  });

  test('a transferred call is the last talker’s; each has the seconds he talked', async () => {
    const counted = await report([
      talked('10:00:00', `${OLENA},${PETRO}`, { billsec: '50,70', duration: 140 }),
    ]);
    expect(shown(counted)).toEqual({
      'Olena Koval': { talk: 50, passedOn: 1 },
      'Petro Bondar': { incoming: 1, conversations: 1, talk: 70, wait: 20, firstClients: 1 },
    });
    expect(counted.total).toMatchObject({
      talk: { value: 120 },
      passedOn: { value: 1 },
      incoming: { value: 1 },
    });
  });

  test('where the log does not say how long each talked, the last talker has all of it', async () => {
    const counted = await report([talked('10:00:00', `${OLENA},${PETRO}`, { billsec: 120 })]);
    expect(shown(counted)).toMatchObject({ 'Olena Koval': { passedOn: 1 }, 'Petro Bondar': { talk: 120 } });
    expect(shown(counted)['Olena Koval']).not.toHaveProperty('talk');
  });

  test('whom the team does not know has a row under the name the log has', async () => {
    const counted = await report([talked('10:00:00', '', { connected_with: 'shop_new' })]);
    expect(shown(counted)).toMatchObject({ shop_new: { conversations: 1 } });
  });

  test('wait is of incoming conversations only: the mean, whole seconds', async () => {
    const counted = await report([
      talked('10:00:00', OLENA, { waittime: 5 }),
      talked('10:10:00', OLENA, { waittime: 10 }),
      row('10:20:00', { employee_number: OLENA, waittime: 90 }),
      talked('10:30:00', OLENA, { ...dialled, waittime: 40 }),
    ]);
    expect(counted.tables[0]?.rows[0]?.figures.wait).toEqual({
      value: 8,
      calls: ['call 10:00:00', 'call 10:10:00'],
    });
  });

  test('a call between employees is told beside, not counted; so is whom nothing is recorded of', async () => {
    const counted = await report(
      [
        row('10:00:00', { caller: 'shop_e0', dst: 'shop_e1', employee_number: PETRO }),
        row('10:10:00', { caller: '380441112233' }),
      ],
      'employee',
      ['+38044*'],
    );
    expect(counted).toMatchObject({ calls: 0, internal: 1 });
  });

  test('a call that still runs is not counted; one that cannot be read is told', async () => {
    const counted = await report([
      row('10:00:00', { disposition: 'IN PROGRESS' }),
      { uniqueid: 'x', calldate: '2026-11-02T10:00:00+0200', disposition: 'ANSWERED' },
    ]);
    expect(counted.calls).toBe(0);
    expect(counted.warnings).toEqual([expect.stringContaining('left out')]);
  });
});

describe('E-01 called back', () => {
  test('counts from the end of the first missed call to the beginning of the conversation, for whom talked', async () => {
    const counted = await report([
      row('10:00:00', { employee_number: OLENA }),
      row('10:05:00', { employee_number: OLENA }),
      talked('10:10:00', PETRO, dialled),
    ]);
    // From 10:00:20 to 10:10:00.
    expect(shown(counted)['Petro Bondar']).toMatchObject({ callbacks: 1, callbackTime: 580 });
    expect(shown(counted)['Olena Koval']).toEqual({ incoming: 2, missed: 2, firstClients: 1 });
    expect(
      counted.tables[0]?.rows.find(({ label }) => label === 'Petro Bondar')?.figures.callbacks.calls,
    ).toEqual(['call 10:10:00']);
  });

  test('an attempt nobody picked up is none, the client still waits', async () => {
    const counted = await report([row('10:00:00'), row('10:05:00', { ...dialled, employee_number: PETRO })]);
    expect(shown(counted)).toMatchObject({ '': { waiting: 1 }, 'Petro Bondar': { outgoing: 1 } });
    expect(shown(counted)['Petro Bondar']).not.toHaveProperty('missed');
  });

  test('a client who gets through by himself does not wait, and was not called back', async () => {
    const counted = await report([
      row('10:00:00'),
      talked('10:05:00', OLENA),
      talked('10:10:00', PETRO, dialled),
    ]);
    expect(counted.total).toMatchObject({ callbacks: { value: 0 }, waiting: { value: 0 } });
  });

  test('a voicemail is a missed call; the widget’s callback is an incoming call', async () => {
    const counted = await report([
      row('10:00:00', { disposition: 'VOICEMAIL', billsec: 12 }),
      talked('10:05:00', OLENA, { call_type: 'callback' }),
    ]);
    expect(counted.total).toMatchObject({
      incoming: { value: 2 },
      missed: { value: 1 },
      conversations: { value: 1 },
      callbacks: { value: 0 },
      waiting: { value: 0 },
    });
  });

  test('who hides his number is nobody’s client: no first call, no waiting', async () => {
    const counted = await report([row('10:00:00', { caller: 'anonymous' })]);
    expect(counted.total).toMatchObject({
      missed: { value: 1 },
      firstClients: { value: 0 },
      waiting: { value: 0 },
    });
  });

  test('two notations of a number are one client', async () => {
    const counted = await report([
      row('10:00:00', { caller: '0671234567' }),
      talked('10:10:00', PETRO, dialled),
    ]);
    expect(counted.total).toMatchObject({ firstClients: { value: 1 }, callbacks: { value: 1 } });
  });
});

describe('E-02 the same columns by', () => {
  const calls = [
    talked('10:00:00', OLENA, { department: 'Sales', pool_name: 'Google', utm_source: 'google' }),
    row('23:59:59'),
  ];
  test.each([
    ['department', { Sales: 1, '': 1 }],
    ['pool', { Google: 1, '': 1 }],
    ['utmSource', { google: 1, '': 1 }],
    ['day', { '2026-11-02': 2, '2026-11-03': 0 }],
  ] satisfies [GroupBy, Record<string, number>][])('%s', async (by, wanted) => {
    const { tables } = await report(calls, by);
    expect(
      Object.fromEntries(
        (tables[0]?.rows ?? []).map(({ label, figures }) => [label ?? '', figures.incoming.value]),
      ),
    ).toEqual(wanted);
  });

  test('hour: all twenty-four, in order', async () => {
    const { tables } = await report(calls, 'hour');
    const rows = tables[0]?.rows ?? [];
    expect(rows.map(({ label }) => label)).toEqual(
      Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0')),
    );
    expect(rows.flatMap(({ label, figures }) => (figures.incoming.value > 0 ? [label] : []))).toEqual([
      '10',
      '23',
    ]);
  });
});
