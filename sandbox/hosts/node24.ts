import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

export const ENGINES = join(__dirname, '../../engines');

/** Folder with bin/node of Node 24. Throws when it is not installed. */
export function node24Home(): string {
  const packages = join(ENGINES, 'node24/node_modules');
  const found = existsSync(packages)
    ? readdirSync(packages).find((name) => /^node-\w+-\w+/.test(name))
    : undefined;
  if (!found) throw new Error('Node 24 is not installed: run `node scripts/engines.mjs node24`.');
  return join(packages, found);
}
