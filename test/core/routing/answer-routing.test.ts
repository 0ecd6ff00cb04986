import type { CrmProvider } from '../../../core/crm/port';
import type { FoundRecord } from '../../../core/model/record';
import { CrmError } from '../../../core/http/errors';
import { answerRouting, formatAnswer, type RoutingInput } from '../../../core/routing/find-responsible';
import { employee, event, finder, found, memory, settle, TestClock } from './make';

const olena = employee({
  id: '1',
  name: 'Olena',
  main: ['proj_olena', '067 111 22 33'],
  additional: ['mobile_olena'],
});
const ivan = employee({ id: '2', name: 'Ivan', main: ['380501112233', 'proj_ivan'] });
const team = { employees: [olena, ivan], senior: null };
const question = event({ kind: 'routing', moment: 'routing', name: 'routing', status: null });
const contact = found('contact', 'c1', { ownerId: 'crm-1' });
const deal = found('deal', 'd1', { ownerId: 'crm-2', contactIds: ['c1'] });
const fault = new CrmError({
  kind: 'rateLimited',
  system: 'HubSpot',
  message: 'HubSpot: limit',
  advice: 'wait',
});
const never = new Promise<FoundRecord[]>(() => undefined);

function input(change: Partial<RoutingInput> = {}): RoutingInput {
  return {
    event: question,
    team,
    order: ['contact', 'deal'],
    several: 'newestActivity',
    budgetMs: 2000,
    reserve: '',
    language: 'en',
    memory: memory(),
    accountKey: 'acc',
    ...change,
  };
}
const ask = (change: Partial<RoutingInput>, records: FoundRecord[]) =>
  answerRouting(
    input(change),
    finder(async () => records),
    new TestClock(),
  );

describe('answerRouting', () => {
  it('F-01 rings the owner of the first entity of the order, and names his other directions', async () => {
    const { answer, card } = await ask({}, [deal, contact]);
    expect(answer).toMatchObject({ direction: 'proj_olena', others: ['380671112233'], decidedBy: 'found' });
    expect(card?.responsible).toMatchObject({ entity: 'contact', employeeId: '1' });
    expect((await ask({ order: ['deal', 'contact'] }, [deal, contact])).answer.direction).toBe(
      '380501112233',
    );
  });

  it('F-01 asks the CRM once, for the entities of the order only', async () => {
    const provider = finder(async () => []);
    await answerRouting(input({ order: ['contact'] }), provider, new TestClock());
    await answerRouting(input({ order: ['contact'], several: 'withOpenDeal' }), provider, new TestClock());
    expect(provider.asked.map(({ entities }) => entities)).toEqual([['contact'], ['contact', 'deal']]);
  });

  it('F-02 goes on past owners who are not mapped or not active', async () => {
    const stranger = { ...contact, ownerId: 'crm-9' };
    expect((await ask({}, [stranger, deal])).answer.direction).toBe('380501112233');
    const off = { ...team, employees: [{ ...olena, active: false }, ivan] };
    expect((await ask({ team: off }, [contact, deal])).answer.direction).toBe('380501112233');
  });

  it('F-03 answers empty, or the reserve in Ringostat notation', async () => {
    expect((await ask({}, [])).answer).toMatchObject({ direction: '', decidedBy: 'empty' });
    const reserve = await ask({ reserve: '+38 044 111 00 00' }, []);
    expect(reserve.answer).toMatchObject({ direction: '380441110000', decidedBy: 'reserve' });
    expect((await ask({ reserve: ' 7719 ' }, [])).answer.direction).toBe('7719');
  });

  it('F-05 never dials additional directions: without a main one the next entity is tried', async () => {
    const only = { ...olena, main: [] };
    const { answer, card } = await ask({ team: { ...team, employees: [only, ivan] } }, [contact, deal]);
    expect(answer.direction).toBe('380501112233');
    expect(card?.reasons.map(({ code }) => code)).toContain('routing.notDialable');
  });

  it('F-06 dials SIP logins only when asked to', async () => {
    expect((await ask({ onlySip: true }, [deal])).answer).toMatchObject({
      direction: 'proj_ivan',
      others: [],
    });
  });

  it('F-07 chooses among several open deals by the policy', async () => {
    const newer = { ...deal, id: 'd2', ownerId: 'crm-1', createdAt: '2026-06-01T00:00:00Z' };
    const older = { ...deal, createdAt: '2026-01-01T00:00:00Z' };
    const order = ['deal'] as const;
    expect((await ask({ order }, [older, newer])).answer.direction).toBe('proj_olena');
    expect((await ask({ order, several: 'oldest' }, [older, newer])).answer.direction).toBe('380501112233');
  });

  it('asks nothing for anonymous and own numbers, and lets the scheme go on', async () => {
    const provider = finder(async () => [contact]);
    for (const client of [null, '+380671112233']) {
      const asked = input({ event: { ...question, clientNumber: client, clientNumberAsSent: client } });
      expect((await answerRouting(asked, provider, new TestClock())).answer.decidedBy).toBe('empty');
    }
    expect(provider.asked).toEqual([]);
  });
});

describe('answerRouting when the CRM does not answer (F-04)', () => {
  const during = async (provider: CrmProvider, change: Partial<RoutingInput>, clock = new TestClock()) => {
    const answering = answerRouting(input(change), provider, clock);
    await clock.pass(2000);
    return { ...(await answering), clock };
  };

  it('is over at the budget, empty for a number never seen', async () => {
    const { answer, card } = await during(
      finder(() => never),
      {},
    );
    expect([answer.decidedBy, answer.elapsedMs, card]).toEqual(['empty', 2000, null]);
    expect(answer.reason.text).toBe(
      'Nobody to ring (the CRM did not answer within 2000 ms): the forwarding scheme goes on.',
    );
  });

  it('rings the last known owner of this very number', async () => {
    const remembering = memory();
    await answerRouting(
      input({ memory: remembering }),
      finder(async () => [contact]),
      new TestClock(),
    );
    expect(
      (
        await during(
          finder(() => never),
          { memory: remembering, reserve: '7719' },
        )
      ).answer,
    ).toMatchObject({
      direction: 'proj_olena',
      decidedBy: 'remembered',
    });
    const other = { ...question, clientNumber: '+380671230000' };
    const unknown = await during(
      finder(() => never),
      { memory: remembering, reserve: '7719', event: other },
    );
    expect(unknown.answer).toMatchObject({ direction: '7719', decidedBy: 'reserve' });
  });

  it('answers at once, from memory, when the CRM refuses; the reason quotes only safe messages', async () => {
    const remembering = memory();
    remembering.rememberOwner('acc', '380671234567', 'proj_olena');
    const refusing = finder(() => Promise.reject(fault));
    const { answer } = await answerRouting(input({ memory: remembering }), refusing, new TestClock());
    expect([answer.decidedBy, answer.elapsedMs]).toEqual(['remembered', 0]);
    expect(answer.reason.text).toContain('HubSpot: limit');
    const leaking = finder(() => Promise.reject(new Error('token pat-123')));
    const other = await answerRouting(input({ memory: memory() }), leaking, new TestClock());
    expect(JSON.stringify(other)).not.toContain('pat-123');
  });

  it('keeps a late answer for the next call', async () => {
    const remembering = memory();
    let answerLate: (records: FoundRecord[]) => void = () => undefined;
    const slow = finder(() => new Promise((resolve) => (answerLate = resolve)));
    const { answer } = await during(slow, { memory: remembering });
    expect(answer.decidedBy).toBe('empty');
    answerLate([contact]);
    await settle();
    expect(remembering.owners.get('acc 380671234567')).toBe('proj_olena');
  });

  // F-08 asks for it at the budget; until then it kept its place for fifteen seconds.
  it('F-08 gives the question up at the budget, and leaves no timer behind', async () => {
    const { clock } = await during(
      finder(() => never),
      {},
    );
    expect(clock.sleeping).toBe(0);
    const hanging = finder(
      ({ signal }) => new Promise((_, reject) => signal?.addEventListener('abort', () => reject(fault))),
    );
    await during(hanging, {});
    expect(hanging.asked[0]?.signal?.aborted).toBe(true);
    const answered = finder(async () => [contact]);
    await answerRouting(input(), answered, new TestClock());
    expect(answered.asked[0]?.signal?.aborted).toBe(false);
    const quick = new TestClock();
    await answerRouting(
      input(),
      finder(async () => [contact]),
      quick,
    );
    expect(quick.sleeping).toBe(0);
  });

  it('forgets an owner the CRM no longer names, and one who left the team or has no such direction', async () => {
    const remembering = memory();
    remembering.rememberOwner('acc', '380671234567', 'proj_olena');
    await answerRouting(
      input({ memory: remembering }),
      finder(async () => []),
      new TestClock(),
    );
    expect(
      (
        await during(
          finder(() => never),
          { memory: remembering },
        )
      ).answer.decidedBy,
    ).toBe('empty');
    for (const employees of [[ivan], [{ ...olena, active: false }], [{ ...olena, main: ['new'] }]]) {
      remembering.rememberOwner('acc', '380671234567', 'proj_olena');
      const { answer } = await during(
        finder(() => never),
        { memory: remembering, team: { ...team, employees } },
      );
      expect(answer.decidedBy).toBe('empty');
    }
  });

  it('takes 2 s for a budget that is none', async () => {
    for (const budgetMs of [0, -1, NaN, Infinity]) {
      expect(
        (
          await during(
            finder(() => never),
            { budgetMs },
          )
        ).answer.elapsedMs,
      ).toBe(2000);
    }
  });

  it('never throws, whatever breaks', async () => {
    const broken = {
      ...memory(),
      rememberOwner: () => undefined,
      recallOwner: (): string => {
        throw new Error('x');
      },
    };
    const { answer } = await answerRouting(
      input({ memory: broken, reserve: '7719' }),
      finder(() => Promise.reject(fault)),
      new TestClock(),
    );
    expect(answer).toMatchObject({ direction: '7719', decidedBy: 'reserve' });
    const noTeam = JSON.parse('{"employees":[{"id":"1"}]}') as RoutingInput['team'];
    expect(
      (
        await answerRouting(
          input({ team: noTeam }),
          finder(async () => [contact]),
          new TestClock(),
        )
      ).answer.direction,
    ).toBe('');
    const throwing = finder(() => {
      throw new Error('at once');
    });
    expect((await answerRouting(input(), throwing, new TestClock())).answer.decidedBy).toBe('empty');
  });
});

describe('formatAnswer', () => {
  const plain = { type: 'plain', key: 'direction' } as const;
  it('is the bare direction as plain text, empty when nobody', () => {
    expect(formatAnswer('380671112233', plain)).toEqual({
      status: 200,
      contentType: 'text/plain; charset=utf-8',
      body: '380671112233',
    });
    expect(formatAnswer('', plain).body).toBe('');
  });
  it('is JSON under the chosen key, whatever the key', () => {
    const json = formatAnswer('proj_"x"', { type: 'json', key: 'to' });
    expect(json.contentType).toBe('application/json; charset=utf-8');
    expect(json.body).toBe('{"to":"proj_\\"x\\""}');
    expect(formatAnswer('', { type: 'json', key: ' ' }).body).toBe('{"direction":""}');
    expect(formatAnswer('a', { type: 'json', key: '__proto__' }).body).toBe('{"__proto__":"a"}');
  });
});
