/** What the images of deploy/ start with, run here: n8n's start script and health check, Node-RED's settings. */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DEPLOY } from '../../sandbox/hosts/compose';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ringostat-deploy-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const run = (
  file: string,
  args: string[],
  env: Record<string, string>,
): Promise<{ code: number; out: string }> =>
  new Promise((resolve) => {
    const full = { PATH: process.env['PATH'] ?? '', HOME: folder, ...env };
    execFile(file, args, { env: full }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, out: stdout + stderr }),
    );
  });
const enter = (env: Record<string, string>): Promise<{ code: number; out: string }> =>
  run(join(DEPLOY, 'n8n/entry.sh'), ['echo', 'started'], { RINGOSTAT_PACK: join(folder, 'pack'), ...env });
function pack(version: string): void {
  const file = join(folder, 'pack/node_modules/n8n-nodes-ringostat/package.json');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, version);
}

test('n8n is not started without its encryption key', async () => {
  pack('1');
  const { code, out } = await enter({});
  expect(code).not.toBe(0);
  expect(out).toContain('N8N_ENCRYPTION_KEY');
  expect(out).not.toContain('started');
});

test("n8n is started with the image's pack where it loads community nodes from; a newer image's replaces it", async () => {
  const placed = join(folder, '.n8n/nodes/node_modules/n8n-nodes-ringostat/package.json');
  for (const version of ['1', '2']) {
    pack(version);
    expect(await enter({ N8N_ENCRYPTION_KEY: 'key' })).toEqual({ code: 0, out: 'started\n' });
    expect(readFileSync(placed, 'utf8')).toBe(version);
  }
});

test.each([
  [200, 0],
  [503, 1],
])('n8n that answers %d is told by code %d, a worker by its own port', async (status, code) => {
  const server = createServer(({ url }, answer) => {
    answer.writeHead(url === '/healthz/readiness' ? status : 404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const port = String((server.address() as AddressInfo).port);
  const check = (env: Record<string, string>): Promise<{ code: number }> =>
    run(process.execPath, [join(DEPLOY, 'n8n/healthy.mjs')], env);
  expect(await check({ N8N_PORT: port })).toMatchObject({ code });
  expect(await check({ N8N_PORT: '1', QUEUE_HEALTH_CHECK_PORT: port })).toMatchObject({ code });
  expect(await check({ N8N_PORT: '1' })).toMatchObject({ code: 1 });
  await new Promise((resolve) => server.close(resolve));
});

test.each([
  [{}, 1],
  [{ NODE_RED_CREDENTIAL_SECRET: 's' }, 1],
  [{ NODE_RED_CREDENTIAL_SECRET: 's', ADMIN_PASSWORD_HASH: 'plain' }, 1],
  [{ NODE_RED_CREDENTIAL_SECRET: 's', ADMIN_PASSWORD_HASH: '$2b$08$hash' }, 0],
])('Node-RED with %j ends with %d', async (env: Record<string, string>, code) => {
  const { code: ended } = await run(process.execPath, [join(DEPLOY, 'node-red/settings.js')], env);
  expect(ended).toBe(code);
});
