/**
 * CSV of the call log: `;` between fields, quotes doubled inside quotes, first line names. Own code: the well-kept
 * parsers bring streams, workers and timers along that n8n's scan refuses, for forty lines of need.
 */

/** Takes CSV text and its delimiter; returns the lines as lists of fields. Quoted fields may hold line breaks. */
export function parseCsv(text: string, delimiter = ';'): string[][] {
  const lines: string[][] = [];
  let line: string[] = [];
  let field = '';
  let quoted = false;
  const endLine = (): void => {
    line.push(field);
    if (line.length > 1 || line[0] !== '') lines.push(line);
    line = [];
    field = '';
  };
  const source = text.replace(/^\ufeff/, '');
  for (let at = 0; at < source.length; at++) {
    const char = source[at]!;
    if (quoted) {
      if (char !== '"') field += char;
      else if (source[at + 1] === '"') field += source[++at]!;
      else quoted = false;
    } else if (char === '"' && field === '') quoted = true;
    else if (char === delimiter) {
      line.push(field);
      field = '';
    } else if (char === '\n') endLine();
    else if (char !== '\r' || source[at + 1] !== '\n') field += char;
  }
  if (field !== '' || line.length) endLine();
  return lines;
}

/**
 * Takes CSV text with names in its first line; returns an object per further line, short lines padded with "". Null when a line
 * has more fields than there are names: a delimiter inside a text was not quoted, and nobody can tell which.
 */
export function csvRows(text: string, delimiter = ';'): Record<string, string>[] | null {
  const [names = [], ...lines] = parseCsv(text, delimiter);
  if (lines.some((line) => line.length > names.length)) return null;
  return lines.map((line) =>
    Object.fromEntries(names.map((name, index) => [name.trim(), line[index] ?? ''])),
  );
}
