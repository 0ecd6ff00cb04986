import type { Difference, DifferenceKind, Thing } from './types';

/** Differences of one kind in one thing. */
export interface Group {
  kind: DifferenceKind;
  thing: Thing;
  differences: Difference[];
}

/** Takes differences; returns them by kind, those that most calls have first. */
export function groupsOf(differences: readonly Difference[]): Group[] {
  const groups = new Map<string, Group>();
  for (const one of differences) {
    const key = `${one.kind} ${one.thing}`;
    const group = groups.get(key) ?? { kind: one.kind, thing: one.thing, differences: [] };
    group.differences.push(one);
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => b.differences.length - a.differences.length);
}
