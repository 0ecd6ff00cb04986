/** Parts of a page that are made of data or by the code: between `<!-- name -->` and `<!-- /name -->`. */
import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';

const DOCS = join(__dirname, '../../docs');

const partOf = (part: string): RegExp =>
  new RegExp(`(<!-- ${part} -->\\n)([\\s\\S]*?)(\\n?<!-- /${part} -->)`);

/** The text of a part; empty when the page has none of that name. */
export function readPart(page: string, part: string): string {
  return partOf(part).exec(readFileSync(join(DOCS, page), 'utf8'))?.[2] ?? '';
}

/** Takes a page of docs/, the name of a part and its text; with UPDATE_DOCS=1 writes it. Fails when they differ. */
export function expectPart(page: string, part: string, made: string): void {
  const file = join(DOCS, page);
  if (process.env.UPDATE_DOCS) {
    const text = readFileSync(file, 'utf8');
    writeFileSync(
      file,
      text.replace(partOf(part), (_, open: string) => `${open}${made}\n<!-- /${part} -->`),
    );
  }
  expect(readPart(page, part)).toBe(made);
}

/** A Markdown table; bars inside cells are escaped. */
export function markdownTable(head: string[], rows: string[][]): string {
  const line = (cells: string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}
