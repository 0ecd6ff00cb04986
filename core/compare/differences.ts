/** What two tables make of one call, held against each other. */
import type { ComparedCall, Difference, DifferenceKind, Left, Thing, Verdict } from './types';

function kindOf(a: Left | undefined, b: Left | undefined): DifferenceKind | null {
  if (!a) return 'more';
  if (!b) return 'less';
  if (a.state !== b.state) return 'state';
  return a.owner === b.owner ? null : 'owner';
}

/** Why a table does not leave it: its own words of it, else why it took its row. */
const whyNot = ({ notes }: Verdict): string => [...new Set(notes)].slice(0, 2).join(' ');

/** Takes what each table makes of the call; returns the differences, in the order of the steps. */
export function differencesOf(call: ComparedCall, a: Verdict, b: Verdict): Difference[] {
  const things = new Set<Thing>([...a.left, ...b.left].map(({ thing }) => thing));
  return [...things].flatMap((thing): Difference[] => {
    const [left, right] = [a, b].map((side) => side.left.find((one) => one.thing === thing));
    const kind = kindOf(left, right);
    if (kind === null) return [];
    return [
      {
        kind,
        thing,
        call,
        a: left ?? null,
        b: right ?? null,
        reasonA: left?.reason ?? whyNot(a),
        reasonB: right?.reason ?? whyNot(b),
      },
    ];
  });
}
