/**
 * `prepack` and `prepublishOnly` of both packages: builds, and lets npm go on only when the tarball holds exactly what it
 * should. Before publishing also: a publisher is filled in, both versions are one, the changelog has its day.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { publisher, PLACEHOLDERS, stale, unfilled } from './publish/publisher.mjs';
import { findings, n8nFiles, nodeRedFiles, packedFiles } from './publish/tarball.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const PACKAGES = {
  n8n: { folder: root, build: 'scripts/build-n8n.mjs', files: n8nFiles },
  'node-red': {
    folder: join(root, 'node-red'),
    build: 'scripts/build-node-red.mjs',
    files: nodeRedFiles,
  },
};
const publishing = process.argv.includes('--publish');
const chosen = PACKAGES[process.argv[2]];
if (!chosen) throw new Error(`Name a package: ${Object.keys(PACKAGES).join(' or ')}.`);

/** What a publisher has still to do. */
function open() {
  const filled = publisher();
  const version = (folder) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version;
  const [ours, other] = [root, PACKAGES['node-red'].folder].map(version);
  const changelog = readFileSync(join(root, 'CHANGELOG.md'), 'utf8');
  const dated = new RegExp(`^## \\[?${ours.replaceAll('.', '\\.')}\\]?.*\\d{4}-\\d\\d-\\d\\d`, 'm').test(
    changelog,
  );
  return [
    ...unfilled(filled).map((path) => `publisher.json: ${path} is a placeholder`),
    ...stale(filled).map((place) => `${place} is not what publisher.json says: run npm run publisher`),
    ...(ours === other ? [] : [`the versions of the packages differ: ${ours}, ${other}`]),
    ...(dated ? [] : [`CHANGELOG.md has no dated section for ${ours}`]),
  ];
}

function refuse(problems) {
  if (problems.length === 0) return;
  process.stderr.write(
    `Not to be ${publishing ? 'published' : 'packed'}:\n${problems.map((one) => `- ${one}\n`).join('')}`,
  );
  process.exit(1);
}

if (publishing) refuse(open());
// To stderr: what npm itself says on stdout may be JSON for another program.
const { status } = spawnSync(process.execPath, [chosen.build], { cwd: root, stdio: ['ignore', 2, 2] });
if (status !== 0) process.exit(status ?? 1);
const packed = packedFiles(chosen.folder);
const placeholders = publishing ? Object.values(PLACEHOLDERS) : [];
refuse(findings({ folder: chosen.folder, packed, expected: chosen.files(root), root, placeholders }));
process.stderr.write(`${packed.length} files, as they should be\n`);
