/** Forms of any site, in every CRM: G-23. */
import { counts, ids, numbersOf, openTasks } from '../look';
import type { Scenario, World } from '../types';

const NAMES = ['tel-456', 'your-tel', 'billing_phone', 'Ваш телефон', 'userPhone', 'q7'];

const NUMBER = '+380671234567';
const OLD = '+380501112233';
const THIRD = '+380633334455';
/** CRMs whose contact keeps any quantity of numbers. */
const LISTS = ['pipedrive', 'nethunt'];

/** A new phone with a known e-mail: that contact gets the phone, once, and keeps its own (PD-11). */
async function givesNumber(world: World): Promise<void> {
  const olha = { name: 'Olha', email: 'olha@example.com' };
  for (const known of [[OLD], []]) {
    await world.setup({ dryRun: true });
    const contact = world.lab.seed('contact', { phone: known[0] ?? null, email: olha.email });
    const dry = await world.form({ ...olha, tel: '067 123 45 67' });
    const step = dry.result?.outcome?.steps.find(({ kind }) => kind === 'phone');
    expect(step?.changes).toHaveLength(1);
    expect(step?.changes[0]?.after).toContain(NUMBER);
    expect(world.lab.writes()).toEqual([]);
    await world.change({ dryRun: false });
    const outcomes: unknown[] = [];
    for (const tel of ['067 123 45 67', '+380671234567', '(067) 123-45-67']) {
      const { result } = await world.form({ ...olha, tel });
      outcomes.push([result?.error, result?.outcome?.steps.find(({ kind }) => kind === 'phone')?.status]);
    }
    expect(outcomes[0]).toEqual([null, 'updated']);
    // An empty plan need not reach the Upsert node.
    for (const [error, status] of outcomes.slice(1) as [unknown, unknown][])
      expect([error, status === 'updated']).toEqual([null, false]);
    const { contacts } = await world.view();
    expect([ids(contacts), contacts.map(numbersOf)]).toEqual([[contact], [[...known, NUMBER]]]);
    if (known.length === 0) continue;
    const { result } = await world.form({ ...olha, tel: THIRD });
    const [more] = (await world.view()).contacts;
    const listed = LISTS.includes(world.crm);
    expect(numbersOf(more!)).toEqual(listed ? [OLD, THIRD, NUMBER] : [OLD, NUMBER]);
    expect(result?.plan?.notes.some(({ code }) => code === 'note.phone.noRoom')).toBe(!listed);
  }
}

export const forms: Scenario[] = [
  {
    id: 'G-23',
    title:
      'the phone of a form is found whatever its field is called; without phone and e-mail the senior gets a task',
    async run(world) {
      for (const [index, field] of NAMES.entries()) {
        if (index > 0) await world.setup();
        await world.form({
          'your-name': 'Olha',
          [field]: '067 123 45 67',
          date: '2026-11-20',
          sum: '1200.50',
        });
        const { contacts, deals } = await world.view();
        expect([field, contacts.map(({ phone }) => phone)]).toEqual([field, ['+380671234567']]);
        expect(contacts[0]!.name).toContain('Olha');
        expect([field, deals.length]).toEqual([field, 1]);
      }
      // A visitor's own "id" makes no identity: two clients stay two, and the same form twice is one.
      await world.setup();
      for (const phone of ['0671234567', '0501234567', '0671234567']) await world.form({ id: '77', phone });
      const { contacts } = await world.view();
      expect(contacts.map(({ phone }) => phone).sort()).toEqual(['+380501234567', '+380671234567']);
      await givesNumber(world);
      await world.setup();
      await world.form({ 'your-message': 'Call me on Friday', topic: 'Partners & co' });
      const view = await world.view();
      expect(counts(view)).toEqual({ contacts: 0, leads: 0, deals: 0, calls: 0, tasks: 1 });
      const [task] = openTasks(view);
      expect(task!.ownerId).toBe(world.people.sofia.crmUserId);
      expect(task!.text).toContain('your-message: Call me on Friday');
      expect(task!.text).toMatch(/topic: Partners (?:&|&amp;) co/);
      expect(task!.subject).not.toContain('hidden');
    },
  },
];
