/** Sentences in the code and in the catalogues fit each other: each gets its values, and none is there for nobody. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { placeholders } from '../../../core/text/fill';
import { catalogues, isTextCode, type TextCode } from '../../../core/text/text';

const ROOT = join(__dirname, '../../..');
const FILES = execFileSync(
  'git',
  ['ls-files', '-co', '--exclude-standard', 'core', 'nodes', 'node-red', 'scripts'],
  {
    cwd: ROOT,
    encoding: 'utf8',
  },
)
  .split('\n')
  .filter(
    (file) => /\.(ts|mjs|json)$/.test(file) && !/^core\/text\/\w+\.json$|\/(dist|examples)\//.test(file),
  );

const codes = Object.keys(catalogues.en) as TextCode[];

/** Names that the call gives; null: they are known only when it runs. */
function namesGiven(values: ts.Expression | undefined): string[] | null {
  if (!values) return [];
  if (!ts.isObjectLiteralExpression(values)) return null;
  const names = values.properties.map((property) =>
    ts.isSpreadAssignment(property) ? null : property.name.getText(),
  );
  return names.includes(null) ? null : (names as string[]);
}

/** Calls of said() with a code that stands there: the placeholders that get no value. */
function lacking(text: string): string[] {
  const faults: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText() === 'said') {
      const [code, values] = node.arguments;
      const given = namesGiven(values);
      if (code && ts.isStringLiteral(code) && isTextCode(code.text) && given) {
        const empty = placeholders(catalogues.en[code.text]).filter((name) => !given.includes(name));
        if (empty.length > 0) faults.push(`${code.text}: ${empty.join(', ')}`);
      }
    }
    node.forEachChild(visit);
  };
  visit(ts.createSourceFile('x.ts', text, ts.ScriptTarget.Latest, true));
  return faults;
}

const read = (file: string): string => {
  try {
    return readFileSync(join(ROOT, file), 'utf8');
  } catch {
    return '';
  }
};
const sources = FILES.map((file) => ({ file, text: read(file) }));

test('every placeholder of a sentence gets a value where it is said', () => {
  const faults = sources
    .filter(({ file, text }) => file.endsWith('.ts') && text.includes('said('))
    .flatMap(({ file, text }) => lacking(text).map((fault) => `${file}: ${fault}`));
  expect(faults).toEqual([]);
});

test.each([
  ["said('note.rowEmpty')", ['note.rowEmpty: row']],
  ["said('note.rowEmpty', { cell })", ['note.rowEmpty: row']],
  ["said('note.rowEmpty', { row, cell })", []],
  ["said('note.rowEmpty', values)", []],
])('a value that lacks is seen: %s', (code, faults) => {
  expect(lacking(code)).toEqual(faults);
});

/** What names codes: texts, and templates that begin with a part of a code. */
function namesOf(text: string): { plain: Set<string>; templates: RegExp[] } {
  const plain = new Set([...text.matchAll(/['"]([\w.]+)['"]/g)].map(([, name]) => name ?? ''));
  const templates = [...text.matchAll(/`(\w+\.[^`\s]*\$\{[^`]*)`/g)].map(
    ([, template = '']) =>
      new RegExp(
        `^${template
          .split(/\$\{(?:[^{}]|\{[^}]*\})*\}/)
          .map((part) => part.replace(/[.*+?^$()|[\]\\]/g, '\\$&'))
          .join('.+')}$`,
      ),
  );
  return { plain, templates };
}

test('no sentence is there that nobody says', () => {
  const all = sources.map(({ text }) => namesOf(text));
  const plain = new Set(all.flatMap((names) => [...names.plain]));
  const templates = all.flatMap((names) => names.templates);
  const isNamed = (code: string): boolean =>
    plain.has(code) || templates.some((template) => template.test(code));
  const dead = codes.filter((code) => !isNamed(code) && !isNamed(code.replace(/\.advice$/, '')));
  expect(dead).toEqual([]);
});

test('what was tried is told by code: no action is English words in the code', () => {
  const named = sources
    .filter(({ file }) => file.startsWith('core/'))
    .flatMap(({ file, text }) =>
      [...text.matchAll(/\baction[:=] ?['"`][^'"`]*/g)].map(([one]) => `${file}: ${one}`),
    );
  expect(named).toEqual([]);
});

test.each(['uk', 'ru'] as const)('an action in %s holds no English word but names', (language) => {
  const english = Object.entries(catalogues[language])
    .filter(([code]) => code.startsWith('doing.') || code.startsWith('of.') || code.startsWith('things.'))
    .filter(([, text]) => /[a-z]{3}/i.test(text.replaceAll(/\{\w+\}|API/g, '')));
  expect(english).toEqual([]);
});
