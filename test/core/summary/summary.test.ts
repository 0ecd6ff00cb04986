/** What a person reads first of an item: after each node, in three languages, masked or not, whatever a flow did to the item. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { outcomeText, withSummary } from '../../../core/summary/summary';
import type { RingostatEvent } from '../../../core/model/event';
import type { Outcome } from '../../../core/model/outcome';
import type { Language, Plan } from '../../../core/model/plan';
import type { ClientCard } from '../../../core/model/client';
import { LANGUAGES } from '../../../core/text/text';

type Item = ClientCard & { event: RingostatEvent; plan: Plan; outcome: Outcome };
/** What passes between the nodes for a call of each row (test/docs/examples.test.ts makes these files). */
const example = (row: string): Item => {
  const item = JSON.parse(
    readFileSync(join(__dirname, `../../../docs/examples/${row}.json`), 'utf8'),
  ) as Item & { summary?: unknown };
  delete item.summary;
  return item;
};
const inLanguage = (item: Item, language: Language): Item => ({ ...item, plan: { ...item.plan, language } });
const textOf = (item: object, language?: Language): string | undefined =>
  withSummary(item, language).summary?.text;

test('after each node it says what is known by then', () => {
  const { event, plan, outcome, ...card } = example('R4');
  const masked = 'Taras, +38067•••4567';
  const head = `Incoming call: ${masked}, Olena Koval talked 1 min 34 s.`;
  expect(textOf({ event })).toBe('Incoming call: +38067•••4567, olena@example.com talked 1 min 34 s.');
  expect(textOf({ event, ...card })).toBe(`${head} Responsible: Petro Bondar.`);
  expect(textOf({ event, ...card, plan })).toBe(
    `${head} Planned: call record (Olena Koval), done task (Olena Koval), open task (Petro Bondar).`,
  );
  expect(textOf({ event, ...card, plan, outcome })).toBe(
    `${head} Created: call record (Olena Koval), done task (Olena Koval), open task (Petro Bondar).`,
  );
});

test.each([
  ['en', 'Missed call: +38067•••4567, nobody answered. Created: contact (Iryna Shevchenko),'],
  ['uk', 'Пропущений дзвінок: +38067•••4567, ніхто не відповів. Створено: контакт (Iryna Shevchenko),'],
  ['ru', 'Пропущенный звонок: +38067•••4567, никто не ответил. Создано: контакт (Iryna Shevchenko),'],
] as const)('in %s', (language, text) => {
  expect(textOf(inLanguage(example('R3'), language))).toContain(text);
});

test('the language of the node counts until a plan says otherwise', () => {
  const { event, plan, outcome, ...card } = example('R5');
  expect(textOf({ event, ...card }, 'uk')).toContain('Новий клієнт.');
  expect(textOf({ event, ...card, plan, outcome }, 'uk')).toContain('Created: contact');
});

test('a line for each record: what, link, owner, why; the number as data, the requests of all nodes', () => {
  const item = example('R3');
  const { summary } = withSummary(item);
  expect(summary?.client).toBe('+380671234567');
  expect(summary?.row).toBe('R3');
  expect(summary?.requests).toBe(item.requests + item.outcome.requests);
  expect(summary?.result.map(({ what, owner }) => [what, owner])).toEqual([
    ['Created: contact', 'Iryna Shevchenko'],
    ['Created: deal', 'Iryna Shevchenko'],
    ['Created: call record', null],
    ['Created: open task', 'Iryna Shevchenko'],
  ]);
  for (const [index, line] of summary!.result.entries()) {
    expect(line.link).toBe(item.outcome.steps[index]!.url);
    expect(line.why).toBe(
      item.outcome.steps[index]!.reason.text.replace('+380 67 123 4567', '+38067•••4567'),
    );
  }
});

test('a dry run says "would" and that nothing is written', () => {
  const item = example('R3');
  const outcome = { ...item.outcome, dryRun: true };
  expect(textOf({ ...item, outcome })).toBe(
    'Dry run, nothing is written: Missed call: +38067•••4567, nobody answered. Would create: contact (Iryna Shevchenko), ' +
      'deal (Iryna Shevchenko), call record, open task (Iryna Shevchenko).',
  );
});

test('what failed comes first, with the reason of the refusal', () => {
  const item = example('R3');
  const error = {
    kind: 'invalidField' as const,
    message: 'HubSpot refused it.',
    advice: '',
    words: undefined,
  };
  const steps = item.outcome.steps.map((step) =>
    step.kind === 'task' ? { ...step, status: 'failed' as const, error: error as never } : step,
  );
  const { summary } = withSummary({ ...item, outcome: { ...item.outcome, complete: false, steps } });
  expect(summary?.text).toContain('Failed: open task (Iryna Shevchenko). Created: contact');
  expect(summary?.result.at(-1)).toMatchObject({ what: 'Failed: open task', why: 'HubSpot refused it.' });
});

test('nothing to do says why; a step that was skipped is told where there is nothing else', () => {
  const item = example('R8');
  const note = { code: 'x', params: {}, text: 'Nothing is ticked in row R8.' };
  const { outcome, ...planned } = item;
  expect(textOf({ ...planned, plan: { ...item.plan, steps: [], notes: [note] } })).toBe(
    'Outgoing call, no answer: Taras, +38067•••4567. Nothing to do. Nothing is ticked in row R8.',
  );
  const steps = outcome.steps.map((step) => ({ ...step, status: 'skipped' as const }));
  expect(outcomeText({ ...item, outcome: { ...outcome, steps } })).toBe(
    'Left as it is: call record (Petro Bondar).',
  );
});

test('numbers are masked in sentences only when the trigger says so', () => {
  const item = example('R3');
  delete item.event.maskNumbers;
  expect(textOf(item)).toContain('+380 67 123 4567');
});

test('the summary is the first key, is made anew by each node, and nothing else changes', () => {
  const { event, ...rest } = example('R3');
  const first = withSummary({ event });
  const second = withSummary({ ...first, ...rest, mine: 1 });
  expect(Object.keys(second)[0]).toBe('summary');
  expect(second.summary?.text).not.toBe(first.summary?.text);
  expect(second).toEqual({ event, ...rest, mine: 1, summary: second.summary });
});

test.each([
  ['no event', { json: 1 }],
  ['another node’s event', { event: { name: 'click' } }],
  ['an event that is a text', { event: 'incoming' }],
])('%s: the item comes back as it is', (_name, item) => {
  expect(withSummary(item)).toBe(item);
});

test.each([
  ['a plan that is a text', { plan: 'none' }],
  ['steps that are none', { plan: { steps: 7 } }],
  ['steps of null', { plan: { steps: [null], notes: [] } }],
  ['an outcome without steps', { outcome: {} }],
  ['a client without anything', { client: {} }],
  ['a client of another kind', { client: 'Taras' }],
])('%s, put there by a flow, stops nothing', (_name, odd) => {
  const { event } = example('R3');
  const told = withSummary({ event, ...odd });
  expect(told).toMatchObject({ event, ...odd });
});

test.each(LANGUAGES)('no placeholder and no empty sentence in %s, for each row', (language) => {
  for (const row of ['R1', 'R2', 'R3', 'R3v', 'R4', 'R5', 'R6', 'R7', 'R8', 'R9', 'R10']) {
    const text = textOf(inLanguage(example(row), language))!;
    expect([row, text]).toEqual([row, expect.not.stringMatching(/[{}]|undefined|\.\.|: \.| {2}/)]);
  }
});
