/** scripts/check-node-red.mjs sees what the score card of node-red-dev does not tell. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');

interface Manifest {
  name: string;
  'node-red': { nodes: Record<string, string> };
}
const manifest = JSON.parse(readFileSync(join(ROOT, 'node-red/package.json'), 'utf8')) as Manifest;

/** What the check says of a package with our manifest and examples, and these calls in its dialogs. */
function check(
  register: (type: string) => string,
  name = manifest.name,
): { status: number | null; told: string } {
  const folder = mkdtempSync(join(tmpdir(), 'check-'));
  try {
    mkdirSync(join(folder, 'dist'));
    cpSync(join(ROOT, 'workflows-templates/node-red'), join(folder, 'examples'), { recursive: true });
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...manifest, name }));
    writeFileSync(join(folder, 'dist/core.js'), '');
    for (const [type, file] of Object.entries(manifest['node-red'].nodes))
      writeFileSync(
        join(folder, file.replace(/\.js$/, '.html')),
        `<script type="text/javascript">${register(type)}</script>`,
      );
    const { status, stdout, stderr } = spawnSync('node', ['scripts/check-node-red.mjs', folder], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    return { status, told: stdout + stderr };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
const literal = (type: string): string => `RED.nodes.registerType('${type}', { category: 'ringostat' })`;
const computed = (type: string): string => `const type = '${type}'; RED.nodes.registerType(type, {})`;

test('literal types and a scoped name pass', () => {
  expect(check(literal)).toMatchObject({ status: 0, told: expect.stringContaining('0 not on the card') });
});

test('one type that the Flow Library cannot read fails, and is named', () => {
  const { status, told } = check((type) => (type === 'ringostat-zoho' ? computed(type) : literal(type)));
  expect(status).toBe(1);
  expect(told.match(/not on the card: .*/g)).toEqual([
    'not on the card: Unable to parse  dist/ringostat-zoho.js',
  ]);
});

test('a name without a scope fails', () => {
  const { status, told } = check(literal, 'node-red-contrib-ringostat');
  expect(status).toBe(1);
  expect(told).toContain('not on the card: Warning: P04 New Packages should use a scoped name');
});
