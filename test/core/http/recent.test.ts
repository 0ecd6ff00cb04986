/** Recent against a plain list of what was set and when: any order of settings, readings, deletions and jumps of the clock. */
import fc from 'fast-check';
import { Recent } from '../../../core/http/recent';

const LIVE = 100;
const MAX = 3;
const key = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const step = fc.oneof(
  fc.record({ what: fc.constant('set' as const), key, ms: fc.nat(60) }),
  fc.record({ what: fc.constant('delete' as const), key, ms: fc.nat(60) }),
  fc.record({ what: fc.constant('look' as const), key, ms: fc.nat(60) }),
);

test('an entry is there while it is young and among the last set, and never otherwise', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const recent = new Recent<string, number>(LIVE, MAX);
      let now = 1_000_000;
      /** In the order in which they were set. */
      let model: { key: string; value: number; at: number }[] = [];
      const live = (): typeof model => model.filter(({ at }) => now - at < LIVE);
      steps.forEach(({ what, key: name, ms }, value) => {
        now += ms;
        const others = model.filter((one) => one.key !== name);
        if (what === 'set') {
          recent.set(name, value, now);
          model = [...others, { key: name, value, at: now }].slice(-MAX);
        } else if (what === 'delete') {
          recent.delete(name);
          model = others;
        }
        // One key is looked at: looking at an aged one makes room, which must not bring back another.
        const wanted = live().find((one) => one.key === name)?.value;
        expect(recent.get(name, now)).toBe(wanted);
        model = model.filter((one) => one.key !== name || wanted !== undefined);
      });
    }),
  );
});

test('a reader may ask for younger than the map keeps, never for older', () => {
  fc.assert(
    fc.property(fc.nat(300), fc.nat(300), (age, within) => {
      const recent = new Recent<string, string>(LIVE, MAX);
      recent.set('a', 'value', 0);
      expect(recent.get('a', age, within)).toBe(age < Math.min(within, LIVE) ? 'value' : undefined);
      expect(recent.get('a', age)).toBe(age < LIVE ? 'value' : undefined);
    }),
  );
});

test('a clock that is set back neither loses an entry nor makes it live longer than it would from then', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.nat(300), (back, later) => {
      const recent = new Recent<string, string>(LIVE, MAX);
      recent.set('a', 'value', 0);
      expect(recent.get('a', -back)).toBe('value');
      expect(recent.get('a', -back + later)).toBe(later < LIVE ? 'value' : undefined);
    }),
  );
});

test('an endless life ends with the room only', () => {
  const recent = new Recent<number, string>(Infinity, 2);
  recent.set(1, 'first', 0);
  recent.set(2, 'second', 0);
  recent.set(1, 'first again', 0);
  recent.set(3, 'third', 1e15);
  expect([1, 2, 3].map((one) => recent.get(one, 1e15))).toEqual(['first again', undefined, 'third']);
});

test('what is meant is forgotten, the rest stays', () => {
  const recent = new Recent<string, string>(LIVE, 9);
  for (const name of ['a 1', 'a 2', 'b 1']) recent.set(name, name.slice(-1), 0);
  recent.deleteWhere((name, value) => name.startsWith('a') && value === '1');
  expect(['a 1', 'a 2', 'b 1'].map((name) => recent.get(name, 1))).toEqual([undefined, '2', '1']);
});
