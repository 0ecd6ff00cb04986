/**
 * What anybody may send costs little: every field of every family, and of forms, holds a hostile text of 16,000
 * characters, and the whole trigger stays within 50 ms of CPU a request.
 */
import aliases from '../../../core/event/aliases.json';
import formKeys from '../../../core/event/form-keys.json';
import { receiveWebhook } from '../../../core/event/receive';
import { costOf } from '../../cost';
import { NOW, PAYLOADS } from './payloads';
import { REQUEST, SECRET, SETTINGS } from './settings';

const LENGTH = 16_000;
const BUDGET_MS = 50;
/**
 * On a machine too slow for that: as often the cost of plain words of the same length in the same places, at the same moment.
 * What grows faster than its text costs a hundred times as much.
 */
const TIMES_WORDS = 5;

const fill = (piece: string, head = '', tail = ''): string =>
  (head + piece.repeat(Math.ceil(LENGTH / piece.length))).slice(0, LENGTH - tail.length) + tail;
const HOSTILE: Record<string, string> = {
  'a@ and dots': fill('.', 'a@'),
  'ats and dots': fill('a@.'),
  'open brackets': fill('<'),
  'brackets in turn': fill('<>'),
  quotes: fill('"'),
  'quote and open brackets': fill('<', '"'),
  spaces: fill(' ', 'a', 'a'),
  'brackets of numbers': fill(' ('),
  digits: fill('7'),
  'digits and commas': fill('1,'),
  'digits and spaces': fill('1 '),
  commas: fill(','),
  entities: fill('&amp;'),
  'entities of controls': fill('&#8238;&#0;'),
  'half entities': fill('&#'),
  ampersands: fill('&'),
  'underscores and a space': fill('_', '', ' '),
  'plus signs': fill('+'),
  dashes: fill('-'),
  braces: fill('{'),
  placeholders: fill('{a}'),
  links: fill('https://'),
  'links and separators': fill('https://a ,;'),
  letters: fill('a'),
  words: fill('ab '),
  unicode: fill('\u0301\u200b'),
  'emoji and joiners': fill('\u{1f468}\u200d'),
  'long ligatures': fill('\ufdfa'),
  'lone surrogates': fill('\ud800'),
  extensions: fill(';ext=1'),
  sip: fill('sip:'),
  dates: fill('2026-01-01 '),
  backslashes: fill('\\'),
  'line ends': fill('\r\n'),
};

type Payload = Record<string, unknown>;

const WORDS = fill('word ');
const plain = (text: string): string => (text.length >= LENGTH ? WORDS.slice(0, text.length) : text);
/** The same request with words for everything that is long, names of fields too. */
function harmless(value: unknown): unknown {
  if (typeof value === 'string') return plain(value);
  if (Array.isArray(value)) return value.map(harmless);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [plain(key), harmless(inner)]));
}

interface Cost {
  ms: number;
  limitMs: number;
  status: number;
}
function costOfRequest(payload: Payload, query: Record<string, string>): Cost {
  let status = 0;
  const receive = (body: Payload) => (): void => {
    const request = { ...REQUEST, query: { token: SECRET, ...query }, body, size: LENGTH };
    status = receiveWebhook(request, { ...SETTINGS, sizeCap: 10_000_000 }, NOW).status;
  };
  const ms = costOf(receive(payload), { enough: BUDGET_MS });
  const answered = status;
  const limitMs =
    ms <= BUDGET_MS
      ? BUDGET_MS
      : Math.max(BUDGET_MS, TIMES_WORDS * costOf(receive(harmless(payload) as Payload), { tries: 3 }));
  return { ms, limitMs, status: answered };
}
/** The fields, and whether the request stayed within its budget. */
function expectCheap(fields: string, { ms, limitMs }: Cost): void {
  expect([fields, ms <= limitMs, ms, limitMs]).toEqual([fields, true, ms, limitMs]);
}

const NAMES = Object.values(aliases).flat();
const FORM_NAMES = [
  ...formKeys.phone,
  ...formKeys.email,
  ...formKeys.name,
  'tel-456',
  'comment',
  'form',
  'x y z',
];

/** As many such fields as go into a request of the usual size cap, 256 kB: signs beyond ASCII take more bytes. */
const atOnce = (text: string): number =>
  Math.max(1, Math.floor(SETTINGS.sizeCap / Buffer.byteLength(JSON.stringify(text))));

/** Every field of the payload, as many at once as fit. */
function* attacks(
  base: Payload,
  names: string[],
  text: string,
): Generator<[string, Payload], void, undefined> {
  const step = atOnce(text);
  for (let at = 0; at < names.length; at += step) {
    const some = names.slice(at, at + step);
    yield [some.join(', '), { ...base, ...Object.fromEntries(some.map((name) => [name, text])) }];
  }
}

beforeAll(() => {
  // Code that runs the first times is slow: all families, all hostile texts, before anything is measured.
  for (let round = 0; round < 2; round++)
    for (const text of Object.values(HOSTILE))
      for (const [, { payload, event }] of PAYLOADS.slice(0, 8))
        costOfRequest(
          { ...payload, client_name: text, caller: text, employee_fio: text, x: text },
          event ? { event } : {},
        );
}, 120_000);

const FAMILIES = [...new Map(PAYLOADS.map(([name, one]) => [name.slice(0, 2), one])).entries()];

describe.each(Object.entries(HOSTILE))('%s', (_what, text) => {
  it.each(FAMILIES)('in every field of %s', (_family, { payload, event }) => {
    const nested = Object.keys(payload).filter((key) => typeof payload[key] === 'object');
    const bases = [payload, ...nested.map((key) => payload[key] as Payload)];
    const names = [...new Set(bases.flatMap((base) => Object.keys(base)))];
    for (const [field, attack] of attacks(payload, names, text)) {
      const cost = costOfRequest(attack, event ? { event } : {});
      expectCheap(field, cost);
      expect([200, 400]).toContain(cost.status);
    }
  });
  it('in every name that is read', () => {
    const base = { uniqueid: '1', call_type: 'in', disposition: 'ANSWERED' };
    for (const [field, attack] of attacks(base, NAMES, text)) expectCheap(field, costOfRequest(attack, {}));
  });
  it('in every field of a form, and as a name', () => {
    const asNames = { [text]: 'x', [`phone${text}`]: '0671234567', [`${text}tel`]: text };
    const list = {
      fields: Array.from({ length: atOnce(text) }, (_, n) => ({ name: `tel-${n}`, value: text })),
    };
    for (const [field, attack] of [
      ...attacks({ phone: '0671234567' }, FORM_NAMES, text),
      ['names', asNames] as const,
      ['list', list] as const,
    ])
      for (const query of [{ event: 'form.submitted' }, {}])
        expectCheap(field, costOfRequest(attack, query as Record<string, string>));
  });
});
