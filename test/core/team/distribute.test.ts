import fc from 'fast-check';
import { distribute } from '../../../core/team';
import { employee } from '../routing/make';

const CALLS = 10_000;
const crowd = (size: number) =>
  Array.from({ length: size }, (_, n) => employee({ id: `e${n}`, distributeMissed: true }));
const callKey = (n: number): string => `p1/ua0_-17637${n}.${n % 7}`;

describe('distribute (G-11)', () => {
  it('spreads 10 000 calls within 10 % of an equal share', () => {
    const employees = crowd(5);
    const shares = new Map<string, number>();
    for (let n = 0; n < CALLS; n++) {
      const id = distribute(callKey(n), employees)?.id ?? 'nobody';
      shares.set(id, (shares.get(id) ?? 0) + 1);
    }
    expect([...shares.keys()].sort()).toEqual(['e0', 'e1', 'e2', 'e3', 'e4']);
    for (const share of shares.values()) {
      expect(share).toBeGreaterThan((CALLS / 5) * 0.9);
      expect(share).toBeLessThan((CALLS / 5) * 1.1);
    }
  });

  it('gives a call to the same employee whatever the order of the list', () => {
    fc.assert(
      fc.property(fc.string(), fc.shuffledSubarray(crowd(8), { minLength: 8 }), (key, shuffled) => {
        expect(distribute(key, shuffled)).toEqual(distribute(key, crowd(8)));
      }),
    );
  });

  it('moves calls only to a new colleague, about 1/n of them', () => {
    const before = crowd(4);
    const after = crowd(5);
    let moved = 0;
    for (let n = 0; n < CALLS; n++) {
      const to = distribute(callKey(n), after)?.id;
      if (to === distribute(callKey(n), before)?.id) continue;
      expect(to).toBe('e4');
      moved++;
    }
    expect(moved).toBeGreaterThan((CALLS / 5) * 0.9);
    expect(moved).toBeLessThan((CALLS / 5) * 1.1);
  });

  it('counts only who is marked, active and mapped; nobody is null', () => {
    const [a, b, c, d] = crowd(4).map((row, n) => ({
      ...row,
      distributeMissed: n !== 0,
      active: n !== 1,
      crmUserId: n === 2 ? null : row.crmUserId,
    }));
    for (let n = 0; n < 50; n++) expect(distribute(callKey(n), [a!, b!, c!, d!])?.id).toBe('e3');
    expect(distribute('x', [a!, b!, c!])).toBeNull();
    expect(distribute('x', [])).toBeNull();
  });

  it('never changes for a known call: a replay months later must agree', () => {
    expect(['c1', 'c2', 'c3', 'c4', 'c5'].map((key) => distribute(`p1/${key}`, crowd(3))?.id))
      .toMatchInlineSnapshot(`
     [
       "e1",
       "e1",
       "e2",
       "e1",
       "e1",
     ]
    `);
  });
});
