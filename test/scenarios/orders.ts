/** Orders of events, and ids of calls that began later. */

/** All orders of the items. */
export function permutations<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((item, at) =>
    permutations([...items.slice(0, at), ...items.slice(at + 1)]).map((rest) => [item, ...rest]),
  );
}

/** Takes Ringostat's id of a call; returns that of one which began so many seconds later. */
export const addSeconds = (id: string, seconds: number): string =>
  id.replace(/\d{10}/, (begin) => String(Number(begin) + seconds));
