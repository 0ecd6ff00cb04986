/** Names of AI parameters are the user's own: the usual ones are found in three languages, others by the key map. */
import fc from 'fast-check';
import aliases from '../../../core/event/aliases.json';
import { itemsOf } from '../../../core/event/items';
import { toEvent } from '../../../core/event/normalise';
import type { RingostatEvent } from '../../../core/model/event';
import { OPTIONS } from './payloads';

const CALL = { uniqueid: 'ua0_-1731315881.1', call_type: 'in', caller_number: '380671234567' };
const analysed = (payload: Record<string, unknown>, keyMap: Record<string, string> = {}): RingostatEvent =>
  toEvent({ ...CALL, ...payload }, { ...OPTIONS, event: 'call.analysed', keyMap });

describe('recognition', () => {
  it.each([
    [
      'English, as parameters',
      [
        'summary',
        'customer_mood',
        'employee_mood',
        'overall_mood',
        'call_score',
        'topics',
        'recommended_actions',
        'transcript',
      ],
    ],
    [
      'English, as labels',
      [
        '{{AI: brief summary}}',
        'AI: customer mood',
        'AI: Employee Mood',
        'AI: overall mood',
        'AI: score',
        'AI: topics',
        'AI: recommended actions',
        'AI: file with the analysis',
      ],
    ],
    [
      'Ukrainian',
      [
        '{{Короткий підсумок}}',
        'Настрій клієнта',
        'настрій_співробітника',
        'Загальний настрій',
        'Оцінка розмови',
        'Теми розмови',
        '{{Рекомендовані дії}}',
        'Розшифровка',
      ],
    ],
    [
      'Russian',
      [
        'Краткое содержание',
        '{{Настроение клиента}}',
        'Настроение сотрудника',
        'Общее настроение',
        'Оценка разговора',
        'Темы',
        'Следующие шаги',
        'Расшифровка',
      ],
    ],
  ])('%s', (_what, [summary, client, employee, mood, score, topics, actions, transcript]) => {
    const link = 'https://app.ringostat.com/recordings/x.vtt?token=t';
    const { analysis, variables } = analysed({
      [summary!]: 'wants a price',
      [client!]: 'calm',
      [employee!]: 'polite',
      [mood!]: 'positive',
      [score!]: '8/10',
      [topics!]: 'price, delivery',
      [actions!]: ['call', 'send offer'],
      [transcript!]: link,
    });
    expect(analysis).toEqual({
      summary: 'wants a price',
      clientMood: 'calm',
      employeeMood: 'polite',
      mood: 'positive',
      score: 8,
      scoreAsSent: '8/10',
      topics: ['price', 'delivery'],
      actions: ['call', 'send offer'],
      transcript: null,
      transcriptLinks: [link],
    });
    expect(variables).toMatchObject({
      ai_summary: 'wants a price',
      ai_score: '8/10',
      ai_topics: 'price, delivery',
    });
  });
  it('by the key map, and under a key of their own', () => {
    expect(
      analysed({ x1: 'wants a price', x2: 'angry' }, { ai_summary: 'x1', ai_client_mood: 'x2' }).analysis,
    ).toMatchObject({
      summary: 'wants a price',
      clientMood: 'angry',
    });
    expect(analysed({ ai: { summary: 'wants a price', mood: 'good' } }).analysis).toMatchObject({
      summary: 'wants a price',
      mood: 'good',
    });
    expect(analysed({ analysis: JSON.stringify({ summary: 'wants a price' }) }).analysis?.summary).toBe(
      'wants a price',
    );
  });
  it('without a word in the URL two of them make an analysis, one beside a status does not', () => {
    const of = (more: Record<string, unknown>): string => toEvent({ ...CALL, ...more }, OPTIONS).name;
    expect(of({ summary: 'x', client_mood: 'good', disposition: 'ANSWERED', billsec: 9 })).toBe(
      'call.analysed',
    );
    expect(of({ summary: 'x', disposition: 'ANSWERED', billsec: 9 })).toBe('incoming.ended');
    expect(of({ summary: 'x' })).toBe('call.analysed');
  });
  it('no name is read as two variables', () => {
    const fold = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
    const owners = new Map<string, string>();
    for (const [variable, names] of Object.entries(aliases))
      for (const name of names) {
        expect([name, owners.get(fold(name)) ?? variable]).toEqual([name, variable]);
        owners.set(fold(name), variable);
      }
  });
});

describe('several in one parameter', () => {
  const two = ['Call back', 'Send the price list'];
  it.each<[string, unknown]>([
    ['a list', two],
    ['a list of objects', [{ action: two[0] }, { text: two[1] }]],
    ['JSON', JSON.stringify(two)],
    ['lines', two.join('\n')],
    ['numbered lines', `1. ${two[0]}\r\n2) ${two[1]}`],
    ['bullets', `- ${two[0]}\n• ${two[1]}`],
    ['a title and bullets', `Next steps:\n- ${two[0]}\n- ${two[1]}`],
    ['a bullet of two lines', `- Call\n  back\n- ${two[1]}`],
    ['numbers in one line', `1. ${two[0]} 2. ${two[1]}`],
    ['bullets in one line', `• ${two[0]} • ${two[1]}`],
    ['semicolons', `${two[0]}; ${two[1]};`],
    ['twice the same', [...two, two[0]]],
    ['with empty ones', [two[0], '', null, '-', two[1]]],
  ])('%s', (_what, value) => expect(itemsOf(value)).toEqual(two));
  it.each<[string, string]>([
    ['a sentence with numbers', 'Call at 15. Then at 3.5 hours, by 2.12.2026'],
    ['a sentence with commas', 'Call back, and send the price list'],
  ])('%s is one', (_what, text) => expect(itemsOf(text)).toEqual([text]));
  it.each<[unknown]>([[''], [null], [[]], [{}], ['[]'], [[[]]]])('%j is none', (value) =>
    expect(itemsOf(value)).toEqual([]),
  );
  it('whatever is sent: short texts, each once, no more than thirty', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ maxLength: 400 }), fc.array(fc.anything()), fc.anything()),
        (value) => {
          const items = itemsOf(value, { commas: true });
          expect(items.length).toBeLessThanOrEqual(30);
          expect(new Set(items).size).toBe(items.length);
          for (const item of items) expect(item.trim() !== '' && item.length <= 1000).toBe(true);
        },
      ),
    );
  });
});

describe('texts', () => {
  it('A-05: a huge transcript is cut with a mark, a hostile one stays text', () => {
    const huge = analysed({ transcript: `Client: <script>alert(1)</script> ${'x'.repeat(50_000)}` }).analysis;
    expect(huge?.transcript?.length).toBe(16_000);
    expect(huge?.transcript?.endsWith('x…')).toBe(true);
    expect(huge?.transcript?.startsWith('Client: <script>alert(1)</script> x')).toBe(true);
    const hostile = analysed({
      summary: '{{$json.x}}\u202egnp.exe\u0000',
      transcript: '=HYPERLINK("x")',
    }).analysis;
    expect([hostile?.summary, hostile?.transcript]).toEqual(['{{$json.x}}gnp.exe', '=HYPERLINK("x")']);
  });
  it.each([
    ['7', 7],
    ['8/10', 8],
    ['80 %', 80],
    ['4,5', 4.5],
    [3, 3],
    ['good', null],
    ['7 of 10', 7],
    ['2026-11-20', null],
    ['', null],
  ])('the score %j is %j', (sent, score) =>
    expect(analysed({ score: sent, summary: 'x' }).analysis?.score).toBe(score),
  );
  it('a transcript with a link in it is text', () => {
    const { analysis } = analysed({ transcript: 'See https://example.com/a.vtt for the whole talk' });
    expect(analysis?.transcript).toBe('See https://example.com/a.vtt for the whole talk');
    expect(analysis?.transcriptLinks).toEqual([]);
  });
});
