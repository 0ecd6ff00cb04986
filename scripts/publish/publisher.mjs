/**
 * Who publishes: publisher.json, and everywhere its values stand. `npm run publisher` writes them there after the file was
 * filled in; until then nothing can be published.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** What stands until a publisher fills it in. */
export const PLACEHOLDERS = {
  'author.name': 'Ringostat nodes contributors',
  'author.email': 'maintainers@example.com',
  organisation: 'ringostat-nodes',
};
/** Files that hold the placeholders as such. */
const OWN = ['publisher.json', 'scripts/publish/publisher.mjs'];
const read = (file) => JSON.parse(readFileSync(join(ROOT, file), 'utf8'));
const at = (object, path) => path.split('.').reduce((value, key) => value?.[key], object);

export const publisher = () => read('publisher.json');

/** Values of publisher.json that nobody has filled in. */
export const unfilled = (filled) =>
  Object.entries(PLACEHOLDERS)
    .filter(([path, placeholder]) => [placeholder, '', undefined].includes(at(filled, path)))
    .map(([path]) => path);

/** What both manifests must say for this publisher. */
export function manifestsFor(filled) {
  const { author, organisation, repository, funding } = filled;
  const home = `https://github.com/${organisation}/${repository}`;
  const common = {
    author,
    homepage: home,
    bugs: { url: `${home}/issues` },
    repository: { type: 'git', url: `git+${home}.git` },
    ...(funding ? { funding } : {}),
    // npm itself refuses to publish a private package, whatever scripts it runs.
    ...(unfilled(filled).length > 0 ? { private: true } : {}),
    publishConfig: { access: 'public', provenance: true },
  };
  return {
    'package.json': { ...common, name: 'n8n-nodes-ringostat' },
    'node-red/package.json': {
      ...common,
      name: `@${organisation}/node-red-ringostat`,
      repository: { ...common.repository, directory: 'node-red' },
    },
  };
}

/** Fields of the manifests that are not what publisher.json says. */
export const stale = (filled, manifest = read) =>
  Object.entries(manifestsFor(filled)).flatMap(([file, fields]) =>
    [...new Set(['funding', 'private', ...Object.keys(fields)])]
      .filter((key) => JSON.stringify(manifest(file)[key]) !== JSON.stringify(fields[key]))
      .map((key) => `${file}: ${key}`),
  );

/** The text with the values of one publisher in place of another's. */
export const retold = (text, old, filled) =>
  Object.keys(PLACEHOLDERS)
    .reduce((all, path) => all.replaceAll(at(old, path), at(filled, path)), text)
    .replaceAll(`${filled.organisation}/${old.repository}`, `${filled.organisation}/${filled.repository}`);

/** What stands now, as the manifest tells it. */
function standing() {
  const { author, homepage } = read('package.json');
  const [organisation, repository] = homepage.split('/').slice(-2);
  return { author, organisation, repository };
}

function write() {
  const [old, filled] = [standing(), publisher()];
  const files = execFileSync('git', ['ls-files', '-z'], { cwd: ROOT, encoding: 'utf8' }).split('\0');
  for (const file of files.filter((name) => /\.(json|md|ts|mjs|yml)$/.test(name) && !OWN.includes(name))) {
    const text = readFileSync(join(ROOT, file), 'utf8');
    const told = retold(text, old, filled);
    if (told !== text) writeFileSync(join(ROOT, file), told);
  }
  for (const [file, fields] of Object.entries(manifestsFor(filled))) {
    const { funding: _funding, private: _private, ...manifest } = read(file);
    writeFileSync(join(ROOT, file), `${JSON.stringify({ ...manifest, ...fields }, null, 2)}\n`);
  }
  const open = unfilled(filled);
  process.stdout.write(
    open.length ? `Still to fill in: ${open.join(', ')}.\n` : 'Ready: the publisher stands everywhere.\n',
  );
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) write();
