/** The journal's text: whatever was accepted, struck off, cut or damaged, nothing accepted and whole is lost or comes twice. */
import fc from 'fast-check';
import { accepted, began, ended, readLines, struck } from '../../../node-red/host/journal/lines';
import { kept } from './kit';

type Step = { accept: string; note: string } | { strike: number } | 'began' | 'ended';

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ accept: fc.uuid(), note: fc.string({ unit: 'binary' }) }) },
  { weight: 4, arbitrary: fc.record({ strike: fc.nat(50) }) },
  fc.constantFrom<Step>('began', 'ended'),
);

/** Lines of the steps, and what is open and said after each of them. */
function written(steps: Step[]): { lines: string[]; open: string[][]; killed: boolean[] } {
  const ids: string[] = [];
  const lines: string[] = [];
  const open: string[][] = [];
  const killed: boolean[] = [];
  let now: string[] = [];
  let dies = false;
  for (const one of steps) {
    if (one === 'began' || one === 'ended') {
      lines.push(one === 'began' ? began(1) : ended(1));
      dies = one === 'began';
    } else if ('accept' in one) {
      ids.push(one.accept);
      now = [...now, one.accept];
      lines.push(accepted(kept({ id: one.accept, note: one.note })));
    } else {
      const id = ids[one.strike % Math.max(ids.length, 1)] ?? 'nobody';
      now = now.filter((other) => other !== id);
      lines.push(struck(id));
    }
    open.push(now);
    killed.push(dies);
  }
  return { lines, open, killed };
}

test('random appends and strikes, cut at every byte: what was whole before the cut is open, in order, and no more', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), fc.nat(), (steps, where) => {
      const { lines, open, killed } = written(steps);
      const bytes = Buffer.from(lines.join(''));
      const cut = where % (bytes.length + 1);
      const read = readLines(bytes.subarray(0, cut).toString('utf8'));
      let end = 0;
      let whole = -1;
      // A line without its end of line is whole too.
      while (whole + 1 < lines.length && end + Buffer.byteLength(lines[whole + 1]!) - 1 <= cut)
        end += Buffer.byteLength(lines[++whole]!);
      expect(read.open.map(({ id }) => id)).toEqual(whole < 0 ? [] : open[whole]);
      expect(read.killed).toBe(whole < 0 ? false : killed[whole]);
      expect(read.unreadable).toBe(cut > end ? 1 : 0);
    }),
    { numRuns: 500 },
  );
});

test('a damaged line costs what stood in it and nothing else', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.uuid(), { minLength: 2, maxLength: 6 }),
      fc.nat(),
      fc.constantFrom(
        '{',
        'null',
        '[]',
        '7',
        '"x"',
        '{"id":1}',
        '{"struck":3}',
        '\u0000\u0000',
        '{"id":"x","event":null}',
      ),
      (ids, at, damage) => {
        const lines = ids.map((id) => accepted(kept({ id })));
        const gone = at % ids.length;
        lines[gone] = `${damage}\n`;
        const { open, unreadable } = readLines(lines.join(''));
        expect(open.map(({ id }) => id)).toEqual(ids.filter((_, index) => index !== gone));
        expect(unreadable).toBe(1);
      },
    ),
  );
});

test('an event comes back as it was written, whatever signs are in it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (note) => {
      const one = kept({ id: 'a', note });
      expect(readLines(accepted(one)).open).toEqual([JSON.parse(JSON.stringify(one))]);
    }),
  );
});
