/** Record ids: 15 case-sensitive characters, or the same with 3 that carry the case for systems that lose it. */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/** The 18-character form of a 15-character id. */
export function longId(id15: string): string {
  let suffix = '';
  for (let part = 0; part < 3; part += 1) {
    let bits = 0;
    for (let place = 0; place < 5; place += 1)
      if (/[A-Z]/.test(id15[part * 5 + place] ?? '')) bits |= 1 << place;
    suffix += ALPHABET[bits];
  }
  return id15 + suffix;
}

/** Takes an id of either length; returns the long form, null when the text is no id. */
export function readId(text: unknown): string | null {
  if (typeof text !== 'string' || !/^[A-Za-z0-9]{15}([A-Za-z0-9]{3})?$/.test(text)) return null;
  const long = longId(text.slice(0, 15));
  return text.length === 15 || text.toUpperCase() === long.toUpperCase() ? long : null;
}

/** Id of the n-th record of an object with this prefix. */
export const makeId = (prefix: string, n: number): string =>
  longId(`${prefix}AA${String(n).padStart(10, '0')}`);
