/** Notations people type, for queries that compare phones as they are stored (docs/reference/zoho.md#finding). */
import type { PhoneForms } from '../../phone/types';

/** How a national number of that length is usually grouped. */
const GROUPS: Record<number, number[][]> = {
  9: [
    [2, 3, 2, 2],
    [2, 3, 4],
  ],
  10: [
    [3, 3, 2, 2],
    [3, 3, 4],
  ],
};
/** Values one `in` may hold. */
const MAX = 50;

function grouped(national: string, sizes: number[]): string[] {
  let at = 0;
  return sizes.map((size) => national.slice(at, (at += size)));
}

/** Takes the number; returns its usual notations: with country code, with trunk zero, with brackets; spaced or dashed. */
export function notations({ national, countryCode, international }: PhoneForms): string[] {
  const found = new Set([international, international.replace(/ /g, '-')]);
  // "+38 067": the zero of 380 is written as the trunk's.
  const short = countryCode.endsWith('0') ? countryCode.slice(0, -1) : null;
  for (const sizes of GROUPS[national.length] ?? []) {
    const [area = '', ...rest] = grouped(national, sizes);
    for (const sign of [' ', '-']) {
      const tail = rest.join(sign);
      const own = [`0${area}`, `+${countryCode} ${area}`, `(0${area})`, `+${countryCode} (${area})`];
      const shared = short === null ? [] : [`+${short} 0${area}`, `+${short} (0${area})`];
      for (const before of [...own, ...shared]) found.add(`${before} ${tail}`);
    }
    const dashed = rest.join('-');
    found.add(`0${area}-${dashed}`);
    found.add(`+${countryCode}-${area}-${dashed}`);
    if (short !== null) found.add(`+${short}-0${area}-${dashed}`);
    found.add(`(0${area})${dashed}`);
  }
  return [...found].slice(0, MAX);
}
