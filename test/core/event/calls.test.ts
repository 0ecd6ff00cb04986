import { keyOfCall } from '../../../core/matrix/this-call';
import { toEvent } from '../../../core/event/normalise';
import type { NormaliseOptions } from '../../../core/event/options';
import type { RingostatEvent } from '../../../core/model/event';
import { OPTIONS } from './payloads';

const make = (payload: Record<string, unknown>, options: Partial<NormaliseOptions> = {}): RingostatEvent =>
  toEvent(payload, { ...OPTIONS, ...options });
const CALL = {
  uniqueid: 'ua0_-1731315881.12669683',
  calldate: '2024-11-11 11:04:41',
  call_type: 'in',
  e164: '380671234567',
  dst: '380440000002',
};

describe('which event', () => {
  it.each([
    ['incoming.ringing', 'incoming.ringing'],
    ['incoming.answered', 'incoming.answered'],
    ['incoming.ended', 'incoming.ended'],
    ['after_call', 'incoming.ended'],
    ['afterCall', 'incoming.ended'],
    ['After-call', 'incoming.ended'],
    ['before_call', 'incoming.ringing'],
    ['pick_up', 'incoming.answered'],
    ['pickup', 'incoming.answered'],
    ['incoming', 'incoming.ended'],
    ['nonsense', 'incoming.ended'],
    ['call.analysed', 'call.analysed'],
    ['ai', 'call.analysed'],
    [null, 'incoming.ended'],
  ])('event=%s is %s', (event, name) => {
    expect(make({ ...CALL, disposition: 'BUSY' }, { event }).name).toBe(name);
  });
  it.each([
    ['outgoing.started', 'outgoing.started'],
    ['outgoing.ended', 'outgoing.ended'],
    ['before_outgoing', 'outgoing.started'],
    ['pick_up', 'outgoing.started'],
    ['after_call', 'outgoing.ended'],
  ])('outgoing with event=%s is %s', (event, name) => {
    expect(
      make(
        { uniqueid: '1', calldate: '2024-11-11 11:04:41', call_type: 'out', callee: '380671234567' },
        { event },
      ).name,
    ).toBe(name);
  });
  it('is deduced from the fields', () => {
    expect(make(CALL).name).toBe('incoming.ringing');
    expect(make({ ...CALL, employee_number: '12' }).name).toBe('incoming.answered');
    expect(make({ ...CALL, billsec: 0 }).name).toBe('incoming.ended');
    expect(make({ ...CALL, recording: 'https://app.ringostat.com/r.ogg' }).name).toBe('incoming.ended');
    expect(make({ uniqueid: CALL.uniqueid, summary: 'wants a price', overall_mood: 'good' }).name).toBe(
      'call.analysed',
    );
  });
  it('warns about a word it does not know and about a contradiction', () => {
    expect(make({ ...CALL, billsec: 0 }, { event: 'nonsense' }).warnings).toEqual([
      'The URL\'s event "nonsense" is not known; the event was recognised by its fields.',
    ]);
    const both = make(
      { ...CALL, call_type: 'out', billsec: 5, callee: '380671234567' },
      { event: 'incoming.ended' },
    );
    expect([both.name, both.warnings[0]]).toEqual([
      'outgoing.ended',
      'The URL says incoming, the payload outgoing; the payload counts.',
    ]);
  });
  it('says what to do when nothing is known', () => {
    expect(() => make({ foo: 'bar' })).toThrow(/Add \?event=… to the URL/);
    expect(() => make({ uniqueid: '1', disposition: 'BUSY' })).toThrow(
      /incoming or outgoing.*name it call_type/,
    );
    expect(() => make(CALL, { timeZone: 'Mars/Base' })).toThrow(/"Mars\/Base" is not a time zone/);
    expect(() => make(CALL, { event: 'routing' })).toThrow(/receives "routing"/);
  });
});

describe('G-07: statuses', () => {
  it.each([
    ['ANSWERED', 0, 'answered'],
    ['PROPER', 0, 'answered'],
    ['REPEATED', 0, 'answered'],
    ['proper', '', 'answered'],
    ['NO ANSWER', 0, 'missed'],
    ['NO_ANSWER', '0', 'missed'],
    ['no-answer', 0, 'missed'],
    ['NO+ANSWER', 0, 'missed'],
    ['NO-FORWARD', 0, 'missed'],
    ['NO ANSWER', 7, 'answered'],
    ['BUSY', 0, 'missed'],
    ['FAILED', 0, 'failed'],
    ['FAILED FORBIDDEN DESTINATION', 0, 'failed'],
    ['CLIENT NO ANSWER', 0, 'missed'],
    ['WRONG_EXTENSION', 0, 'missed'],
    ['DECLINE', 0, 'missed'],
    ['VOICEMAIL', 0, 'voicemail'],
    ['VOICEMAIL', 14, 'voicemail'],
    ['IN PROGRESS', 0, 'running'],
    ['IN_PROGRESS', 30, 'running'],
    ['CALLING', '', 'running'],
  ])('%s with talk %s is %s', (disposition, billsec, status) => {
    expect(make({ ...CALL, disposition, billsec }, { event: 'after_call' }).status).toBe(status);
  });
  it('takes a voicemail as no conversation, whatever employee and talk time it names', () => {
    const employees = [
      { employee_number: 7 },
      { connected_with: 'testsitecom_olena' },
      { employee_fio: 'Olena' },
    ];
    for (const employee of employees) {
      const event = make({ ...CALL, disposition: 'VOICEMAIL', billsec: 14, ...employee });
      expect(event.status).toBe('voicemail');
    }
  });
  it('takes an unknown status without talk as missed and says so', () => {
    const event = make({ ...CALL, disposition: 'BLORP', billsec: 0 });
    expect([event.status, event.statusAsSent, event.warnings.length]).toEqual(['missed', 'BLORP', 1]);
  });
});

describe('G-02, G-04: client, anonymous, internal', () => {
  const incoming = (fields: Record<string, unknown>): RingostatEvent =>
    make({
      uniqueid: '1',
      calldate: '2024-11-11 11:04:41',
      call_type: 'in',
      dst: '380440000002',
      billsec: 5,
      employee_number: 7,
      ...fields,
    });
  it.each(['anonymous', 'Unknown', 'restricted', '', '"Anonymous" <anonymous>', 'невідомий'])(
    '"%s" is anonymous, not internal',
    (caller) => {
      const event = incoming({ caller });
      expect([event.anonymous, event.internal, event.clientNumber, event.clientName]).toEqual([
        true,
        false,
        null,
        null,
      ]);
    },
  );
  // scenario G-04 since November 2026: whose a short number or a word is, the team tells, not its shape.
  it.each([
    ['3700', '3700', null],
    ['101', '101', null],
    ['Kyivstar', 'Kyivstar', null],
    ['testsitecom_olena', 'testsitecom_olena', null],
    ['"Olena" <testsitecom_olena>', '"Olena" <testsitecom_olena>', 'Olena'],
    ['sip:olena@sip.example.com', 'sip:olena@sip.example.com', null],
    ['38067123456', '38067123456', null],
    ['+380 67 123', '+380 67 123', null],
    ['123456789012345678901', '123456789012345678901', null],
  ])('"%s" on an answered call is neither internal nor anonymous', (caller, sent, name) => {
    const event = incoming({ caller });
    expect([event.internal, event.anonymous, event.clientNumber]).toEqual([false, false, null]);
    expect([event.clientNumberAsSent, event.clientName]).toEqual([sent, name]);
  });
  it.each([
    'Anonymous@anonymous.invalid',
    'sip:anonymous@anonymous.invalid',
    'Private number',
    'No caller id',
    '***',
  ])('"%s" hides', (caller) => expect(incoming({ caller }).anonymous).toBe(true));
  it('is internal where the payload itself names both sides as the employee', () => {
    expect(incoming({ caller: '101', extension_number: '101' }).internal).toBe(true);
    expect(incoming({ caller: 'proj_a', connected_with: 'proj_a' }).internal).toBe(true);
    expect(incoming({ caller: '102', extension_number: '101' }).internal).toBe(false);
    expect(
      make({
        uniqueid: '1',
        call_type: 'out',
        caller: 'proj_a',
        callee: '101',
        extension_number: '101',
        billsec: 4,
      }).internal,
    ).toBe(true);
  });
  it.each(['102', '3700', '380671234567'])(
    'an outgoing call to %s is to a client, for all the payload knows',
    (callee) => {
      const event = make({
        uniqueid: '1',
        call_type: 'out',
        caller: 'testsitecom_olena',
        callee,
        billsec: 4,
      });
      expect([event.internal, event.clientNumberAsSent, event.employee.direction]).toEqual([
        false,
        callee,
        'testsitecom_olena',
      ]);
    },
  );
  it('does not call a short number internal while no employee shows', () => {
    const event = make({ ...CALL, e164: '', caller: '3700' }, { event: 'incoming.ringing' });
    expect([event.internal, event.anonymous, event.clientNumber, event.clientNumberAsSent]).toEqual([
      false,
      false,
      null,
      '3700',
    ]);
  });
  it.each([
    ['+48 22 123 45 67', '+48221234567'],
    ['4915112345678', '+4915112345678'],
    ['067 123 45 67', '+380671234567'],
    ['77011234567', '+77011234567'],
  ])('%s is %s', (caller, e164) => {
    expect(incoming({ caller }).clientNumber).toBe(e164);
  });
  it('drops the own line when it is the client again (transit row)', () => {
    const event = incoming({
      call_type: 'transitin',
      caller: '380671234567',
      dst: '380671234567',
      n_alias: '380440000002',
    });
    expect([event.clientNumber, event.ownLine]).toEqual(['+380671234567', '+380440000002']);
  });
  it('prefers a number over a login in a weaker place', () => {
    expect(incoming({ userfield: 'testsitecom_x', caller_number: '380671234567' }).clientNumber).toBe(
      '+380671234567',
    );
  });
});

describe('who was called, as live logs show it (docs/reference/ringostat.md#sides-of-a-call)', () => {
  const out = (fields: Record<string, unknown>): unknown[] => {
    const event = make({
      uniqueid: 'ua15_-1.1',
      calldate: '2026-10-05T09:00:00+0300',
      billsec: 5,
      ...fields,
    });
    return [event.clientNumber, event.employee.direction, event.ownLine, event.internal];
  };
  const client = '+380660000001';
  const LINE = '380440000002';
  it.each([
    [
      'click-to-call',
      { call_type: 'out', caller: '380660000001', dst: 'projcom_agent', connected_with: 'projcom_agent' },
      null,
    ],
    [
      'click-to-call without connected_with',
      { call_type: 'out', caller: '380660000001', dst: 'projcom_agent' },
      null,
    ],
    [
      'click-to-call, number in caller_number',
      {
        call_type: 'out',
        caller_number: '380660000001',
        callee: 'sip:projcom_agent',
        connected_with: 'projcom_agent',
      },
      null,
    ],
    [
      'click-to-call with the line told',
      { call_type: 'out', caller: '380660000001', dst: 'projcom_agent', outbound_number: LINE },
      '+380440000002',
    ],
    ['callback row', { call_type: 'callback', caller: '380660000001', dst: 'projcom_agent' }, null],
    [
      'callback row that rang the employee first',
      { call_type: 'callback', caller: 'projcom_agent', dst: '380660000001', n_alias: LINE },
      '+380440000002',
    ],
    [
      'Smart Phone',
      {
        call_type: 'out',
        caller: '"projcom_agent" <projcom_agent>',
        dst: '380660000001',
        connected_with: '380660000001',
      },
      null,
    ],
    [
      "the project's number in dst, client in userfield",
      { call_type: 'out', dst: LINE, userfield: '380660000001', caller: 'projcom_agent' },
      '+380440000002',
    ],
    [
      "the project's number in dst, client in E164, the line told",
      { call_type: 'out', dst: LINE, E164: '380660000001', outbound_number: LINE, caller: 'projcom_agent' },
      '+380440000002',
    ],
    [
      "the project's number in E164, client in dst",
      { call_type: 'out', dst: '380660000001', E164: LINE, outbound_number: LINE, caller: 'projcom_agent' },
      '+380440000002',
    ],
    [
      "the project's number in userfield and caller_number, client in dst",
      {
        call_type: 'out',
        dst: '380660000001',
        userfield: LINE,
        caller_number: LINE,
        caller: 'projcom_agent',
      },
      '+380440000002',
    ],
  ])('%s', (_what, fields, line) => {
    expect(out(fields)).toEqual([client, 'projcom_agent', line, false]);
  });
  it('an outgoing call to a short number keeps the line a line', () => {
    expect(out({ call_type: 'out', caller: 'projcom_agent', caller_number: LINE, dst: '3700' })).toEqual([
      null,
      'projcom_agent',
      '+380440000002',
      false,
    ]);
  });
});

describe('talk time that was not sent', () => {
  it.each([
    [{ disposition: 'ANSWERED', duration: 60, waittime: 15 }, 45],
    [{ disposition: 'PROPER', duration: 60 }, 60],
    [{ disposition: 'ANSWERED', duration_ms: 60_000, waittime: 15, billsec: 'null' }, 45],
    [{ disposition: 'ANSWERED', duration: 60, billsec: 0 }, 0],
    [{ disposition: 'NO ANSWER', duration: 60, waittime: 60 }, null],
    [{ disposition: 'VOICEMAIL', duration: 60 }, null],
  ])('%j is a talk of %s', (fields, talk) => {
    expect(make({ ...CALL, ...fields }, { event: 'ended' }).durations.talk).toBe(talk);
  });
});

describe('G-05: transfer', () => {
  it('lists all legs, the last talker is the employee', () => {
    const event = make({
      ...CALL,
      disposition: 'ANSWERED',
      billsec: '10,20',
      employee_number: '11,12',
      employee_fio: 'Olena A, Ivan B',
      connected_with: ['login_1', 'login_2'],
      recording_wav: 'https://app.ringostat.com/1.wav?token=a,https://app.ringostat.com/2.wav?token=b',
    });
    expect(event.employee).toEqual({
      id: '12',
      name: 'Ivan B',
      email: null,
      extension: null,
      direction: 'login_2',
      department: null,
    });
    expect(event.legs.map((leg) => [leg.employee.id, leg.employee.name, leg.talk, leg.recording])).toEqual([
      ['11', 'Olena A', 10, 'https://app.ringostat.com/1.wav?token=a'],
      ['12', 'Ivan B', 20, 'https://app.ringostat.com/2.wav?token=b'],
    ]);
    expect(event.recordings).toHaveLength(2);
    expect([event.durations.talk, event.status]).toEqual([30, 'answered']);
  });
  it('reads legs given as objects', () => {
    const event = make({
      ...CALL,
      billsec: 30,
      legs: [
        { staffid: 11, talk: 10 },
        { staffid: 12, talk: 20, recording: 'https://app.ringostat.com/2.ogg' },
      ],
    });
    expect([event.employee.id, event.legs.length, event.legs[1]?.talk, event.recordings]).toEqual([
      '12',
      2,
      20,
      ['https://app.ringostat.com/2.ogg'],
    ]);
  });
  it('keeps a name with a comma whole when one employee talked', () => {
    const event = make({ ...CALL, billsec: 3, employee_number: 11, employee_fio: 'Petrenko, Olena' });
    expect([event.employee.name, event.legs]).toEqual(['Petrenko, Olena', []]);
  });
  it('takes -1, 0 and empty ids as none', () => {
    expect(make({ ...CALL, billsec: 3, employee_number: -1 }).employee.id).toBeNull();
    expect(make({ ...CALL, billsec: 3, employee_number: '0', staffid: '' }).employee.id).toBeNull();
  });
});

describe('ids and keys', () => {
  it('makes the same id for all moments and deliveries of a call without one', () => {
    const call: Record<string, unknown> = { ...CALL };
    delete call['uniqueid'];
    const ringing = make(call);
    const ended = make(
      { ...call, disposition: 'ANSWERED', billsec: 20 },
      { receivedAt: OPTIONS.receivedAt + 60_000 },
    );
    expect(ringing.callId).toMatch(/^synthetic-[0-9a-f]{32}$/);
    expect(ended.callId).toBe(ringing.callId);
    expect(ended.eventKey).toBe(`11111:${ringing.callId}:incoming.ended`);
    expect(make({ ...call, calldate: '2024-11-11 11:04:42' }).callId).not.toBe(ringing.callId);
  });
  it("lets the credential's project win and warns", () => {
    const event = make({ ...CALL, project_id: '222', billsec: 0 });
    expect([event.projectId, event.warnings[0]]).toEqual([
      '11111',
      'The payload is of Ringostat project 222, the credential of 11111.',
    ]);
  });
  it('gives a replayed call the key its webhook had, whether the payload names the project or not', () => {
    const ended = { ...CALL, disposition: 'ANSWERED', billsec: 20 };
    const webhook = make({ ...ended, project_id: 222 }, { projectId: null });
    const row = make(ended, { projectId: null });
    expect([webhook.eventKey, keyOfCall(webhook)]).toEqual([row.eventKey, keyOfCall(row)]);
    expect([webhook.eventKey, webhook.projectId]).toEqual([`-:${CALL.uniqueid}:incoming.ended`, null]);
    expect(webhook.variables['project_id']).toBe('222');
  });
  it('G-06: callback counts as incoming', () => {
    for (const fields of [
      { call_type: 'callback' },
      { insertion_type: 'callback' },
      { call_type: 'out', substitution_type: 'CALLBACK' },
    ]) {
      const event = make({ ...CALL, ...fields, billsec: 0 });
      expect([event.callback, event.direction, event.name]).toEqual([true, 'incoming', 'incoming.ended']);
    }
    expect(make({ ...CALL, insertion_type: 'dynamic' }).callback).toBe(false);
  });
  it("obeys the user's key map", () => {
    const event = make(
      { ID: 'x1', who: '380671234567', result: 'BUSY', kind: 'in' },
      { keyMap: { uniqueid: 'ID', caller_number: 'who', disposition: 'result', call_type: 'kind' } },
    );
    expect([event.callId, event.clientNumber, event.status, event.variables.caller_number]).toEqual([
      'x1',
      '+380671234567',
      'missed',
      '380671234567',
    ]);
  });
});
