import fc from 'fast-check';
import type { FoundRecord } from '../../../core/model/record';
import type { RingostatEvent } from '../../../core/model/event';
import { parseTable } from '../../../core/matrix/parse-table';
import { PRESET_IDS, presets } from '../../../core/matrix/presets';
import { RECORD_ACTIONS, ROW_IDS, TASK_ACTIONS, type MatrixTable } from '../../../core/matrix/types';
import { TinyCrm } from './tiny-crm';
import { card, event, GOOGLE, MOMENTS, NO_ATTRIBUTION, PEOPLE, plan, record, type Who } from './world';

const who = fc.constantFrom(...(Object.keys(PEOPLE) as Who[]));
const owner = fc.constantFrom('u-ivan', 'u-olena', 'u-sofia', 'u-nobody-of-the-team', null);
const attribution = fc.constantFrom(GOOGLE, NO_ATTRIBUTION);
const some = (entity: FoundRecord['entity']): fc.Arbitrary<FoundRecord | null> =>
  fc.option(fc.record({ ownerId: owner, attribution }).map((change) => record(entity, change)));
const before = fc
  .tuple(some('contact'), some('deal'), some('lead'), some('company'))
  .map((all) => all.filter((one) => one !== null));

const early = { contact: true, deal: true } as const;
const TABLES: Record<string, MatrixTable> = {
  hubspot: presets.hubspot.rows,
  'hubspot with ringing and pick-up': { ...presets.hubspot.rows, R1: early, R2: early },
  'hubspot with pick-up': { ...presets.hubspot.rows, R2: early },
};

function endState(
  table: MatrixTable,
  records: FoundRecord[],
  moments: Partial<RingostatEvent>[],
  manager: Who | null,
): unknown {
  const crm = new TinyCrm(records);
  for (const moment of moments) {
    const took = moment.moment === 'ringing' ? null : manager;
    crm.carryOut(plan({ event: event(moment), card: card(crm.find(), took), table }));
  }
  return crm.seen();
}
const part = (name: string): Partial<RingostatEvent> => MOMENTS[name] ?? {};
const answeredCall = [part('ringing'), part('answered'), part('talked')];
const missedCall = [part('ringing'), part('missed')];

describe.each(Object.entries(TABLES))('G-13 %s', (_name, table) => {
  it.each([
    ['answered', answeredCall],
    ['missed', missedCall],
  ] as const)(
    'the end state of an %s call is the same in any order, with events lost or doubled',
    (kind, moments) => {
      const ended = moments.at(-1);
      if (!ended) throw new Error('no end');
      const extra = fc.array(fc.constantFrom(...moments), { maxLength: 3 });
      const order = extra.chain((more) => fc.shuffledSubarray([...moments, ...more], { minLength: 1 }));
      fc.assert(
        fc.property(before, who, order, (records, taker, shuffled) => {
          const manager = kind === 'answered' ? taker : null;
          const delivered = shuffled.includes(ended) ? shuffled : [...shuffled, ended];
          expect(endState(table, records, delivered, manager)).toEqual(
            endState(table, records, [ended], manager),
          );
        }),
        { numRuns: 400 },
      );
    },
  );

  it('finds a difference when there is one', () => {
    expect(endState(table, [], [part('talked')], 'olena')).not.toEqual(
      endState(table, [], [part('missed')], null),
    );
  });
});

const cell = fc.record({
  state: fc.constantFrom('open' as const, 'done' as const),
  deadlineHours: fc.integer({ min: 0, max: 99 }),
});
const row = fc.record(
  {
    ...Object.fromEntries(RECORD_ACTIONS.map((action) => [action, fc.constant(true as const)])),
    ...Object.fromEntries(TASK_ACTIONS.map((action) => [action, cell])),
  },
  { requiredKeys: [] },
);
const anyTable = fc
  .record(Object.fromEntries(ROW_IDS.map((id) => [id, row])), { requiredKeys: [] })
  .map((rows) => parseTable(rows));
const anyEvent = fc
  .record({
    moment: fc.constantFrom(...Object.keys(MOMENTS)),
    name: fc.option(fc.string({ unit: 'binary' })),
    hidden: fc.boolean(),
    form: fc.dictionary(fc.string(), fc.string({ unit: 'binary' })),
  })
  .map(({ moment, name, hidden, form }) =>
    event({
      ...MOMENTS[moment],
      clientName: name,
      ...(hidden ? { clientNumber: null, clientNumberInternational: null, clientEmail: null } : {}),
      ...(moment === 'form' ? { form } : {}),
    }),
  );
const ORDER = [
  'company',
  'contact',
  'lead',
  'deal',
  'attribution',
  'owner',
  'callRecord',
  'note',
  'task',
  'missed',
];

it('any event, client and table: a plan, the same twice, ordered, with unique ids, keys and a reason for each step', () => {
  fc.assert(
    fc.property(
      anyEvent,
      before,
      fc.option(who),
      anyTable,
      fc.constantFrom(...PRESET_IDS),
      (one, records, manager, table, preset) => {
        const given = { event: one, card: card(new TinyCrm(records).find(), manager), table, preset };
        const frozen = JSON.stringify(given);
        const made = plan(given);
        expect(plan(given)).toEqual(made);
        expect(JSON.stringify(given)).toBe(frozen);
        const places = made.steps.map((step) => ORDER.indexOf(step.kind));
        expect(places).toEqual([...places].sort((a, b) => a - b));
        expect(new Set(made.steps.map((step) => step.id)).size).toBe(made.steps.length);
        for (const step of made.steps) {
          expect(step.key).toMatch(/^[A-Za-z0-9_-]+$/);
          expect(step.reason.text.length).toBeGreaterThan(10);
          if ('links' in step) {
            for (const link of step.links) {
              if ('step' in link)
                expect(made.steps.findIndex((other) => other.id === link.step)).toBeLessThan(
                  made.steps.indexOf(step),
                );
            }
          }
          if (step.kind === 'task') expect(step.values.subject).not.toMatch(/[\r\n]/);
        }
        expect(made.notes.length).toBeGreaterThan(0);
        expect(JSON.parse(JSON.stringify(made))).toEqual(made);
      },
    ),
    { numRuns: 500 },
  );
});

describe('A-04', () => {
  const table: MatrixTable = {
    ...presets.hubspot.rows,
    R11: { analysis: true, taskResponsible: { state: 'open' } },
    R11n: { analysis: true, taskSenior: { state: 'open' } },
  };
  it.each(['analysed', 'analysed bad'])('ended and %s in any order, with copies: one end state', (name) => {
    const moments = [...answeredCall, part(name)];
    const order = fc
      .array(fc.constantFrom(...moments), { maxLength: 4 })
      .chain((more) =>
        fc.shuffledSubarray([...moments, ...more], { minLength: moments.length + more.length }),
      );
    fc.assert(
      fc.property(before, who, order, (records, manager, shuffled) => {
        expect(endState(table, records, shuffled, manager)).toEqual(
          endState(table, records, moments, manager),
        );
      }),
      { numRuns: 300 },
    );
  });
  it('an analysis alone makes the client as the conversation does; of a table without ticks for it nothing', () => {
    fc.assert(
      fc.property(before, who, (records, manager) => {
        const both = endState(table, records, [part('analysed'), part('talked')], manager);
        expect(endState(table, records, [part('talked'), part('analysed')], manager)).toEqual(both);
        const crm = new TinyCrm(records);
        const of = { event: event(part('analysed')), card: card(crm.find(), manager) };
        expect(plan({ ...of, table: presets.hubspot.rows }).steps).toEqual([]);
      }),
    );
  });
});

const NOT_DONE: Record<string, RegExp> = {
  company: /^note\.(keep\.company|keep\.companyKnown|company\.noName)$/,
  contact: /^note\.keep\.contact/,
  lead: /^note\.keep\.lead/,
  deal: /^note\.keep\.deal$/,
  dealIfNone: /^note\.keep\.deal/,
  dealIfNew: /^note\.keep\.deal/,
  callRecord: /^note\.callRecord\.(early|form|analysis)$/,
  analysis: /^note\.analysis\.none$/,
  closeMissed: /^note\.closeMissed\./,
  taskSenior: /^never$/,
  taskManager: /^note\.taskManager\./,
  taskResponsible: /^never$/,
};
/** Notes that speak of an action by its entity. */
const BY_ENTITY = ['note.anonymous', 'note.outgoing', 'note.unknownEmployee.outgoing'];
const STEP: Record<string, string> = {
  dealIfNone: 'deal',
  dealIfNew: 'deal',
  closeMissed: 'missed',
  taskSenior: 'task.senior',
  taskManager: 'task.manager',
  taskResponsible: 'task.responsible',
};
const ENTITY: Record<string, string> = {
  company: 'Company',
  contact: 'Contact',
  lead: 'Lead',
  deal: 'Deal',
  dealIfNone: 'Deal',
  dealIfNew: 'Deal',
};

it('every ticked action of the row is a step, or a note says why it is not', () => {
  fc.assert(
    fc.property(anyEvent, before, fc.option(who), anyTable, (one, records, manager, table) => {
      const made = plan({ event: one, card: card(new TinyCrm(records).find(), manager), table });
      const actions = (made.row && table[made.row]) || {};
      const all = ['note.outgoing.notFound', 'note.analysis.unknown'];
      if (made.notes.some((note) => all.includes(note.code))) return;
      for (const action of Object.keys(actions)) {
        const id = STEP[action] ?? action;
        // A task of an analysis is one for each action that is recommended.
        const isStep = made.steps.some((step) => step.id === id || step.id.startsWith(`${id}.`));
        if (action === 'attributionOnly' || isStep) continue;
        const told = made.notes.some(
          ({ code, params }) =>
            NOT_DONE[action]?.test(code) ||
            (BY_ENTITY.includes(code) && params['entity'] === ENTITY[action]) ||
            (actions.attributionOnly && code === 'note.attributionOnly'),
        );
        expect([action, told]).toEqual([action, true]);
      }
    }),
    { numRuns: 500 },
  );
});
