import { MappingError } from '../../../core/attribution/mapping-error';
import { EventError } from '../../../core/event/errors';
import { faultInLanguage, inLanguage } from '../../../core/http/in-language';
import { unknownOutcome } from '../../../core/http/faults';
import { classifyByStatus } from '../../../core/http/classify';
import { CrmError } from '../../../core/http/errors';
import { mapValues, said, toText, worded } from '../../../core/text/said';

const nested = said('health.nethunt.folder', {
  records: said('nethunt.records.deal'),
  why: 'HTTP 500.',
});

test('a sentence in a sentence is in the same language', () => {
  expect(toText(nested)).toBe('NetHunt: the folder of deals cannot be read. HTTP 500.');
  expect(toText(nested, 'uk')).toBe('NetHunt: папку угод не вдалося прочитати. HTTP 500.');
});

test('a list is parted by commas; words without code stay as they are', () => {
  expect(toText(said('health.pipelines', { names: ['Sales', said('kind.deal'), 3] }), 'ru')).toBe(
    'Воронки сделок: Sales, сделка, 3.',
  );
  expect(toText('Bad request', 'uk')).toBe('Bad request');
});

test('values change at every depth, the sentence does not', () => {
  const mask = (text: string): string => text.replace(/\w/g, '*');
  const inner = said('health.readable', { what: 'deals' });
  expect(toText(mapValues(said('health.nethunt.folder', { records: 'a', why: inner }), mask))).toBe(
    'NetHunt: the folder of * cannot be read. The token may read *****.',
  );
  expect(toText(mapValues(said('health.pipelines', { names: ['a', 1] }), mask))).toBe(
    'Deal pipelines: *, 1.',
  );
});

test('what is worded in a language carries no codes any more', () => {
  const told = worded(said('health.readable', { what: 'deals' }), null);
  expect(told).toMatchObject({ message: 'The token may read deals.', advice: null });
  expect(inLanguage(told, 'uk')).toEqual({ message: 'Токен дає право на читання: deals.', advice: null });
  expect(inLanguage({ message: 'As it is.', advice: 'Do it.' }, 'uk')).toEqual({
    message: 'As it is.',
    advice: 'Do it.',
  });
});

test('an error says no secret in any language, in its values neither', () => {
  const secret = 'pat-na1-1234567890abcdef';
  const error = new CrmError({
    kind: 'permanent',
    system: 'HubSpot',
    message: said('health.readable', { what: `access_token=${secret}` }),
    advice: 'Do it.',
  });
  for (const language of ['en', 'uk', 'ru'] as const)
    expect(JSON.stringify(inLanguage(error.toStepError(), language))).not.toContain(secret);
  expect(JSON.stringify(error)).not.toContain(secret);
});

const UNAVAILABLE = { status: 503, headers: {}, body: 'Service Unavailable' };
const CREATING = said('doing.createKind', { kind: said('of.deal') });
const refusal = (): CrmError => unknownOutcome(classifyByStatus('HubSpot')(UNAVAILABLE, CREATING));

test('a fault is told in the language of its reader; kind and status stay, and English is as it was', () => {
  const told = faultInLanguage(refusal(), 'uk') as CrmError;
  expect(told).toBeInstanceOf(CrmError);
  expect(told).toMatchObject({
    kind: 'outcomeUnknown',
    status: 503,
    message: 'HubSpot: створення угоди – відмовлено зі статусом 503 (Service Unavailable).',
    advice: 'Запустіть елемент ще раз: записане буде знайдено за ключем і не продублюється.',
  });
  const english = faultInLanguage(refusal(), 'en') as CrmError;
  expect([english.message, english.advice]).toEqual([refusal().message, refusal().advice]);
  expect(english.message).toContain('creating the deal');
});

test.each([
  [
    new EventError(said('event.list', { count: 2 })),
    'Тело запроса – список из 2 элементов. Отправляйте по одному событию в запросе.',
  ],
  [
    new MappingError(['A.', said('pipeline.noVariable', { rule: 1 })]),
    'A. Правило воронки 1: не указана переменная. Выберите её, например pool_name.',
  ],
])('a fault of what was sent or set up is told in Russian: %s', (fault, message) => {
  expect(faultInLanguage(fault, 'ru')).toBe(fault);
  expect(fault.message).toBe(message);
});

test('what is no fault of the product stays as it is', () => {
  const other = new TypeError('x is not a function');
  expect(faultInLanguage(other, 'uk')).toBe(other);
  expect(other.message).toBe('x is not a function');
});
