/** A call that nobody made: each story is the event its webhook would give, dry unless records were asked for. */
import fc from 'fast-check';
import { TEST_STORIES, testEvent, type TestCall } from '../../../core/event/test-call';

const NOW = Date.parse('2026-12-01T10:00:00.250Z');
const PLACE = { timeZone: 'Europe/Kyiv', defaultCountry: 'UA', projectId: '11111', maskNumbers: true };
const call = (more: Partial<TestCall> = {}): TestCall => ({
  story: 'missed',
  number: '067 123 45 67',
  employee: 'olena@example.com',
  write: false,
  ...more,
});

test.each([
  ['missed', { name: 'incoming.ended', status: 'missed', whyMissed: 'noAnswer', direction: 'incoming' }],
  ['answered', { name: 'incoming.ended', status: 'answered', durations: { total: 106, talk: 94, wait: 12 } }],
  ['voicemail', { name: 'incoming.ended', status: 'voicemail', whyMissed: 'voicemail' }],
  ['ringing', { name: 'incoming.ringing', status: null }],
  ['pickedUp', { name: 'incoming.answered', employee: { email: 'olena@example.com' } }],
  ['outgoing', { name: 'outgoing.ended', status: 'answered', direction: 'outgoing' }],
  ['outgoingMissed', { name: 'outgoing.ended', status: 'missed', direction: 'outgoing' }],
  ['form', { name: 'form.submitted', kind: 'form', clientEmail: 'test@example.com' }],
] as const)('%s', (story, wanted) => {
  const event = testEvent(call({ story }), PLACE, NOW);
  expect(event).toMatchObject({ ...wanted, clientNumber: '+380671234567', test: 'dry', projectId: '11111' });
  expect(event.warnings).toEqual([]);
});

test('every story is in the table above', () => {
  expect([...TEST_STORIES]).toEqual([
    'missed',
    'answered',
    'voicemail',
    'ringing',
    'pickedUp',
    'outgoing',
    'outgoingMissed',
    'form',
  ]);
});

test.each([
  ['olena@example.com', { email: 'olena@example.com' }],
  ['101', { extension: '101' }],
  ['company_olena', { direction: 'company_olena' }],
  ['+380501112233', { direction: '+380501112233' }],
  ['olena@sip.example.com', { email: 'olena@sip.example.com', direction: 'olena@sip.example.com' }],
  ['', { direction: 'test-employee' }],
])('the employee "%s"', (employee, signs) => {
  expect(testEvent(call({ story: 'answered', employee }), PLACE, NOW).employee).toMatchObject(signs);
});

test('two tests are two calls; they began in the project’s zone and ended before now', () => {
  const one = testEvent(call(), PLACE, NOW);
  const other = testEvent(call(), PLACE, NOW + 1);
  expect(one.eventKey).not.toBe(other.eventKey);
  expect(one.callId).toBe('test-1796119200.250');
  expect(one.times.startedAt).toBe('2026-12-01T11:58:00+02:00');
  expect(testEvent(call(), PLACE, NOW)).toEqual(one);
});

test('records are written only when asked for', () => {
  expect(testEvent(call({ write: true }), PLACE, NOW).test).toBe('write');
});

test.each([
  [{ number: '' }, 'The number “” of the test call is no phone number of UA'],
  [{ number: '12' }, 'The number “12” of the test call'],
  [{ number: 'hello' }, 'The number “hello” of the test call'],
  [{ story: 'toString' as never }, 'There is no test call “toString”. There are: missed, answered,'],
])('%j is refused with a sentence', (more, sentence) => {
  expect(() => testEvent(call(more), PLACE, NOW)).toThrow(sentence);
});

test('a zone that is none is named', () => {
  expect(() => testEvent(call(), { ...PLACE, timeZone: 'Europe/Nowhere' }, NOW)).toThrow('Europe/Nowhere');
});

test('whatever is typed as employee, the client and the story stay what they are', () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom('answered', 'outgoing'), (employee, story) => {
      const event = testEvent(call({ story: story as 'answered', employee }), PLACE, NOW);
      expect(event.clientNumber).toBe('+380671234567');
      expect(event.status).toBe('answered');
      expect(event.internal).toBe(false);
    }),
    { numRuns: 300 },
  );
});
