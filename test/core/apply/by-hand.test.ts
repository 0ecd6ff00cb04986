import { callByHand, keyByHand, taskByHand, timeByHand } from '../../../core/apply/by-hand';

const NOW = Date.UTC(2026, 10, 20, 12, 0, 0);
const COMMON = {
  key: 'byHand_k',
  contactId: '7',
  dealId: '9',
  subject: 'Call back',
  body: null,
  ownerId: '81234',
};

test('key: the given one, else call and node, only in characters every CRM takes', () => {
  expect(keyByHand('a b', 'ua0_-1.2', 'n')).toBe('byHand_a_b');
  expect(keyByHand(null, 'ua0_-1.2', 'node.1')).toBe('byHand_ua0_-1_2_node_1');
});
test('time: milliseconds or a date; null when it is neither', () => {
  expect(timeByHand(String(NOW))).toBe('2026-11-20T12:00:00.000Z');
  expect(timeByHand('2026-11-20T14:00:00+02:00')).toBe('2026-11-20T12:00:00.000Z');
  expect(timeByHand('soon')).toBeNull();
});
test('a task is due in four hours unless said, and hangs on deal and contact', () => {
  const task = taskByHand({ ...COMMON, state: 'open', dueAt: null }, NOW);
  expect(task).toMatchObject({
    kind: 'task',
    key: 'byHand_k',
    links: [
      { entity: 'deal', id: '9' },
      { entity: 'contact', id: '7' },
    ],
    values: { dueAt: '2026-11-20T16:00:00.000Z', body: '', ownerId: '81234', state: 'open' },
  });
});
test('the client is the calling side of an incoming call and the called side of an outgoing one', () => {
  const call = {
    ...COMMON,
    status: 'answered' as const,
    startedAt: null,
    talk: 5,
    clientNumber: '+380671234567',
    recording: null,
  };
  const sides = (['incoming', 'outgoing'] as const).map(
    (direction) => callByHand({ ...call, direction }, NOW).values,
  );
  expect(sides).toMatchObject([
    { from: '+380671234567', to: null, startedAt: '2026-11-20T12:00:00.000Z', callId: 'byHand_k' },
    { from: null, to: '+380671234567', recordings: [] },
  ]);
});
