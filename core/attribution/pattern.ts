/** Regular expressions typed by a builder and run over text that strangers send: both are kept small. */

const PATTERN_MAX = 200;
/** Characters of the value that are looked at. With REPEATS_MAX it bounds the steps of a match. */
export const INPUT_MAX = 256;
const REPEATS_MAX = 4;

/** Escaped characters and character classes repeat nothing. */
const ATOMS = /\\.|\[(?:\\.|[^\]\\])*\]/g;
const REPEAT = /[*+]|\{\d+,\d*\}/g;

/** A repeated group that itself repeats or chooses, like (a+)+ or (a|aa)*, can take for ever on hostile text. */
function isDangerous(source: string): boolean {
  let bare = source.replace(ATOMS, 'x').replace(/\(\?(?:[:=!]|<[=!]|<\w+>)/g, '(');
  for (let inner = /\(([^()]*)\)([*+]|\{\d+(?:,\d*)?\})?/.exec(bare); inner;) {
    const [whole, body = '', repeat] = inner;
    const heavy = /[*+|]|\{\d+,\d*\}|§/.test(body);
    if (repeat && heavy) return true;
    bare = bare.replace(whole, () => (heavy ? '§' : 'x') + (repeat ?? ''));
    inner = /\(([^()]*)\)([*+]|\{\d+(?:,\d*)?\})?/.exec(bare);
  }
  return false;
}

/**
 * Takes a pattern as typed. Returns the expression (case does not matter), or in words why it cannot be used.
 * A safe one takes bounded time on INPUT_MAX characters.
 */
export function compilePattern(source: string): { pattern: RegExp } | { fault: string } {
  if (source.length > PATTERN_MAX) return { fault: `it is longer than ${PATTERN_MAX} characters` };
  let pattern: RegExp;
  try {
    pattern = new RegExp(source, 'i');
  } catch {
    return { fault: 'it is no valid regular expression (look for an unclosed bracket or a stray *)' };
  }
  if (/\\[1-9]|\\k</.test(source)) return { fault: 'it refers back to a group, which may take for ever' };
  if (isDangerous(source))
    return { fault: 'it repeats a group that itself repeats or chooses, which may take for ever' };
  if ((source.replace(ATOMS, 'x').match(REPEAT) ?? []).length > REPEATS_MAX)
    return { fault: `it repeats more than ${REPEATS_MAX} times (* + {…}), which may take very long` };
  return { pattern };
}
