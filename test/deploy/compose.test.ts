/** The recipes of deploy/: no start without secrets, health and volumes, and that limits fit each other. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEPLOY, readCompose, serviceOf, type Compose, type Service } from '../../sandbox/hosts/compose';

const FOLDERS = ['n8n', 'n8n-queue', 'node-red'];
/** May stay empty at first: the address is known when the flow is. */
const LATER = ['RINGING_WEBHOOK'];
const read = (path: string): string => readFileSync(join(DEPLOY, path), 'utf8');
const namesOf = (folder: string): string[] =>
  [...read(`${folder}/.env.example`).matchAll(/^(\w+)=/gm)].map(([, name = '']) => name);
const given = (folder: string): Record<string, string> =>
  Object.fromEntries(namesOf(folder).map((name) => [name, `a-${name}`]));
const composeOf = (folder: string): Compose => readCompose(folder, given(folder));
const n8nServices = (folder: string): [string, Service][] =>
  Object.entries(composeOf(folder).services).filter(([, { environment }]) => environment?.N8N_PORT);
const seconds = (text = ''): number => Number(text.replace(/s$/, ''));

test('deploy/ has these folders only', () => {
  expect(readdirSync(DEPLOY).sort()).toEqual(FOLDERS);
});

describe.each(FOLDERS)('%s', (folder) => {
  test('.env.example has no value, and exactly the names the compose file asks for', () => {
    expect(read(`${folder}/.env.example`)).not.toMatch(/^\w+=\S/m);
    const asked = [...read(`${folder}/compose.yaml`).matchAll(/(?<!\$)\$\{(\w+)/g)].map(([, name]) => name);
    expect([...new Set(asked)].sort()).toEqual(namesOf(folder).sort());
  });

  test.each(namesOf(folder).filter((name) => !LATER.includes(name)))(
    'it is not started without %s',
    (name) => {
      expect(() => readCompose(folder, { ...given(folder), [name]: '' })).toThrow(`${name} is missing`);
    },
  );

  test('every process comes up again and, but for the proxy, tells its health', () => {
    for (const [name, service] of Object.entries(composeOf(folder).services)) {
      expect([name, service.restart]).toEqual([name, 'unless-stopped']);
      if (name !== 'proxy') expect([name, service.healthcheck?.test.length]).not.toEqual([name, undefined]);
    }
  });

  test('every volume is declared and used, and files the image is built of are there', () => {
    const { services, volumes } = composeOf(folder);
    const used = Object.values(services).flatMap((service) => service.volumes ?? []);
    const named = used.filter((volume) => !volume.startsWith('.')).map((volume) => volume.split(':')[0]);
    expect(named.sort()).toEqual(Object.keys(volumes).sort());
    for (const volume of used.filter((one) => one.startsWith('.')))
      expect(existsSync(join(DEPLOY, folder, volume.split(':')[0] ?? ''))).toBe(true);
    for (const { build } of Object.values(services).filter((service) => service.build)) {
      const files = read(join(folder, build ?? '', 'Dockerfile')).matchAll(
        /^COPY (?:--chmod=\S+ )?([\w-]+\.\w+) /gm,
      );
      for (const [, file = ''] of files)
        expect(existsSync(join(DEPLOY, folder, build ?? '', file))).toBe(true);
    }
  });

  test('the image is of the version the tests run in', () => {
    const engine = folder === 'node-red' ? 'node-red-5' : 'n8n';
    const { dependencies } = JSON.parse(
      readFileSync(join(DEPLOY, '../engines', engine, 'package.json'), 'utf8'),
    ) as { dependencies: Record<string, string> };
    const [host = '', version = ''] = Object.entries(dependencies)[0] ?? [];
    const file = read(`${folder === 'node-red' ? folder : 'n8n'}/Dockerfile`);
    expect(file).toMatch(new RegExp(`^FROM \\S*/${host}:${version.replaceAll('.', '\\.')}$`, 'm'));
  });
});

test.each(['n8n', 'n8n-queue'])('%s: n8n ends its plans before it is killed', (folder) => {
  for (const [, service] of n8nServices(folder))
    expect(seconds(service.stop_grace_period)).toBeGreaterThan(
      Number(service.environment.N8N_GRACEFUL_SHUTDOWN_TIMEOUT),
    );
});

test('single and queue have the same settings, but for the queue, the stores and the limit of one process', () => {
  const single = serviceOf(composeOf('n8n'), 'n8n').environment;
  const main = serviceOf(composeOf('n8n-queue'), 'main').environment;
  for (const [name, value] of Object.entries(single))
    if (!['N8N_CONCURRENCY_PRODUCTION_LIMIT', 'WEBHOOK_URL'].includes(name))
      expect([name, main[name]]).toEqual([name, value]);
});

test('all processes of the queue together ask for fewer connections than Postgres gives', () => {
  const sizes = n8nServices('n8n-queue').map(([, { environment }]) =>
    Number(environment.DB_POSTGRESDB_POOL_SIZE),
  );
  const max = /max_connections=(\d+)/.exec(
    (serviceOf(composeOf('n8n-queue'), 'postgres').command ?? []).join(' '),
  );
  expect(sizes).toHaveLength(5);
  // Three are kept for superusers.
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(Number(max?.[1]) - 3);
});

test('the proxy leads ringing, webhooks and editor to processes the file has', () => {
  const names = Object.keys(composeOf('n8n-queue').services);
  const led = [...read('n8n-queue/Caddyfile').matchAll(/reverse_proxy ([\w-]+):5678/g)].map(
    ([, name]) => name,
  );
  expect(led).toEqual(['ringing', 'webhook', 'main']);
  for (const name of led) expect(names).toContain(name);
});

test('a secret is in no recipe', () => {
  for (const folder of FOLDERS)
    for (const [, value] of read(`${folder}/compose.yaml`).matchAll(/(?:PASSWORD|SECRET|KEY): (.+)$/gm))
      expect(value).toMatch(/^\$\{\w+:\?/);
});
