/** Scenarios G-01 to G-11: who the client is, what is decided, what is written. In every CRM. */
import { BUDGETS } from '../budgets';
import { counts, ids, linked, MISSED, openTasks, doneTasks } from '../look';
import { teamOf } from '../people';
import type { Scenario } from '../types';

const NOTATIONS = [
  '+380671234567',
  '380671234567',
  '0671234567',
  '067 123 45 67',
  '+380 67 123 4567',
  '+38-067-123-4567',
  '(067) 123-45-67',
  '80671234567',
];
const FOREIGN: [sent: string, e164: string][] = [
  ['48512345678', '+48512345678'],
  ['4915123456789', '+4915123456789'],
  ['12125550123', '+12125550123'],
  ['77012345678', '+77012345678'],
  ['447911123456', '+447911123456'],
];
/** As CRMs hold numbers after imports, forms and many hands; `words`: found where a search looks into formatted numbers. */
const HELD: { phone: string; words?: true }[] = [
  { phone: '067 123 45 67 (Viber)', words: true },
  { phone: '(067) 123-45-67,,,001#', words: true },
  { phone: '0671234567 або 0501234567' },
  { phone: '380671234567.0' },
  { phone: 'sip:+380671234567@pbx.example.com' },
];
/** Callers whose national digits are those of a Ukrainian mobile. */
const ABROAD: [sent: string, e164: string][] = [
  ['48501234567', '+48501234567'],
  ['972501234567', '+972501234567'],
];
export const numbers: Scenario[] = [
  {
    id: 'G-01',
    title: 'a contact stored in any notation is found; no duplicate',
    async run(world) {
      for (const [index, phone] of NOTATIONS.entries()) {
        if (index > 0) await world.setup();
        const contact = world.lab.seed('contact', { phone, attribution: { utm_source: 'old' } });
        world.budget(BUDGETS.contactOnly[world.crm]);
        await world.send(world.call({ id: `ua0_-1763700000.1${index}` }), 'ended');
        const { contacts, deals, calls } = await world.view();
        expect([phone, ids(contacts)]).toEqual([phone, [contact]]);
        expect([phone, deals.map(({ contactIds }) => contactIds)]).toEqual([phone, [[contact]]]);
        expect(calls.map((call) => linked(call, 'contact'))).toEqual([[contact]]);
      }
    },
  },
  {
    id: 'G-24',
    title:
      'a number held with words, an extension, a second number, as SIP or spreadsheets write it is known',
    async run(world) {
      // NetHunt finds a formatted number only as a whole (docs/nethunt.md).
      const held = HELD.filter(({ words }) => !words || world.crm !== 'nethunt');
      for (const [index, { phone }] of held.entries()) {
        if (index > 0) await world.setup();
        const contact = world.lab.seed('contact', { phone });
        await world.send(world.call({ id: `ua0_-1763700000.24${index}` }), 'ended');
        const { contacts, deals, calls } = await world.view();
        expect([phone, ids(contacts)]).toEqual([phone, [contact]]);
        expect([phone, deals.map(({ contactIds }) => contactIds)]).toEqual([phone, [[contact]]]);
        expect([phone, calls.map((call) => linked(call, 'contact'))]).toEqual([phone, [[contact]]]);
      }
    },
  },
  {
    id: 'G-25',
    title: 'a number in home notation is not that of a caller from abroad with the same digits',
    async run(world) {
      // Null: nobody has the number yet, only those from abroad are there, made by us.
      for (const [index, phone] of ['050 123 45 67', '0501234567', '501234567', null].entries()) {
        if (index > 0) await world.setup();
        const known = phone === null ? null : world.lab.seed('contact', { phone });
        for (const [line, [client, e164]] of ABROAD.entries()) {
          await world.send(world.call({ client, id: `ua0_-1763700000.25${index}${line}` }), 'ended');
          const { contacts, calls } = await world.view();
          const own = contacts.filter((contact) => contact.phone === e164).map(({ id }) => id);
          expect([phone, client, own.length]).toEqual([phone, client, 1]);
          expect([phone, client, linked(calls.at(-1), 'contact')]).toEqual([phone, client, own]);
        }
        await world.send(world.call({ client: '380501234567', id: `ua0_-1763700000.25${index}9` }), 'ended');
        const { contacts, calls } = await world.view();
        expect([phone, contacts.length]).toEqual([phone, 1 + ABROAD.length]);
        const home = known ?? contacts.find((contact) => contact.phone === '+380501234567')?.id;
        expect([phone, linked(calls.at(-1), 'contact')]).toEqual([phone, [home]]);
      }
    },
  },
  {
    id: 'G-02',
    title:
      'numbers of other countries become E.164; without a readable number no client, but what was sent in the texts',
    async run(world) {
      for (const [index, [sent, e164]] of FOREIGN.entries()) {
        if (index > 0) await world.setup();
        await world.send(world.call({ client: sent, id: `ua0_-1763700000.2${index}` }), 'ended');
        const { contacts } = await world.view();
        expect(contacts.map(({ phone }) => phone)).toEqual([e164]);
      }
      for (const client of ['anonymous', '', 'Unknown']) {
        await world.setup();
        await world.send(world.call({ ...MISSED, client }), 'ended');
        const view = await world.view();
        expect(counts(view)).toMatchObject({ contacts: 0, deals: 0, calls: 1 });
        const tasks = openTasks(view);
        expect(tasks.map(({ ownerId }) => ownerId)).toEqual([world.people.sofia.crmUserId]);
        expect(tasks[0]!.subject).toContain('hidden number');
      }
      // What was sent is all there is to call back: it stands in the task, which calls nobody hidden.
      const words = { en: 'hidden number', uk: 'прихований номер', ru: 'скрытый номер' } as const;
      const languages = ['en', 'uk', 'ru', 'en'] as const;
      for (const [index, client] of ['3700', 'Kyivstar', '38067123456', '+48 22 1'].entries()) {
        const language = languages[index]!;
        await world.setup({ language });
        await world.send(world.call({ ...MISSED, client }), 'ended');
        const view = await world.view();
        expect([client, counts(view)]).toMatchObject([client, { contacts: 0, leads: 0, deals: 0, calls: 1 }]);
        const [task] = openTasks(view);
        for (const text of [task!.subject, task!.text, view.calls[0]!.subject]) {
          expect(text).toContain(client);
          expect(text).not.toContain(words[language]);
        }
      }
    },
  },
  {
    id: 'G-03',
    title: 'several contacts carry the number: the policy decides and the outcome names the others',
    async run(world) {
      const seed = (): string[] =>
        [
          ['Oldest', '2025-01-01T00:00:00Z'],
          ['Newest', '2026-06-01T00:00:00Z'],
          ['Dealer', '2025-06-01T00:00:00Z'],
        ].map(([name, at]) => world.lab.seed('contact', { name: name!, at: Date.parse(at!) }));
      for (const [policy, chosen] of [
        ['newestActivity', 1],
        ['oldest', 0],
        ['withOpenDeal', 2],
      ] as const) {
        await world.setup({ several: policy });
        const seeded = seed();
        if (policy === 'withOpenDeal') world.lab.seed('deal', { contactId: seeded[2]! });
        world.budget(BUDGETS.severalContacts[world.crm]);
        const { result } = await world.send(world.call(), 'ended');
        const { contacts, calls } = await world.view();
        expect(contacts).toHaveLength(3);
        expect([policy, linked(calls[0], 'contact')]).toEqual([policy, [seeded[chosen]!]]);
        const named = (result?.card?.client.candidates ?? []).map(({ id }) => id).sort();
        expect(named).toEqual([...seeded].sort());
        const outcome = result!.outcome!;
        expect(outcome.candidates!.filter(({ chosen: it }) => it).map(({ id }) => id)).toEqual([
          seeded[chosen],
        ]);
        for (const { id, entity, name, url } of outcome.candidates!) {
          expect([entity, seeded.includes(id)]).toEqual(['contact', true]);
          expect(['Oldest', 'Newest', 'Dealer']).toContain(name?.split(' ')[0]);
          // Where the pages have the account's own address it is learnt with the first answer that tells it.
          if (['salesforce', 'nethunt'].includes(world.crm)) expect(url).toMatch(/^https?:/);
        }
        const told = outcome.notes.find(({ code }) => code.startsWith('routing.several.'));
        const names = outcome.candidates!.map(({ name }) => name!);
        for (const name of names) expect(told?.text).toContain(name);
      }
    },
  },
  {
    id: 'G-04',
    title: "a call between two known employees writes nothing; what is nobody's direction is a client",
    async run(world) {
      const { ivan, olena } = world.people;
      const own = [
        ivan.main[0]!,
        ivan.main[1]!,
        ivan.additional[0]!,
        ivan.extension!,
        `"Ivan" <${ivan.main[0]}>`,
      ];
      for (const [index, client] of own.entries()) {
        const id = `ua0_-1763700000.4${index}`;
        await world.send(world.call({ client, by: olena, id }), 'ended');
        await world.send(
          world.call({ client, by: olena, direction: 'out', type: 'out', id: `${id}1` }),
          'ended',
        );
      }
      expect(world.lab.writes()).toEqual([]);
      expect(counts(await world.view())).toEqual({ contacts: 0, leads: 0, deals: 0, calls: 0, tasks: 0 });
      // Short numbers, letters, addresses: an answered call from them is no call between employees.
      for (const [index, client] of ['3700', '102', 'Kyivstar', 'sip:guest@sip.example.net'].entries()) {
        await world.setup();
        await world.send(world.call({ client, by: olena, id: `ua0_-1763700000.45${index}` }), 'ended');
        const view = await world.view();
        expect([client, counts(view)]).toMatchObject([client, { contacts: 0, leads: 0, deals: 0, calls: 1 }]);
        const [call] = view.calls;
        expect(`${call?.subject}\n${call?.text}`).toContain(client.replace('sip:', ''));
      }
    },
  },
  {
    id: 'G-06',
    title: 'a callback is treated as incoming',
    async run(world) {
      world.budget(BUDGETS.newClient[world.crm]);
      await world.send(world.call({ type: 'callback' }), 'ended');
      const view = await world.view();
      expect(counts(view)).toMatchObject({ contacts: 1, deals: 1, calls: 1 });
      expect(view.calls[0]!.direction).toBe('incoming');
      await world.setup();
      await world.send(world.call({ more: { substitution_type: 'callback' } }), 'ended');
      expect((await world.view()).calls.map(({ direction }) => direction)).toEqual(['incoming']);
    },
  },
  {
    id: 'G-07',
    title:
      'ANSWERED, PROPER, REPEATED or talk time is a conversation; all else is missed; running states are ignored',
    async run(world) {
      const cases: [status: string, talk: number, answered: boolean | null][] = [
        ['ANSWERED', 20, true],
        ['PROPER', 20, true],
        ['REPEATED', 20, true],
        ['NO ANSWER', 7, true],
        ['NO_ANSWER', 0, false],
        ['NO-FORWARD', 0, false],
        ['BUSY', 0, false],
        ['CLIENT NO ANSWER', 0, false],
        ['IN PROGRESS', 0, null],
        ['CALLING', 0, null],
      ];
      for (const [index, [status, talk, answered]] of cases.entries()) {
        await world.setup();
        const by = talk > 0 ? world.people.olena : null;
        await world.send(world.call({ status, talk, by, id: `ua0_-1763700000.7${index}` }), 'ended');
        const view = await world.view();
        if (answered === null) {
          expect([status, world.lab.writes()]).toEqual([status, []]);
          continue;
        }
        expect([status, view.calls.map((call) => call.answered)]).toEqual([status, [answered]]);
        expect([status, doneTasks(world, view).length, openTasks(view).length]).toEqual([
          status,
          answered ? 1 : 0,
          answered ? 0 : 1,
        ]);
      }
    },
  },
  {
    id: 'G-08',
    title: 'texts in the chosen language, with number, employee, local time and the recording link',
    async run(world) {
      const words = { en: /^[^а-яіїєґ]*call[^а-яіїєґ]*$/i, uk: /дзвін/i, ru: /звон/i } as const;
      const recording = 'https://app.ringostat.com/recordings/x.wav?token=abc';
      const bodies: string[] = [];
      for (const language of ['en', 'uk', 'ru'] as const) {
        await world.setup({ language });
        const contactId = world.lab.seed('contact', { ownerId: world.people.ivan.crmUserId });
        world.lab.seed('deal', { contactId, ownerId: world.people.ivan.crmUserId });
        await world.send(world.call({ recording }), 'ended');
        const view = await world.view();
        const tasks = [...doneTasks(world, view), ...openTasks(view)];
        expect(tasks).toHaveLength(2);
        for (const task of tasks) {
          const text = `${task.subject}\n${task.text}`;
          expect(text).toContain('+380 67 123 4567');
          expect(text).toContain(world.people.olena.name);
          expect(text).toContain(recording);
          expect(text).toMatch(/14:00/);
          expect(text).toMatch(words[language]);
        }
        bodies.push(tasks[0]!.text);
      }
      expect(new Set(bodies).size).toBe(3);
    },
  },
  {
    id: 'G-09',
    title:
      'field mapping fills CRM fields; doubled or missing fields are a clear error before anything is written',
    async run(world) {
      const variable = (name: string) => ({ type: 'variable' as const, name });
      const { contact = '', deal = '' } = world.lab.textField;
      await world.setup({
        mapping: [
          { entity: 'deal', field: deal, source: variable('pool_name') },
          { entity: 'contact', field: contact, source: { type: 'constant', value: 'From a call' } },
        ],
      });
      await world.send(world.call({ pool: 'Context ads' }), 'ended');
      const { deals, contacts } = await world.view();
      expect(deals.map(({ raw }) => raw[deal])).toEqual(['Context ads']);
      expect(contacts.map(({ raw }) => raw[contact])).toEqual(['From a call']);
      for (const mapping of [
        [
          { entity: 'deal' as const, field: deal, source: variable('pool_name') },
          { entity: 'deal' as const, field: deal, source: variable('landing') },
        ],
        [{ entity: 'deal' as const, field: 'no_such_field', source: variable('pool_name') }],
      ]) {
        await world.setup({ mapping });
        const { result } = await world.send(world.call(), 'ended');
        expect(result?.error).toContain(mapping[0]!.field);
        expect(world.lab.writes()).toEqual([]);
      }
    },
  },
  {
    id: 'G-10',
    title: 'first matching pipeline rule wins, none means the default pipeline, forms too',
    async run(world) {
      const [first, second] = world.lab.pipelines;
      const target = { pipeline: second!.id, stage: second!.open[0]! };
      const pipelineRules = [
        { variable: 'utm_source', operator: 'matches' as const, value: '^goo', ...target },
        { variable: 'form.topic', operator: 'contains' as const, value: 'partner', ...target },
      ];
      const defaultPipeline = { pipeline: first!.id, stage: first!.open[1]! };
      const placed = async (): Promise<unknown> =>
        (await world.view()).deals.map(({ pipeline, stage }) => ({ pipeline, stage }));
      await world.setup({ pipelineRules, defaultPipeline });
      await world.send(world.call({ utm: { utm_source: 'google' } }), 'ended');
      expect(await placed()).toEqual([target]);
      await world.setup({ pipelineRules, defaultPipeline });
      await world.send(world.call({ utm: { utm_source: 'bing' } }), 'ended');
      expect(await placed()).toEqual([defaultPipeline]);
      await world.setup({ pipelineRules, defaultPipeline });
      await world.form({ phone: '067 123 45 67', name: 'Olha', topic: 'Become a partner' });
      expect(await placed()).toEqual([target]);
    },
  },
  {
    id: 'G-11',
    title:
      'missed calls of new clients are spread evenly, and the same call always goes to the same employee',
    async run(world) {
      const { olena, ivan, maksym, sofia, petro } = world.people;
      const on = { distributeMissed: true };
      const team = teamOf(
        { olena: { ...olena, ...on }, ivan: { ...ivan, ...on }, maksym: { ...maksym, ...on }, sofia, petro },
        sofia.crmUserId,
      );
      await world.setup({ distribute: true, team });
      for (let n = 0; n < 30; n++) {
        const id = `ua0_-17637${n}0000.${n}`;
        await world.send(world.call({ ...MISSED, id, client: `38067555${String(1000 + n)}` }), 'ended');
      }
      const { contacts, deals } = await world.view();
      expect(contacts).toHaveLength(30);
      const share = new Map<string, number>();
      for (const { ownerId } of deals) share.set(String(ownerId), (share.get(String(ownerId)) ?? 0) + 1);
      const wanted = [olena, ivan, maksym].map(({ crmUserId }) => crmUserId).sort();
      expect([...share.keys()].sort()).toEqual(wanted);
      for (const count of share.values()) expect(count).toBeGreaterThanOrEqual(4);
      const before = deals.map(({ ownerId }) => ownerId);
      await world.send(world.call({ ...MISSED, id: 'ua0_-1763700000.0', client: '380675551000' }), 'ended');
      expect((await world.view()).deals.map(({ ownerId }) => ownerId)).toEqual(before);
      await world.setup({ distribute: true });
      await world.send(world.call(MISSED), 'ended');
      expect((await world.view()).deals[0]!.ownerId).toBe(sofia.crmUserId);
    },
  },
];
