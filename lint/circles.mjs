// `npm run lint`: no files that import each other in a circle, type imports included.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

const FOLDERS = ['core', 'nodes', 'node-red', 'credentials', 'sandbox', 'scripts'];
const IMPORT = /(?:from|import|import\()\s*['"](\.[^'"]+)['"]/g;

const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', ...FOLDERS], { encoding: 'utf8' })
  .split('\n')
  .filter((file) => /\.ts$/.test(file) && !/\.test\.ts$/.test(file));
const there = new Set(files);

/** Files a file imports. A file that is deleted and not yet committed imports nothing. */
function importsOf(file) {
  let text = '';
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return [];
  }
  return [...text.matchAll(IMPORT)].flatMap(([, path]) => {
    const at = normalize(join(dirname(file), path));
    const found = [at, `${at}.ts`, `${at}/index.ts`].find((one) => there.has(one));
    return found && found !== file ? [found] : [];
  });
}
const imports = new Map(files.map((file) => [file, importsOf(file)]));

/** Groups of files each of which reaches every other (Tarjan). */
function circles() {
  const [order, low, stack, found] = [new Map(), new Map(), [], []];
  const visit = (file) => {
    order.set(file, order.size);
    low.set(file, order.get(file));
    stack.push(file);
    for (const next of imports.get(file)) {
      if (!order.has(next)) visit(next);
      if (stack.includes(next)) low.set(file, Math.min(low.get(file), low.get(next)));
    }
    if (low.get(file) !== order.get(file)) return;
    const group = stack.splice(stack.indexOf(file)).sort();
    if (group.length > 1) found.push(group);
  };
  for (const file of files) if (!order.has(file)) visit(file);
  return found;
}

const found = circles();
for (const group of found) console.error(`A circle of files: ${group.join(' ↔ ')}`);
process.exit(found.length > 0 ? 1 : 0);
