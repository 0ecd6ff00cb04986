/** An event of a while ago, a client whose deals have all ended: was its call written before? (E2-17) */
import type { RingostatEvent } from '../../../core/model/event';
import type { FoundRecord } from '../../../core/model/record';
import { keyOfCall } from '../../../core/matrix/this-call';
import { CARD_ORDER, findResponsible } from '../../../core/routing/find-responsible';
import { event, finder, found, memory } from './make';

const HOUR_MS = 3_600_000;
const RECEIVED = Date.UTC(2026, 10, 20, 12);
const won = found('deal', 'd1', { open: false });

/** What the card says, and for which calls the CRM was asked. */
async function recorded(
  change: Partial<RingostatEvent>,
  records: FoundRecord[],
  { there = true, closedDeals = true, agoMs = 30 * 24 * HOUR_MS } = {},
): Promise<{ recorded: true | undefined; asked: string[][] }> {
  const at = new Date(RECEIVED - agoMs).toISOString();
  const times = { startedAt: at, answeredAt: null, endedAt: at };
  const call = event({ receivedAt: new Date(RECEIVED).toISOString(), times, ...change });
  const asked: string[][] = [];
  const provider = {
    ...finder(() => Promise.resolve(records)),
    seen: (keys: string[]) => {
      asked.push(keys);
      return Promise.resolve(new Set(there ? keys : []));
    },
  };
  const input = {
    event: call,
    team: { employees: [], senior: null },
    order: CARD_ORDER,
    several: 'newestActivity' as const,
    closedDeals,
    language: 'en' as const,
    memory: memory(),
    accountKey: 'acc',
  };
  return { recorded: (await findResponsible(input, provider)).client.recorded, asked };
}

test('it is asked for by the key of the call', async () => {
  const key = keyOfCall(event());
  expect(await recorded({}, [won])).toEqual({ recorded: true, asked: [[key]] });
  expect(await recorded({}, [won], { there: false })).toEqual({ recorded: undefined, asked: [[key]] });
});

test.each<[string, Partial<RingostatEvent>, FoundRecord[], Parameters<typeof recorded>[2]]>([
  ['a call that has just ended', {}, [won], { agoMs: HOUR_MS }],
  ['a clock that is ahead', {}, [won], { agoMs: -HOUR_MS }],
  ['an open deal', {}, [won, found('deal', 'd2')], {}],
  ['no deal', {}, [found('contact', 'c1')], {}],
  ['a deal that carries the call', {}, [{ ...won, callId: keyOfCall(event()) }], {}],
  ['a form', { kind: 'form', moment: 'submitted', name: 'form.submitted' }, [won], {}],
  ['a question whom to ring', {}, [won], { closedDeals: false }],
])('%s costs no request', async (_, change, records, more) => {
  expect(await recorded(change, records, more)).toEqual({ recorded: undefined, asked: [] });
});
