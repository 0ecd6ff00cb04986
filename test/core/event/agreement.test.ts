/** One call told in every payload family the sandbox can speak must come out as the same facts. */
import { toEvent } from '../../../core/event/normalise';
import { buildForm } from '../../../sandbox/ringostat/form';
import { buildPayload } from '../../../sandbox/ringostat/payloads';
import { DEFAULT_EMPLOYEES } from '../../../sandbox/ringostat/staff';
import type { CallMoment, FakeCall, Family } from '../../../sandbox/ringostat/types';
import { OPTIONS } from './payloads';

const ID = 'ua1_-1790000000.4242';
const RECORDING = 'https://app.ringostat.com/recordings/x.wav?token=t';
const [olena, petro] = DEFAULT_EMPLOYEES;
const CALL: FakeCall = {
  id: ID,
  direction: 'in',
  clientNumber: '380671234567',
  companyNumber: '380440000002',
  employee: petro,
  status: 'ANSWERED',
  billsec: 42,
  duration: 50,
  waittime: 8,
  startedAt: 1790000000000,
  recordings: [RECORDING],
  utm: { source: 'google', campaign: 'brand' },
  googleClientId: '1.2',
  projectId: '11111',
};
const IN: Family[] = ['P1', 'P3', 'P4', 'P5', 'P6', 'P7', 'P8'];
const OUT: Family[] = ['P2', 'P3', 'P4', 'P5', 'P6', 'P7', 'P8'];
const event = (family: Family, call: Partial<FakeCall>, moment: CallMoment, word: string | null) =>
  toEvent(buildPayload(family, { ...CALL, ...call }, moment), { ...OPTIONS, event: word });
/** P6 carries no call id. */
const id = (family: Family): unknown => (family === 'P6' ? expect.stringMatching(/^synthetic-/) : ID);

describe('ended calls, event deduced or named', () => {
  it.each(
    IN.flatMap((family) =>
      [null, 'after_call', 'incoming.ended'].map((word): [Family, string | null] => [family, word]),
    ),
  )('%s incoming, event=%s', (family, word) => {
    expect(event(family, {}, 'ended', word)).toMatchObject({
      name: 'incoming.ended',
      callId: id(family),
      direction: 'incoming',
      clientNumber: '+380671234567',
      status: 'answered',
      recordings: [RECORDING],
      internal: false,
      anonymous: false,
      times: { startedAt: '2026-09-21T17:13:20+03:00' },
      warnings: [],
      ownLine: ['P5', 'P7'].includes(family) ? null : '+380440000002',
    });
  });
  it.each(OUT)('%s outgoing', (family) => {
    expect(event(family, { direction: 'out' }, 'ended', null)).toMatchObject({
      name: 'outgoing.ended',
      callId: id(family),
      clientNumber: '+380671234567',
      status: 'answered',
      recordings: [RECORDING],
      internal: false,
      warnings: [],
      ownLine: ['P5', 'P7'].includes(family) ? null : '+380440000002',
    });
  });
  it.each(IN)('%s missed', (family) => {
    const found = event(
      family,
      { status: 'NO-ANSWER', billsec: 0, waittime: 50, employee: undefined, recordings: [] },
      'ended',
      null,
    );
    expect(found).toMatchObject({ name: 'incoming.ended', status: 'missed', recordings: [], warnings: [] });
    expect({ ...found.employee, department: null }).toEqual({
      id: null,
      name: null,
      email: null,
      extension: null,
      direction: null,
      department: null,
    });
  });
  it.each(IN)('%s anonymous', (family) => {
    expect(event(family, { clientNumber: 'anonymous' }, 'ended', null)).toMatchObject({
      anonymous: true,
      internal: false,
      clientNumber: null,
      clientNumberAsSent: 'anonymous',
    });
  });
  it.each(IN.filter((family) => family !== 'P6'))('%s has a sign of the employee', (family) => {
    if (family === 'P8')
      return expect(event('P8', { direction: 'out' }, 'ended', null).employee.name).toBe('Petro Bondar');
    const { employee } = event(family, {}, 'ended', null);
    expect([
      employee.id === '1112',
      employee.email === 'petro@example.com',
      employee.extension === '102',
      employee.name === 'Petro Bondar',
    ]).toContain(true);
  });
  it.each(['P1', 'P3', 'P4', 'P5', 'P7'] as Family[])('%s callback from the widget', (family) => {
    expect(event(family, { direction: 'callback' }, 'ended', null)).toMatchObject(
      family === 'P7' ? { name: 'incoming.ended' } : { name: 'incoming.ended', callback: true },
    );
  });
});

describe('earlier moments by the word in the URL', () => {
  it.each(IN.filter((family) => family !== 'P8'))('%s ringing and answered', (family) => {
    for (const [moment, word, name] of [
      ['ringing', 'before_call', 'incoming.ringing'],
      ['answered', 'pick_up', 'incoming.answered'],
    ] as const) {
      expect(event(family, { employee: olena }, moment, word)).toMatchObject({
        name,
        callId: id(family),
        clientNumber: '+380671234567',
        status: null,
        warnings: [],
      });
    }
  });
  it.each(OUT.filter((family) => family !== 'P8'))('%s started', (family) => {
    expect(event(family, { direction: 'out' }, 'started', 'outgoing.started')).toMatchObject({
      name: 'outgoing.started',
      clientNumber: '+380671234567',
      status: null,
    });
  });
});

it('a form', () => {
  const form = buildForm({
    id: 'f1',
    name: 'Олена',
    phone: '067 123 45 67',
    email: 'a@b.co',
    fields: { size: 'XL' },
    utm: { source: 'google' },
    submittedAt: 1790000000000,
    projectId: '11111',
  });
  for (const word of ['form', null]) {
    expect(toEvent(form, { ...OPTIONS, event: word })).toMatchObject({
      name: 'form.submitted',
      clientNumber: '+380671234567',
      clientEmail: 'a@b.co',
      clientName: 'Олена',
      form: { size: 'XL' },
      attribution: { utm_source: 'google' },
    });
  }
});
