/** Each story as Ringostat would tell it, read by the product's own reader of webhooks. */
import { toEvent } from '../../../core/event/normalise';
import { deliveriesOf, type Due } from '../../../sandbox/api/deliveries';
import { FAMILIES, STORIES, type CallOrder } from '../../../sandbox/api/types';
import { EMPLOYEES } from '../../../sandbox/demo/people';

const order: CallOrder = {
  story: 'talked',
  number: '+38 067 111 22 33',
  line: '+380 44 123 45 67',
  employee: 'olena@example.com',
  source: 'google',
  campaign: 'brand',
  family: 'P3',
  pace: 'fast',
  copies: false,
  loses: false,
  reordered: false,
};
const facts = {
  id: 'ua0_-1795168800.1',
  now: Date.UTC(2026, 10, 20, 10),
  employees: EMPLOYEES,
  recording: (id: string) => `https://example.com/${id}.mp3`,
};
const due = (change: Partial<CallOrder>): Due[] => deliveriesOf({ ...order, ...change }, facts);
const read = ({ event, payload }: Due) =>
  toEvent(payload, {
    event,
    timeZone: 'Europe/Kyiv',
    defaultCountry: 'UA',
    projectId: '1',
    receivedAt: facts.now + 10_000,
  });

test.each([
  ['talked', 'incoming.ringing incoming.answered incoming.ended', 'answered'],
  ['transfer', 'incoming.ringing incoming.answered incoming.ended', 'answered'],
  ['callback', 'incoming.ringing incoming.answered incoming.ended', 'answered'],
  ['missed', 'incoming.ringing incoming.ended', 'missed'],
  ['voicemail', 'incoming.ringing incoming.ended', 'voicemail'],
  ['outgoing', 'outgoing.started outgoing.ended', 'answered'],
  ['outgoingMissed', 'outgoing.started outgoing.ended', 'missed'],
  ['form', 'form.submitted', null],
] as const)('%s', (story, names, status) => {
  const events = due({ story }).map(read);
  expect(events.map(({ name }) => name).join(' ')).toBe(names);
  expect(events.at(-1)?.status).toBe(status);
  for (const { clientNumber } of events) expect(clientNumber).toBe('+380671112233');
});

test.each(STORIES.flatMap((story) => FAMILIES.map((family) => [story, family] as const)))(
  '%s in the format %s is one client’s event',
  (story, family) => {
    const events = due({ story, family }).map(read);
    expect(new Set(events.map(({ clientNumber }) => clientNumber))).toEqual(new Set(['+380671112233']));
    if (story !== 'form') expect(new Set(events.map(({ callId }) => callId)).size).toBe(1);
  },
);

test('after a transfer both talkers are told, the chosen one last', () => {
  const ended = read(due({ story: 'transfer' }).at(-1)!);
  expect(ended.legs.map(({ employee }) => employee.email)).toEqual(['ivan@example.com', 'olena@example.com']);
});

test('a hidden number is sent as Ringostat sends it', () => {
  expect(read(due({ number: ' ', story: 'missed' }).at(-1)!)).toMatchObject({
    anonymous: true,
    clientNumber: null,
  });
});

test('copies, losses and wrong order are of the sending alone', () => {
  const usual = due({});
  const names = (all: Due[]): string[] => all.map(({ event }) => event.replace('incoming.', ''));
  expect(names(due({ copies: true }))).toEqual([
    'ringing',
    'ringing',
    'answered',
    'answered',
    'ended',
    'ended',
  ]);
  expect(names(due({ loses: true }))).toEqual(['ended']);
  const reordered = due({ reordered: true });
  expect(names(reordered)).toEqual(['ended', 'answered', 'ringing']);
  expect(reordered.map(({ afterMs }) => afterMs)).toEqual(usual.map(({ afterMs }) => afterMs));
  expect(due({ pace: 'real' }).map(({ afterMs }) => afterMs)).toEqual([0, 3000, 8000]);
});
