/** docs/requests.md: HTTP requests per situation and CRM, measured and held against the budgets. UPDATE_DOCS=1 writes it. */
import type { MatrixRow } from '../../core/matrix/types';
import type { CrmId, Entity } from '../../core/model/plan';
import { CRM_NAMES } from '../../core/model/crm-names';
import { labs } from '../../sandbox/labs';
import { depthOf } from '../core/apply/chain';
import { openCore } from '../scenarios/hosts/core';
import { MISSED, UTM } from '../scenarios/look';
import type { Call, Scenario, World } from '../scenarios/types';
import { createWorld } from '../scenarios/world';
import { expectPart, markdownTable } from './parts';
import budgets from './request-budgets.json';

type Situation = keyof typeof budgets;
const OUT = { direction: 'out', type: 'out' } as const;

/** A contact with an open deal of Ivan's, both with attribution: nothing is left to fill. */
function known(world: World): void {
  const mine = { ownerId: world.people.ivan.crmUserId, attribution: { utm_source: 'old' } };
  world.lab.seed('deal', {
    ...mine,
    contactId: world.lab.seed('contact', { ...mine, email: 'olha@example.com' }),
  });
}
/** The call has just ended: an older one may have been written by somebody else, and is looked for. */
const now = (): string => new Date().toLocaleString('sv-SE', { timeZone: 'Europe/Kyiv' });
/**
 * Answers take their time, so that it shows which request waits for which: longer than a busy machine needs to send the second of two
 * that go out side by side.
 */
const slowly = (world: World): void => world.lab.faults.next({ answer: { delayMs: 120 } }, 100);
/** What was asked before the situation begins: signed in, and lists that a process asks for once are known. */
interface Begun {
  requests: number;
  spent: number;
}
async function begin(world: World): Promise<Begun> {
  await world.send(world.call({ at: now(), client: '380671239900', id: 'ua0_-1763700000.99' }), 'ended');
  const begun = { requests: world.lab.requests.length, spent: world.lab.spent() };
  slowly(world);
  return begun;
}
const told =
  (change: (world: World) => Partial<Call>, seed?: (world: World) => void) =>
  async (world: World): Promise<Begun> => {
    seed?.(world);
    const begun = await begin(world);
    await world.send(world.call({ at: now(), ...(seed ? {} : { utm: UTM }), ...change(world) }), 'ended');
    return begun;
  };
const form =
  (seed?: (world: World) => void) =>
  async (world: World): Promise<Begun> => {
    seed?.(world);
    const begun = await begin(world);
    await world.form({ phone: '+380671234567', name: 'Olha', email: 'olha@example.com' });
    return begun;
  };
const ask =
  (order: Entity[], seed: (world: World) => void) =>
  async (world: World): Promise<Begun> => {
    await world.setup({ receive: 'routing', order });
    seed(world);
    // Somebody is found, so that the list of users is read, as every ten minutes.
    const ownerId = world.people.ivan.crmUserId;
    const contactId = world.lab.seed('contact', { phone: '+380671239900', ownerId });
    world.lab.seed('deal', { contactId, ownerId });
    await world.ask(world.call({ client: '380671239900' }));
    const begun = { requests: world.lab.requests.length, spent: world.lab.spent() };
    slowly(world);
    expect((await world.ask(world.call())).body).toBe('proj_ivan');
    return begun;
  };
/** Ids tell the second in which a call began; only the note is ticked. */
const analysed = async (world: World): Promise<Begun> => {
  known(world);
  const begun = await begin(world);
  const id = `ua0_-${Math.ceil(Date.now() / 1000)}.7`;
  await world.send(world.call({ at: now(), id, more: { ai_summary: 'Asks for a price.' } }), 'analysed');
  return begun;
};
const ivan = ({ people }: World): { by: World['people']['ivan'] } => ({ by: people.ivan });

const SITUATIONS: Record<Situation, (world: World) => Promise<Begun>> = {
  'answered, new client': told(() => ({})),
  'answered by the responsible': told(ivan, known),
  'answered by another manager': told(() => ({}), known),
  'missed, new client': told(() => MISSED),
  'missed, existing client': told(() => MISSED, known),
  'outgoing by the responsible': told((world) => ({ ...OUT, ...ivan(world) }), known),
  'outgoing by another manager': told(() => OUT, known),
  'outgoing, not answered': told(() => ({ ...OUT, status: 'NO ANSWER', talk: 0 }), known),
  'unmapped employee, existing client': told(({ people }) => ({ by: people.petro }), known),
  'unmapped employee, new client': told(({ people }) => ({ by: people.petro })),
  'form, existing client': form(known),
  'form, new client': form(),
  'analysed, existing client': analysed,
  'whom to ring: owner of the contact': ask(['contact'], (world) => {
    world.lab.seed('contact', { ownerId: world.people.ivan.crmUserId });
  }),
  'whom to ring: owner of the deal': ask(['deal'], (world) => {
    world.lab.seed('deal', { contactId: world.lab.seed('contact'), ownerId: world.people.ivan.crmUserId });
  }),
};
const NAMES = Object.keys(budgets) as Situation[];
const CRMS = Object.keys(CRM_NAMES) as CrmId[];
const measured = new Map<string, [depth: number, total: number]>();
const anyCrm: Scenario = { id: 'requests', title: '', run: () => Promise.resolve() };

describe.each(CRMS)('requests to %s', (crm) => {
  test.each(NAMES)('%s', async (name) => {
    expect(labs[crm]).toBeDefined();
    const world = createWorld(await openCore(), crm, anyCrm);
    try {
      // Form rows ask for a task too, as the budgets do.
      const R10: MatrixRow = { contact: true, deal: true, taskResponsible: { state: 'open' } };
      await world.setup({ rows: { R10, R11: { analysis: true } } });
      const before = await SITUATIONS[name](world);
      const asked = world.lab.requests.slice(before.requests);
      const spent: [number, number] = [depthOf(asked), world.lab.spent() - before.spent];
      expect(spent[1]).toBe(asked.length);
      const [depth, total] = budgets[name][crm] as [number, number];
      measured.set(`${name} ${crm}`, spent);
      expect({ spent, within: spent[0] <= depth && spent[1] <= total }).toEqual({ spent, within: true });
      expect(world.violations()).toEqual([]);
    } finally {
      await world.end();
    }
  });
});

test('docs/requests.md: the table', () => {
  const cell = (name: Situation, crm: CrmId): string => {
    const [depth, total] = measured.get(`${name} ${crm}`) ?? [NaN, NaN];
    const [allowedDepth, allowed] = budgets[name][crm] as [number, number];
    return `${depth} / ${total} (${allowedDepth} / ${allowed})`;
  };
  const rows = NAMES.map((name) => [name, ...CRMS.map((crm) => cell(name, crm))]);
  expectPart(
    'requests.md',
    'requests',
    markdownTable(['situation', ...CRMS.map((crm) => CRM_NAMES[crm])], rows),
  );
});
