/** Notations people type, for queries that compare phones as they are stored (crm-apis.md §3.3). */
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

/** Takes the number; returns its spaced and dashed notations, with country code, with trunk zero, with brackets. */
export function notations({ national, countryCode, international }: PhoneForms): string[] {
  const found = new Set([international, international.replace(/ /g, '-')]);
  for (const sizes of GROUPS[national.length] ?? []) {
    const [area = '', ...rest] = grouped(national, sizes);
    for (const sign of [' ', '-']) {
      const tail = rest.join(sign);
      found.add(`+${countryCode}${sign}${area}${sign}${tail}`);
      found.add(`0${area}${sign}${tail}`);
      found.add(`(0${area}) ${tail}`);
      found.add(`(${area}) ${tail}`);
      // "+38 067": the zero of 380 is written as the trunk's.
      if (countryCode.endsWith('0')) {
        const short = countryCode.slice(0, -1);
        found.add(`+${short}${sign}0${area}${sign}${tail}`);
        found.add(`+${short} (0${area}) ${tail}`);
      }
    }
  }
  return [...found].slice(0, MAX);
}
