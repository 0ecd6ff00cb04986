/** Insert or take, whatever a CRM answers: in waves or one by one, by a CRM with unique keys that is made up here. */
import { CrmError } from '../../../../core/http/errors';
import type { ErrorKind } from '../../../../core/model/outcome';
import { toText } from '../../../../core/text/said';
import type { Answer, Sent, Write, Writing } from '../../../../core/crm/engine/write';
import { writeEach } from '../../../../core/crm/engine/writer';

interface Part extends Write {
  key: string;
}
const part = (key: string, values: Record<string, unknown> = {}): Part => ({
  key,
  id: null,
  action: 'creating it',
  values: { name: key, ...values },
  given: { fallbackOwnerId: 'senior', defaults: { city: 'Kyiv' } },
  notes: [],
});
const fault = (kind: ErrorKind, message: string = kind): CrmError =>
  new CrmError({ kind, system: 'Demo', message, advice: '' });

/** A CRM: records by key, requests as they came, and what it answers to the next ones. */
class Demo {
  readonly records = new Map<string, string>();
  readonly requests: string[] = [];
  /** Faults by turn: of a request that is refused whole, of one whose answer is lost, of one that holds all. */
  readonly turns: ('unknown' | 'lost' | 'held' | 'ok')[] = [];

  constructor(private readonly batch: number) {}

  private refusal({ key, values }: Part): CrmError | null {
    if (this.records.has(key)) return fault('alreadyExists');
    if (values.owner === 'left' || values.owner === 'senior') return fault('invalidField', 'owner');
    if (values.email === 'bad') return fault('invalidField', 'email');
    if (values.size === 'huge') return fault('invalidField', 'field size');
    return values.city === undefined && values.strict === true ? fault('invalidField', 'field city') : null;
  }

  private send(parts: Part[]): Sent<string>[] {
    this.requests.push(parts.map(({ key }) => key).join(' '));
    const turn = this.turns.shift() ?? 'ok';
    if (turn === 'lost') throw fault('outcomeUnknown');
    if (turn === 'held') return parts.map(() => ({ is: 'held' }));
    const refused = parts.map((one) => this.refusal(one));
    // All or none.
    if (refused.some((error) => error !== null))
      return refused.map((error): Sent<string> => {
        if (error === null) return { is: 'held' };
        return { is: error.kind === 'alreadyExists' ? 'exists' : 'refused', error };
      });
    for (const { key } of parts) this.records.set(key, `id of ${key}`);
    if (turn === 'unknown') throw fault('outcomeUnknown');
    return parts.map(({ key }) => ({ is: 'created', id: `id of ${key}` }));
  }

  private there(parts: Part[], status: 'created' | 'alreadyThere'): Map<Part, Answer<string>> {
    this.requests.push(`read ${parts.map(({ key }) => key).join(' ')}`);
    return new Map(
      parts.flatMap((one): [Part, Answer<string>][] => {
        const id = this.records.get(one.key);
        return id === undefined ? [] : [[one, { id, status }]];
      }),
    );
  }

  readonly writing: Writing<Part, string> = {
    system: 'Demo',
    waves: (pending, alone) => [pending.slice(0, alone ? 1 : this.batch)],
    send: (parts) => Promise.resolve().then(() => this.send(parts)),
    readBack: (parts) => Promise.resolve(this.there(parts, 'created')),
    take: (one) => Promise.resolve(this.there([one], 'alreadyThere')),
    mendable: ({ kind }) => kind === 'invalidField',
    heldError: () => fault('temporary', 'held'),
    owner: {
      of: ({ values }) => (typeof values.owner === 'string' ? values.owner : null),
      give: (one, ownerId) => void (one.values.owner = ownerId ?? undefined),
      refused: ({ message }) => message === 'owner',
    },
    email: {
      refused: ({ message }) => message === 'email',
      leaveOut: (one) => void delete one.values.email,
    },
    values: {
      refused({ message }) {
        const field = /^field (\w+)/.exec(message)?.[1];
        return field ? [{ field, why: field === 'city' ? 'required' : 'badValue', said: '' }] : [];
      },
      keys: () => new Set(),
      needed: () => new Set(['name']),
    },
  };

  async write(parts: Part[]): Promise<string[]> {
    const results = await writeEach(this.writing, parts);
    return results.map((result) =>
      result instanceof CrmError
        ? `failed: ${result.message}`
        : [result.status, result.id, ...result.notes.map((note) => toText(note))].join(' | '),
    );
  }
}

const made = (...keys: string[]): string[] => keys.map((key) => `created | id of ${key}`);

describe.each([1, 2, 5])('%i a wave', (batch) => {
  test('all are made, in as few requests as that allows', async () => {
    const demo = new Demo(batch);
    expect(await demo.write(['a', 'b', 'c'].map((key) => part(key)))).toEqual(made('a', 'b', 'c'));
    expect(demo.requests).toHaveLength(Math.ceil(3 / batch));
  });
  test('an answer is lost: what was made is read back, nothing is made twice', async () => {
    const demo = new Demo(batch);
    demo.turns.push('unknown');
    expect(await demo.write([part('a'), part('b')])).toEqual(made('a', 'b'));
    const writes = demo.requests.filter((request) => !request.startsWith('read '));
    expect(writes).toEqual(batch === 1 ? ['a', 'b'] : ['a b']);
  });
  test('a request is lost: it is sent again, four times at most', async () => {
    const demo = new Demo(batch);
    demo.turns.push('lost');
    expect(await demo.write([part('a')])).toEqual(made('a'));
    expect(demo.requests).toEqual(['a', 'read a', 'a']);
    const dead = new Demo(batch);
    dead.turns.push('lost', 'lost', 'lost', 'lost');
    expect(await dead.write([part('a')])).toEqual(['failed: outcomeUnknown']);
    expect(dead.requests.filter((request) => request === 'a')).toHaveLength(4);
  });
  test('one is there already: it is taken, the others are made', async () => {
    const demo = new Demo(batch);
    demo.records.set('a', 'id of a');
    expect(await demo.write([part('a'), part('b')])).toEqual(['alreadyThere | id of a', ...made('b')]);
  });
  test('nothing is done and nothing says why: one by one, then it is told', async () => {
    const demo = new Demo(batch);
    demo.turns.push('held');
    expect(await demo.write([part('a'), part('b')])).toEqual(made('a', 'b'));
    const dead = new Demo(batch);
    dead.turns.push('held', 'held', 'held', 'held', 'held');
    expect(await dead.write([part('a')])).toEqual(['failed: held']);
  });
});

describe('remedies of every CRM', () => {
  test('owner, then senior, then nobody; the e-mail left out; a value left out; what is required from the defaults', async () => {
    const demo = new Demo(5);
    const one = part('a', { owner: 'left', email: 'bad', size: 'huge', strict: true });
    expect(await demo.write([one, part('b')])).toEqual([
      [
        'created | id of a',
        'Demo refused the owner left (not active), so the senior senior got it: correct the team table.',
        'Demo refused the owner senior (not active), so there is no owner: correct the team table.',
        'Demo refused the e-mail as invalid, so it was left out; it is in the form.',
        'size was left out: Demo does not take the value.',
        'Demo demands city, which nothing filled, so the node\'s default "Kyiv" was written.',
      ].join(' | '),
      ...made('b'),
    ]);
    expect(one.values).toEqual({ name: 'a', owner: undefined, strict: true, city: 'Kyiv' });
  });
  test('a change is never left without what it is for', async () => {
    const change: Part = { ...part('a'), id: '7', values: { size: 'huge' } };
    expect(await new Demo(5).write([change])).toEqual(['failed: field size']);
  });
  test('what no remedy is for fails alone', async () => {
    const demo = new Demo(1);
    const writing = {
      ...demo.writing,
      send: (parts: Part[]) =>
        Promise.resolve(
          parts.map(({ key }): Sent<string> =>
            key === 'a' ? { is: 'refused', error: fault('notPermitted') } : { is: 'created', id: key },
          ),
        ),
    };
    const [a, b] = await writeEach(writing, [part('a'), part('b')]);
    expect(a).toBeInstanceOf(CrmError);
    expect(b).toMatchObject({ id: 'b', status: 'created' });
  });
});
