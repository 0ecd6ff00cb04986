import { presets } from '../../../core/matrix/presets';
import type { Step } from '../../../core/model/plan';
import { LANGUAGES } from '../../../core/text/text';
import {
  CALL_KEY,
  card,
  client,
  event,
  GOOGLE,
  MOMENTS,
  NO_ATTRIBUTION,
  plan,
  record,
  short,
  userId,
} from './world';
import type { MatrixTable } from '../../../core/matrix/types';

const ivans = client({ contact: record('contact', { name: 'Anna' }), deal: record('deal') });
const step = <K extends Step['kind']>(
  made: { steps: Step[] },
  kind: K,
  id: string = kind,
): Step & { kind: K } => {
  const found = made.steps.find((one) => one.kind === kind && one.id === id);
  if (!found) throw new Error(`no step ${id}`);
  return found as Step & { kind: K };
};

describe('keys', () => {
  it('deal: call and state of the client; contact: number; task: call and role', () => {
    const made = plan({ card: card(client(), 'olena') });
    expect(step(made, 'contact')).toMatchObject({
      key: '380671234567',
      stateKey: null,
      values: { callId: CALL_KEY },
    });
    expect(step(made, 'deal')).toMatchObject({ key: CALL_KEY, stateKey: '380671234567_0' });
    expect(step(made, 'callRecord')).toMatchObject({ key: CALL_KEY, values: { callId: CALL_KEY } });
    expect(step(made, 'task', 'task.manager').key).toBe(`${CALL_KEY}_manager`);
    expect(made.lockKey).toBe('+380671234567');
  });
  it('a deal after a closed one has another state key', () => {
    const found = client({
      contact: record('contact'),
      closedDeal: record('deal', { id: '77', open: false }),
    });
    expect(step(plan({ card: card(found, 'ivan') }), 'deal').stateKey).toBe('380671234567_77');
  });
  it('a form without number has the key of the form, and lock and state key of the e-mail', () => {
    const form = event({
      ...MOMENTS['form'],
      clientNumber: null,
      clientNumberInternational: null,
      clientEmail: 'Anna@example.com',
    });
    const made = plan({ event: form, card: card(client(), null) });
    expect(step(made, 'contact').key).toBe('p1_form_1');
    expect(step(made, 'deal').stateKey).toMatch(/^mail_[0-9a-f]{32}_0$/);
    expect(made.lockKey).toBe(step(made, 'deal').stateKey?.replace(/_0$/, ''));
    const other = plan({ event: { ...form, clientEmail: ' anna@EXAMPLE.com' }, card: card(client(), null) });
    expect(other.lockKey).toBe(made.lockKey);
  });
});

describe('call record', () => {
  it('holds the facts of an incoming conversation', () => {
    expect(step(plan({ card: card(ivans, 'ivan') }), 'callRecord').values).toMatchObject({
      title: 'Incoming call: Anna, +380 67 123 4567',
      direction: 'incoming',
      status: 'answered',
      startedAt: '2026-11-20T14:00:00+02:00',
      endedAt: '2026-11-20T14:02:00+02:00',
      talk: 94,
      from: '+380671234567',
      to: '+380441234567',
      recordings: ['https://example.com/rec.wav?token=t'],
    });
  });
  it('turns from and to round on an outgoing call', () => {
    const made = plan({ event: event(MOMENTS['outgoing talked']), card: card(ivans, 'ivan') });
    expect(step(made, 'callRecord').values).toMatchObject({
      direction: 'outgoing',
      from: '+380441234567',
      to: '+380671234567',
    });
  });
  it('computes the end from start and length', () => {
    const times = { startedAt: '2026-11-20T14:00:00+02:00', answeredAt: null, endedAt: null };
    expect(
      step(plan({ event: event({ times }), card: card(ivans, 'ivan') }), 'callRecord').values.endedAt,
    ).toBe('2026-11-20T14:02:00+02:00');
  });
  it('G-05 lists every leg and every recording of a transfer', () => {
    const leg = (name: string, talk: number, file: string) => ({
      employee: { ...event().employee, name },
      talk,
      recording: `https://example.com/${file}`,
    });
    const moved = event({
      legs: [leg('Olena Koval', 40, 'a.wav'), leg('Ivan Bondar', 54, 'b.wav')],
      recordings: ['https://example.com/a.wav'],
    });
    const { body, recordings } = step(
      plan({ event: moved, card: card(client(), 'ivan') }),
      'callRecord',
    ).values;
    expect(recordings).toEqual(['https://example.com/a.wav', 'https://example.com/b.wav']);
    expect(body).toContain(
      '1. Olena Koval: 40 s https://example.com/a.wav\n2. Ivan Bondar: 54 s https://example.com/b.wav',
    );
    expect(body).toContain('Employee: Ivan Bondar');
  });
  it('is not written while the call goes on, nor for a form', () => {
    const table = { R2: { callRecord: true }, R10: { callRecord: true } } as const;
    const early = plan({ event: event(MOMENTS['answered']), card: card(ivans, 'ivan'), table });
    expect([short(early), early.notes.map((note) => note.code)]).toEqual([
      [],
      ['decide.R2', 'note.callRecord.early'],
    ]);
    const form = plan({ event: event(MOMENTS['form']), card: card(ivans, null), table });
    expect([short(form), form.notes.map((note) => note.code)]).toEqual([
      [],
      ['decide.R10', 'note.callRecord.form'],
    ]);
  });
});

describe('tasks', () => {
  it('a done task is due at the end of the call, an open one four hours later', () => {
    const made = plan({ card: card(ivans, 'olena') });
    expect(step(made, 'task', 'task.manager').values.dueAt).toBe('2026-11-20T14:02:00+02:00');
    expect(step(made, 'task', 'task.responsible').values.dueAt).toBe('2026-11-20T18:02:00+02:00');
  });
  it('counts working hours when asked, and says when it cannot', () => {
    const table = { R3: { taskResponsible: { state: 'open', workingHours: true } } } as const;
    const missed = event(MOMENTS['missed']);
    const workingHours = { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' };
    const given = { event: missed, card: card(ivans, null), table };
    expect(step(plan({ ...given, options: { workingHours } }), 'task', 'task.responsible').values.dueAt).toBe(
      '2026-11-23T09:02:00+02:00',
    );
    const without = plan(given);
    expect(step(without, 'task', 'task.responsible').values.dueAt).toBe('2026-11-20T18:02:00+02:00');
    expect(without.notes.map((note) => note.code)).toContain('note.workingHours');
  });
  it('own subject, with values from outside kept on one line', () => {
    const table = {
      R3: { taskResponsible: { state: 'open', subject: 'Ring {name} on {number} {nothing}' } },
    } as const;
    const missed = event({ ...MOMENTS['missed'], clientName: 'Eve\r\n{number}\u202e<b>' });
    expect(
      step(plan({ event: missed, card: card(ivans, null), table }), 'task', 'task.responsible').values
        .subject,
    ).toBe('Ring Eve {number} <b> on +380 67 123 4567');
  });
  it('stay without owner when nobody is known, and say so', () => {
    const made = plan({ event: event(MOMENTS['missed']), card: card(client(), null, { senior: null }) });
    expect(step(made, 'task', 'task.responsible').values.ownerId).toBeNull();
    expect(made.notes.map((note) => note.code)).toContain('note.task.nobody');
  });
  it('R9 names everything by which the employee can be mapped', () => {
    const { subject, body } = step(plan({ card: card(client(), 'petro') }), 'task', 'task.senior').values;
    expect(subject).toContain('Petro Rudenko');
    expect(body).toContain('To be mapped: SIP login or number proj_olena, extension 101, Ringostat id 1001');
  });
  it.each(LANGUAGES)('G-08 in %s: number, employee, local time, recording', (language) => {
    const made = plan({
      event: event({ times: { startedAt: '2026-11-20T12:00:00Z', answeredAt: null, endedAt: null } }),
      card: card(ivans, 'olena'),
      options: { language },
    });
    for (const role of ['manager', 'responsible']) {
      const { subject, body } = step(made, 'task', `task.${role}`).values;
      for (const part of [
        '+380 67 123 4567',
        'Olena Koval',
        '14:00',
        'https://example.com/rec.wav?token=t',
      ]) {
        expect(`${subject}\n${body}`).toContain(part);
      }
      expect(/\p{Script=Cyrillic}/u.test(subject)).toBe(language !== 'en');
    }
  });
});

describe('attribution', () => {
  const bare = client({
    contact: record('contact', { attribution: NO_ATTRIBUTION }),
    deal: record('deal', { attribution: NO_ATTRIBUTION }),
  });
  it('fills what is empty where the entity is ticked', () => {
    const made = plan({ card: card(bare, 'ivan') });
    expect(step(made, 'attribution', 'attribution.contact')).toMatchObject({
      target: { entity: 'contact', id: 'contact1' },
      values: GOOGLE,
    });
    expect(step(made, 'attribution', 'attribution.deal').key).toBe(`${CALL_KEY}_attribution_deal`);
  });
  it('leaves a record alone when one of the six is filled, or the entity is not ticked', () => {
    const partly = client({
      contact: record('contact', { attribution: { ...NO_ATTRIBUTION, google_client_id: '9' } }),
    });
    expect(plan({ card: card(partly, 'ivan') }).steps.filter((one) => one.kind === 'attribution')).toEqual(
      [],
    );
    expect(
      plan({ card: card(bare, 'ivan'), event: event(MOMENTS['outgoing talked']) }).steps.filter(
        (one) => one.kind === 'attribution',
      ),
    ).toEqual([]);
  });
});

describe('a new number of a client known by e-mail (PD-11)', () => {
  const form = event(MOMENTS['form']);
  const phoneField = { name: 'mobilephone', holds: null };
  const known = client({ contact: record('contact', { phoneField }) });
  const phones = (given: Parameters<typeof plan>[0]): string[] =>
    short(plan({ event: form, ...given })).filter((line) => line.startsWith('phone'));
  const added = [`phone contact1 mobilephone ${form.clientNumber}`];
  it('is added where the row asks for the client', () => {
    expect(phones({ card: card(known, null) })).toEqual(added);
    const lead = client({ contact: record('contact'), lead: record('lead', { phoneField }) });
    expect(phones({ card: card(lead, null), table: { R10: { lead: true } } })).toEqual([
      `phone lead1 mobilephone ${form.clientNumber}`,
    ]);
  });
  it('is not added to whom it is known of, by a call, without a number or where the row does not ask', () => {
    const rows = (R10: MatrixTable['R10']) => ({ card: card(known, null), table: { R10: R10 ?? {} } });
    const company = client({ contact: record('contact', { phoneField }), company: record('company') });
    expect([
      phones({ card: card(client({ contact: record('contact') }), null) }),
      phones({ card: card(known, null), event: event() }),
      phones({ card: card(known, null), event: { ...form, clientNumber: null } }),
      phones({ card: card(company, null) }),
      phones(rows({ attributionOnly: true, contact: true })),
      phones(rows({ taskSenior: { state: 'open' } })),
      phones(rows({})),
    ]).toEqual([[], [], [], [], [], [], []]);
  });
  it('is told when every phone field is filled', () => {
    const full = client({ contact: record('contact', { phoneField: null }) });
    const made = plan({ event: form, card: card(full, null) });
    expect(made.steps.filter(({ kind }) => kind === 'phone')).toEqual([]);
    expect(made.notes.map(({ code }) => code)).toContain('note.phone.noRoom');
  });
});

describe('records of this very call', () => {
  const own = (ownerId: string | null) =>
    client({
      contact: record('contact', { ownerId, callId: CALL_KEY }),
      deal: record('deal', { ownerId, callId: CALL_KEY }),
    });
  it('go from the senior to the manager', () => {
    expect(short(plan({ card: card(own(userId('sofia')), 'olena') })).slice(0, 2)).toEqual([
      'owner contact1 olena',
      'owner deal1 olena',
    ]);
  });
  it('stay when somebody gave them to a third person', () => {
    expect(
      short(plan({ card: card(own(userId('maksym')), 'olena') })).filter((one) => one.startsWith('owner')),
    ).toEqual([]);
  });
  it('stay when the manager is not mapped', () => {
    expect(
      short(plan({ card: card(own(userId('sofia')), 'petro') })).filter((one) => one.startsWith('owner')),
    ).toEqual([]);
  });
  it('of another call stay', () => {
    const other = client({ contact: record('contact', { ownerId: userId('sofia'), callId: 'p1_other' }) });
    expect(short(plan({ card: card(other, 'olena') })).filter((one) => one.startsWith('owner'))).toEqual([]);
  });
});

describe('names', () => {
  const named = (change: Parameters<typeof event>[0], names = {}) => {
    const made = plan({
      event: event(change),
      card: card(client(), 'olena'),
      preset: 'pipedrive',
      options: { names },
    });
    return ['company', 'contact', 'deal'].map((kind) => step(made, kind as 'deal').values.name);
  };
  it('the client by name, else by number', () => {
    expect(named({ clientName: 'Anna' })).toEqual(['Anna', 'Anna', 'Call: Anna']);
    expect(named({})).toEqual(['+380 67 123 4567', '+380 67 123 4567', 'Call: +380 67 123 4567']);
  });
  it('own templates, and the name of the company when it is known', () => {
    expect(
      named(
        { clientName: 'Anna', variables: { client_company: 'Anna & Co' } },
        { deal: '{company}: {source} {campaign}', contact: '{name}' },
      ),
    ).toEqual(['Anna & Co', 'Anna', 'Anna & Co: google']);
  });
  it('no company without a name', () => {
    const table = { ...presets.hubspot.rows, R5: { company: true, contact: true } } as const;
    const made = plan({ card: card(client(), 'olena'), table });
    expect([short(made), made.notes.map((note) => note.code)]).toEqual([
      ['contact olena'],
      ['decide.R5.noResponsible', 'note.company.noName'],
    ]);
  });
});

it('whom Ringostat rang in vain is no manager: a missed call goes to the senior', () => {
  const made = plan({ event: event(MOMENTS['missed']), card: card(client(), 'olena') });
  expect(short(made)).toEqual([
    'contact sofia',
    'deal sofia on new contact',
    'callRecord nobody on new contact+new deal',
    'task responsible open sofia on new contact+new deal',
  ]);
  expect(step(made, 'task', 'task.responsible').values.body).toContain('Employee: nobody');
});

it('R9 without any sign of the employee tells what to tick in Ringostat', () => {
  const employee = { id: null, name: null, email: null, extension: null, direction: null, department: null };
  const { subject, body } = step(
    plan({ event: event({ employee }), card: card(client(), null) }),
    'task',
    'task.senior',
  ).values;
  expect(subject).toBe('Ringostat did not name the employee. Client: +380 67 123 4567');
  expect(body).toContain('Tick the employee parameters');
});

it('between employees nothing is written', () => {
  const made = plan({ card: card(ivans, 'ivan', { internal: true }) });
  expect([made.steps, made.row, made.notes.map((note) => note.code)]).toEqual([[], null, ['note.internal']]);
});

it('only the second of two done tasks stays beside a merged call record', () => {
  const table = {
    R4: { callRecord: true, taskManager: { state: 'done' }, taskResponsible: { state: 'done' } },
  } as const;
  const made = plan({ card: card(ivans, 'olena'), table, options: { mergeDoneTask: true } });
  expect(short(made)).toEqual([
    'callRecord olena on contact1+deal1',
    'task responsible done ivan on contact1+deal1',
  ]);
});
