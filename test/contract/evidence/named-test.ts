/** Whether the test a row names is there and runs. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import type { CrmId } from '../../../core/model/plan';
import { scenariosOf } from '../../scenarios/cases';

const ROOT = join(__dirname, '../../..');
/** `npm test` and the commands beside it run these folders and no others. */
const RUN = /^(test|core|nodes|sandbox|credentials)\/[\w./-]+\.test\.ts$/;
const SCENARIOS = 'test/scenarios/core.test.ts';
const parsed = new Map<string, Set<string>>();

/** Takes the text of a test file; returns titles of its tests as written; skipped and planned ones are none. */
export function titlesIn(source: string): Set<string> {
  const titles = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      const [title] = node.arguments;
      const called = node.expression.getText();
      if (title && ts.isStringLiteralLike(title) && /^(test|it)\b(?!\.(skip|todo))/.test(called))
        titles.add(title.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('source.ts', source, ts.ScriptTarget.ES2022, true));
  return titles;
}

function titlesOf(file: string): Set<string> {
  const known = parsed.get(file) ?? titlesIn(readFileSync(join(ROOT, file), 'utf8'));
  parsed.set(file, known);
  return known;
}

/** Takes a vendor and what a row names as its test; returns what is wrong with it, or null. */
export function testFault(vendor: CrmId, named: string): string | null {
  const [file = '', title] = named.split(' › ');
  if (!RUN.test(file) || title === undefined) return `"${named}" is not "test/….test.ts › title"`;
  if (!existsSync(join(ROOT, file))) return `there is no file ${file}`;
  const there =
    file === SCENARIOS ? scenariosOf(vendor).some(({ id }) => id === title) : titlesOf(file).has(title);
  return there ? null : `${file} has no test "${title}"`;
}
