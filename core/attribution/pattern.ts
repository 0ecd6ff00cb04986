/** Regular expressions typed by a builder and run over text that strangers send: both are kept small. */

const PATTERN_MAX = 200;
/**
 * Characters of the value that are looked at, by the number of repeats (* + {…}) in the pattern. Backtracking takes
 * about n^(k+1)/(k+1)! steps for n characters and k repeats: this keeps it below 10^7, near 0.1 s.
 */
const LOOKED_AT = [2000, 1000, 250, 100];
/** Each optional part (?) can double the steps. */
const OPTIONALS_MAX = 4;

/** Escaped characters and character classes repeat nothing. */
const ATOMS = /\\.|\[(?:\\.|[^\]\\])*\]/g;
const GROUP_MARKS = /\(\?(?:[:=!]|<[=!]|<\w+>)/g;
const REPEAT = /[*+]|\{\d+,\d*\}/g;
const OPTIONAL = /(?<![*+?}(])\?/g;
const INNERMOST = /\(([^()]*)\)([*+]|\{\d+(?:,\d*)?\})?/;

/** A repeated group that itself repeats or chooses, like (a+)+ or (a|aa)*, can take for ever on hostile text. */
function repeatsHeavyGroup(bare: string): boolean {
  let rest = bare;
  for (let found = INNERMOST.exec(rest); found; found = INNERMOST.exec(rest)) {
    const [whole, body = '', repeat] = found;
    const heavy = /[*+?|§]|\{\d+,\d*\}/.test(body);
    if (repeat && heavy) return true;
    rest = rest.replace(whole, () => (heavy ? '§' : 'x') + (repeat ?? ''));
  }
  return false;
}

export interface SafePattern {
  /** Takes a value; true when the pattern fits it, case aside. Bounded time. */
  fits(value: string): boolean;
}

/** Takes a pattern as typed. Returns its test, or in words why it cannot be used. Never throws. */
export function compilePattern(source: string): SafePattern | { fault: string } {
  if (source.length > PATTERN_MAX) return { fault: `it is longer than ${PATTERN_MAX} characters` };
  let pattern: RegExp;
  try {
    pattern = new RegExp(source, 'i');
  } catch {
    return { fault: 'it is no valid regular expression (look for an unclosed bracket or a stray *)' };
  }
  if (/\\[1-9]|\\k</.test(source)) return { fault: 'it refers back to a group, which may take for ever' };
  const bare = source.replace(ATOMS, 'x').replace(GROUP_MARKS, '(');
  if (repeatsHeavyGroup(bare))
    return { fault: 'it repeats a group that itself repeats or chooses, which may take for ever' };
  const limit = LOOKED_AT[bare.match(REPEAT)?.length ?? 0];
  if (limit === undefined)
    return {
      fault: `it repeats more than ${LOOKED_AT.length - 1} times (* + {…}), which may take very long`,
    };
  if ((bare.match(OPTIONAL)?.length ?? 0) > OPTIONALS_MAX)
    return { fault: `it has more than ${OPTIONALS_MAX} optional parts (?), which may take very long` };
  return { fits: (value) => pattern.test(value.slice(0, limit)) };
}
