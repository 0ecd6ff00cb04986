/**
 * What the code reads of a vendor that the vendor's description does not hold, found in the code itself:
 *   code:NAME      an error code or another constant of the vendor (UPPER_CASE) that stands in none of its files;
 *   pattern:/…/    a regular expression that reads words of the vendor;
 *   exception:name what the contract checker lets through beyond the description;
 *   addition:path  an operation that we had to describe ourselves.
 * Not seen: reliance that shows in no such word, such as the order in which things happen, a status code that means
 * something else, or a field of an answer that no description declares and no checker refuses.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { ADDITIONS, CORRECTIONS, EXCEPTIONS } from '../exceptions';
import { specPath, type Vendor } from '../spec-files';

const CORE = join(__dirname, '../../../core/crm');
const CODE = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/;

/** Patterns over texts that are ours, a standard's or typed by the builder, with the reason. */
const NOT_VENDORS: Record<string, string> = {
  '/^https:\\/\\/[^\\s]+\\.(mp3|wav)(\\?[^\\s]*)?$/i': 'link of a recording, from Ringostat',
  '/^(true|1|yes)$/i': 'a box as a form sends it',
  '/^(1|true|yes)$/i': 'a box as a form sends it',
  '/^(-----BEGIN [A-Z ]+-----)([\\s\\S]+?)(-----END [A-Z ]+-----)$/': 'PEM, a standard',
};
const isOurs = (pattern: string): boolean => /ringostat/i.test(pattern) || pattern in NOT_VENDORS;
/** Four letters in a row, classes and escapes aside, are a word. */
const hasWord = (pattern: string): boolean =>
  /[A-Za-z]{4,}/.test(pattern.replace(/\\p\{\w+\}|\\.|\[[^\]]*\]/g, ' '));

function filesUnder(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesUnder(path) : [path];
  });
}

interface Words {
  codes: string[];
  patterns: string[];
}

/** Takes the text of a source file; returns the constants of UPPER_CASE and the patterns with words in it. */
export function wordsIn(source: string): Words {
  const codes: string[] = [];
  const patterns: string[] = [];
  const visit = (node: ts.Node): void => {
    const name = ts.isPropertyAssignment(node) ? node.name : node;
    if ((ts.isStringLiteralLike(name) || (name !== node && ts.isIdentifier(name))) && CODE.test(name.text))
      codes.push(name.text);
    if (ts.isRegularExpressionLiteral(node) && hasWord(node.text) && !isOurs(node.text))
      patterns.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('source.ts', source, ts.ScriptTarget.ES2022, true));
  return { codes, patterns };
}

function wordsOf(vendor: Vendor): Words {
  const found = filesUnder(join(CORE, vendor)).map((path): Words => {
    const text = readFileSync(path, 'utf8');
    if (path.endsWith('.ts')) return wordsIn(text);
    const keys = Object.keys(JSON.parse(text) as object);
    return { codes: keys.filter((key) => CODE.test(key)), patterns: [] };
  });
  return {
    codes: found.flatMap(({ codes }) => codes),
    patterns: found.flatMap(({ patterns }) => patterns),
  };
}

function beyondDescription(vendor: Vendor): string[] {
  const named = [...(EXCEPTIONS[vendor] ?? []), ...(CORRECTIONS[vendor] ?? [])];
  const added = (ADDITIONS[vendor] ?? []).flatMap(({ doc }) => Object.keys(doc.paths));
  return [...named.map(({ name }) => `exception:${name}`), ...added.map((path) => `addition:${path}`)];
}

/**
 * Takes a vendor; returns all that must be covered by a row. Without the vendors' descriptions on this machine the codes
 * cannot be told from described ones and are left out.
 */
export function reliedOn(vendor: Vendor): string[] {
  const { codes, patterns } = wordsOf(vendor);
  const folder = specPath(vendor);
  const described = folder && filesUnder(folder).map((path) => readFileSync(path, 'utf8'));
  const undescribed = described ? codes.filter((code) => !described.some((text) => text.includes(code))) : [];
  const found = [...undescribed.map((code) => `code:${code}`), ...patterns.map((one) => `pattern:${one}`)];
  return [...new Set([...found, ...beyondDescription(vendor)])].sort();
}
