/** What Ringostat's AI says of a call, as a note and tasks: A-01 … A-07. In every CRM. */
import { escapeHtml } from '../../../core/text/html';
import type { LabTask, LabView } from '../../../sandbox/common/lab';
import { addSeconds, permutations } from '../orders';
import { linked } from '../look';
import type { Call, CallMoment, FlowResult, Scenario, World } from '../types';

const AI = {
  ai_summary: 'Asks for a price list and the time of delivery.',
  ai_client_mood: 'calm',
  ai_employee_mood: 'polite',
  ai_mood: 'positive',
  ai_topics: ['price', 'delivery'],
  ai_recommendations: ['Send the price list', 'Call back on Monday', 'Offer delivery', 'Ask for a review'],
};
const WRITES = { R11: { analysis: true } } as const;
const TASKS = { R11: { analysis: true, taskResponsible: { state: 'open' } } } as const;
const BAD = { ...TASKS, R11n: { analysis: true, taskSenior: { state: 'open' } } } as const;

const NOTE = /_analysis_note$/;
const notes = ({ tasks }: LabView): LabTask[] => tasks.filter(({ key }) => NOTE.test(key ?? ''));
const asked = ({ tasks }: LabView): LabTask[] =>
  tasks.filter(({ key, state }) => state === 'open' && /_analysis_/.test(key ?? ''));
/** As people read it: HTML undone where the vendor keeps HTML. */
const shown = (world: World, text: string): string => (world.lab.htmlBodies ? escapeHtml(text) : text);

const call = (world: World, more: Record<string, unknown> = {}, change: Partial<Call> = {}): Call =>
  world.call({ ...change, more: { ...AI, ...more } });

/** A contact with an open deal, both Ivan's. */
function seedClient(world: World): { contactId: string; dealId: string } {
  const ownerId = world.people.ivan.crmUserId;
  const contactId = world.lab.seed('contact', { ownerId });
  return { contactId, dealId: world.lab.seed('deal', { ownerId, contactId }) };
}

/** What two orders of the same events must agree on; ids differ between two CRMs. */
function endState(view: LabView): unknown {
  const activities = [...view.calls, ...view.tasks].map((one) => ({
    key: one.key,
    subject: one.subject,
    ownerId: one.ownerId,
    contacts: linked(one, 'contact').length,
    deals: linked(one, 'deal').length,
    text: NOTE.test(one.key ?? '') ? one.text : null,
  }));
  return {
    contacts: view.contacts.map(({ phone, ownerId }) => ({ phone, ownerId })),
    deals: view.deals.map(({ ownerId, contactIds }) => ({ ownerId, contacts: contactIds.length })),
    activities: activities.sort((a, b) => String(a.key).localeCompare(String(b.key))),
  };
}

export const analysis: Scenario[] = [
  {
    id: 'A-01',
    title:
      'an analysed call: a note with summary, moods, topics and next steps on contact and deal, naming the call',
    async run(world) {
      await world.setup({ rows: WRITES });
      const { contactId, dealId } = seedClient(world);
      await world.send(call(world), 'ended');
      const before = await world.view();
      const writes = world.lab.writes().length;
      const { result } = await world.send(call(world), 'analysed');
      expect([result?.error ?? null, result?.plan?.row, result?.outcome?.complete]).toEqual([
        null,
        'R11',
        true,
      ]);
      // Beside finding the client one write. CRMs without unique keys look first: the call is older than the process.
      expect(world.lab.writes()).toHaveLength(writes + 1);
      if (world.answers === 'usual')
        expect(result!.outcome!.requests).toBeLessThan(['nethunt', 'pipedrive'].includes(world.crm) ? 3 : 2);
      const after = await world.view();
      const [note, ...others] = notes(after);
      expect(others).toEqual([]);
      expect(after.tasks).toHaveLength(before.tasks.length + 1);
      expect(after.calls).toEqual(before.calls);
      expect(note).toMatchObject({ ownerId: world.people.olena.crmUserId, state: 'done' });
      expect([linked(note, 'contact'), linked(note, 'deal')]).toEqual([[contactId], [dealId]]);
      for (const told of [
        AI.ai_summary,
        'calm',
        'polite',
        'positive',
        'price, delivery',
        '1. Send the price list',
        '4. Ask for a review',
        '20 Nov 2026, 14:00',
        '+380 67 123 4567',
        world.call().id,
      ])
        expect(note!.text).toContain(shown(world, told));
      // Nothing is ticked for analyses: nothing is done.
      await world.change({ rows: {} });
      const nothing = await world.send(call(world, {}, { id: 'ua0_-1763700001.2' }), 'analysed');
      expect([nothing.result?.plan?.steps, nothing.result?.outcome?.steps ?? []]).toEqual([[], []]);
    },
  },
  {
    id: 'A-02',
    title: 'each recommended action is an open task, at most as many as set, once',
    async run(world) {
      await world.setup({ rows: TASKS });
      const { contactId, dealId } = seedClient(world);
      const first = call(world);
      await world.send(first, 'ended');
      for (let again = 0; again < 2; again += 1) await world.send(first, 'analysed');
      const made = asked(await world.view());
      expect(made.map(({ subject }) => subject.split(':')[0])).toEqual(AI.ai_recommendations.slice(0, 3));
      for (const task of made) {
        expect([task.ownerId, linked(task, 'contact'), linked(task, 'deal')]).toEqual([
          world.people.ivan.crmUserId,
          [contactId],
          [dealId],
        ]);
        expect(task.text).toContain(shown(world, AI.ai_summary));
      }
      await world.change({ analysis: { maxActionTasks: 1 } });
      const second = call(world, {}, { id: 'ua0_-1763700100.2' });
      const { result } = await world.send(second, 'analysed');
      expect(result?.plan?.notes.map(({ code }) => code)).toContain('note.task.moreActions');
      expect(asked(await world.view())).toHaveLength(4);
      // Without actions there is nothing to do but to read.
      const third = call(world, { ai_recommendations: '' }, { id: 'ua0_-1763700200.2' });
      await world.send(third, 'analysed');
      expect([asked(await world.view()).length, notes(await world.view()).length]).toEqual([4, 3]);
    },
  },
  {
    id: 'A-03',
    title: 'a bad mood, or a score under the limit: open task for the senior with the reason',
    async run(world) {
      await world.setup({ rows: BAD, analysis: { scoreLimit: 5 } });
      seedClient(world);
      const calls: [Record<string, unknown>, RegExp | null][] = [
        [{ ai_client_mood: 'Angry' }, /client's mood: Angry/],
        [{ ai_mood: 'негативний' }, /mood of the call: негативний/],
        [{ ai_score: '3/10' }, /score 3\/10, under the limit of 5/],
        [{ ai_client_mood: 'not angry', ai_score: '8/10' }, null],
      ];
      for (const [at, [more, why]] of calls.entries()) {
        const before = asked(await world.view()).length;
        const sent = call(world, { ai_recommendations: [], ...more }, { id: `ua0_-17637003${at}0.3` });
        const { result } = await world.send(sent, 'analysed');
        const fresh = asked(await world.view()).slice(before);
        expect([more, result?.plan?.row, fresh.length]).toEqual([more, why ? 'R11n' : 'R11', why ? 1 : 0]);
        if (!why) continue;
        expect(fresh[0]!.ownerId).toBe(world.people.sofia.crmUserId);
        // Some vendors' pages write the apostrophe as an entity.
        expect(fresh[0]!.text.replaceAll('&#39;', "'")).toMatch(why);
      }
      // With nothing ticked for bad calls they count as any other.
      await world.change({ rows: { ...TASKS, R11n: {} } });
      const sent = call(world, { ai_client_mood: 'angry' }, { id: 'ua0_-1763700400.3' });
      const { result } = await world.send(sent, 'analysed');
      expect([result?.plan?.row, result?.plan?.notes[0]?.code]).toEqual(['R11', 'decide.R11n.empty']);
    },
  },
  {
    id: 'A-04',
    title: 'ended, analysed, recording, in any order, each any number of times: one end state',
    async run(world) {
      const RECORDING = 'https://app.ringostat.com/recordings/ua0_-1763700000.1.wav?token=abc';
      const ended = (): Call => call(world);
      const events: [Call, CallMoment][] = [
        [ended(), 'ended'],
        [ended(), 'analysed'],
        [{ ...ended(), recording: RECORDING }, 'ended'],
      ];
      let wanted: unknown = null;
      for (const order of permutations(events)) {
        await world.setup({ rows: TASKS });
        for (const [sent, moment] of [...order, ...order.slice(1), ...order]) {
          const { result } = await world.send(sent, moment);
          expect(result?.error ?? null).toBeNull();
        }
        const view = await world.view();
        expect([notes(view).length, asked(view).length, view.contacts.length]).toEqual([1, 3, 1]);
        wanted ??= endState(view);
        expect(endState(view)).toEqual(wanted);
      }
      // At the same instant too.
      await world.setup({ rows: TASKS });
      await Promise.all([...events, ...events].map(([sent, moment]) => world.send(sent, moment)));
      for (const [sent, moment] of events) await world.send(sent, moment);
      expect(endState(await world.view())).toEqual(wanted);
      // An analysis that comes again with another text leaves what is written: somebody may have worked on it.
      await world.send(call(world, { ai_summary: 'Something else' }), 'analysed');
      expect(endState(await world.view())).toEqual(wanted);
    },
  },
  {
    id: 'A-05',
    title: 'a hostile or huge transcript stays text, cut at the CRM’s length with a mark',
    async run(world) {
      await world.setup({ rows: WRITES });
      seedClient(world);
      const hostile = '<img src=x onerror=alert(1)> {{$json}} =HYPERLINK("http://x")';
      const more = { ai_summary: hostile, transcript: `${hostile}\n${'Olena: yes & no. '.repeat(4000)}` };
      const { result } = await world.send(call(world, more), 'analysed');
      expect([result?.error ?? null, result?.outcome?.complete]).toEqual([null, true]);
      const [note] = notes(await world.view());
      expect(note!.text).not.toContain(world.lab.htmlBodies ? '<img' : '\u0000');
      expect(note!.text).toContain(shown(world, hostile));
      expect(note!.text).toContain(shown(world, 'Olena: yes & no.'));
      expect(note!.text).toContain('…');
      expect(note!.text).toContain(shown(world, AI.ai_client_mood));
    },
  },
  {
    id: 'A-06',
    title:
      'an analysis that names only the call id finds the client by the call’s record; unknown: told, nothing written',
    async run(world) {
      await world.setup({ rows: TASKS });
      const { contactId, dealId } = seedClient(world);
      const known = call(world);
      await world.send(known, 'ended');
      const only = (id: string): Promise<{ result: FlowResult | null }> =>
        world.deliver({ query: { event: 'call.analysed' }, body: JSON.stringify({ uniqueid: id, ...AI }) });
      const { result } = await only(known.id);
      expect([result?.error ?? null, result?.plan?.row]).toEqual([null, 'R11']);
      const view = await world.view();
      const [note] = notes(view);
      expect([linked(note, 'contact'), linked(note, 'deal')]).toEqual([[contactId], [dealId]]);
      expect(asked(view)).toHaveLength(3);
      const writes = world.lab.writes().length;
      const unknown = await only(addSeconds(known.id, 60));
      expect(unknown.result?.plan?.steps).toEqual([]);
      expect(unknown.result?.plan?.notes.map(({ code }) => code)).toContain('note.analysis.unknown');
      expect(world.lab.writes()).toHaveLength(writes);
    },
  },
  {
    id: 'A-07',
    title: 'fields mapped from ai_ variables are filled, on records that are there and on new ones',
    async run(world) {
      const entity = world.lab.textField.deal ? 'deal' : 'contact';
      const field = world.lab.textField[entity]!;
      const mapping = [{ entity, field, source: { type: 'variable', name: 'ai_summary' } } as const];
      await world.setup({ rows: WRITES, mapping });
      seedClient(world);
      await world.send(call(world), 'ended');
      const { result } = await world.send(call(world), 'analysed');
      expect([result?.error ?? null, result?.outcome?.complete]).toEqual([null, true]);
      const filled = async (): Promise<string[]> => {
        const view = await world.view();
        return (entity === 'deal' ? view.deals : view.contacts).map(({ raw }) => JSON.stringify(raw));
      };
      expect((await filled()).filter((raw) => raw.includes(AI.ai_summary))).toHaveLength(1);
      // The newest analysis stands.
      await world.send(call(world, { ai_summary: 'Has paid.' }, { id: 'ua0_-1763700500.7' }), 'analysed');
      expect((await filled()).filter((raw) => raw.includes('Has paid.'))).toHaveLength(1);
      // A client made by the analysis, before the call's own event came.
      await world.send(call(world, {}, { id: 'ua0_-1763700600.7', client: '380501112233' }), 'analysed');
      expect((await filled()).filter((raw) => raw.includes(AI.ai_summary))).toHaveLength(1);
    },
  },
];
