/** Admin routes over real HTTP, with adminAuth on: who may ask, what is answered, and where stored secrets go. */
import { createServer, type Server } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startNodeRed, type NodeRedProcess } from '../../sandbox/hosts/node-red';
import { packNodeRed } from './node-red';

const SECRET = 'c4nary-stored-secret-0123456789';
/** bcrypt of "password". */
const PASSWORD = '$2a$08$zZWtXTja0fB1pzD4sHCMyOCMYz2Z6dNbM6tl8sJogENOMcxWV9DN.';
const account = (id: string, settings: object, credentials: object) => ({
  id,
  type: 'ringostat-crm-account',
  version: 1,
  // A value that is a config node's id would count as a reference to it.
  name: `Account ${id}`,
  crm: 'hubspot',
  auth: 'serviceKey',
  baseUrl: '',
  credentials,
  ...settings,
});
let red: NodeRedProcess;
let folder: string;
let garbage: Server;
let asked: string[] = [];
let url: string;
const tokens: Record<string, string> = {};

const ask = (path: string, init: RequestInit & { user?: string } = {}): Promise<Response> =>
  fetch(`${red.url}${path}`, {
    ...init,
    headers: { authorization: `Bearer ${tokens[init.user ?? 'writer']}`, ...init.headers },
  });
const test_ = (body: unknown, type = 'application/json'): Promise<Response> =>
  ask('/ringostat/account/test', {
    method: 'POST',
    headers: { 'content-type': type },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
const question = (id: string, settings: object, credentials: object = { serviceKey: '__PWRD__' }) => ({
  id,
  settings: { version: 1, name: '', crm: 'hubspot', auth: 'serviceKey', baseUrl: url, ...settings },
  credentials,
});
async function sentence(answer: Response): Promise<string> {
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(answer.status).toBeLessThan(500);
  const text = await answer.text();
  expect(text).not.toMatch(/\n\s*at |node_modules|TypeError:|&nbsp;/);
  expect(text).not.toContain(SECRET);
  const { error } = JSON.parse(text) as { error: string };
  expect(error).toMatch(/^[A-Z"].{15,}[.)?]$/s);
  return error;
}

beforeAll(async () => {
  garbage = createServer((request, response) => {
    asked.push(JSON.stringify(request.headers));
    response.writeHead(200, { 'content-type': 'application/json' }).end('[{"results":7},null,"<html>"]');
  });
  await new Promise<void>((resolve) => garbage.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(garbage.address() as AddressInfo).port}`;
  folder = mkdtempSync(join(tmpdir(), 'ringostat-admin-'));
  const users = [
    { username: 'writer', password: PASSWORD, permissions: '*' },
    { username: 'reader', password: PASSWORD, permissions: 'read' },
  ];
  red = await startNodeRed({
    version: '4',
    packTgz: packNodeRed(folder),
    userDir: join(folder, 'user'),
    settings: { adminAuth: { type: 'credentials', users } },
  });
  for (const username of ['writer', 'reader']) {
    const body = {
      client_id: 'node-red-admin',
      grant_type: 'password',
      scope: '*',
      username,
      password: 'password',
    };
    const answer = await fetch(`${red.url}/auth/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...body, scope: username === 'reader' ? 'read' : '*' }),
    });
    tokens[username] = ((await answer.json()) as { access_token: string }).access_token;
  }
  const answer = await ask('/flows', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify([
      { id: 'tab', type: 'tab', label: 'x' },
      account('good', { baseUrl: url }, { serviceKey: SECRET }),
      account('empty', {}, {}),
      account('closed', { baseUrl: 'http://127.0.0.1:1' }, { serviceKey: SECRET }),
      {
        id: 'project',
        type: 'ringostat-project',
        version: 1,
        name: '',
        baseUrl: url,
        projectId: '',
        timeZone: 'Europe/Kyiv',
        defaultCountry: 'UA',
        credentials: {},
      },
      {
        id: 'other',
        type: 'mqtt-broker',
        name: '',
        broker: 'x',
        credentials: { user: 'u', password: SECRET },
      },
    ]),
  });
  expect(answer.status).toBe(204);
  await new Promise((resolve) => setTimeout(resolve, 1000));
}, 120_000);
afterAll(async () => {
  await red?.stop();
  garbage.closeAllConnections();
  garbage.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
});
/** The account's test answers after the first requests and goes on asking: what follows must not see those. */
afterEach(async () => {
  for (let before = -1; before !== asked.length;) {
    before = asked.length;
    await new Promise((resolve) => setTimeout(resolve, 400));
  }
  asked = [];
});

const LISTS = ['users', 'pipelines', 'fields/contact', 'fields/nothing', 'lists/x'];
describe.each(['good', 'empty', 'closed', 'project', 'other', 'nobody', '__proto__'])('lists of %s', (id) => {
  test.each(LISTS)('%s: data or a sentence, within ten seconds', async (list) => {
    const began = Date.now();
    const answer = await ask(`/ringostat/account/${id}/${list}`);
    if (answer.status === 200) expect(Array.isArray(await answer.json())).toBe(true);
    else await sentence(answer);
    expect(Date.now() - began).toBeLessThan(15_000);
    if (id === 'empty') expect(answer.status).toBe(400);
  });
});
test.each([
  '/ringostat/team/fill/project/good',
  '/ringostat/team/fill/nobody/nobody',
  '/ringostat/project/project/employees',
  '/ringostat/project/good/employees',
  '/ringostat/account/%E0%A4%A/users',
])('%s is refused in words', async (path) => {
  await sentence(await ask(path));
});
test('who may only look gets the release’s own data, and nothing by stored credentials', async () => {
  expect((await ask('/ringostat/crms', { user: 'reader' })).status).toBe(200);
  for (const path of ['account/good/users', 'project/project/employees', 'team/fill/project/good'])
    expect((await ask(`/ringostat/${path}`, { user: 'reader' })).status).toBe(401);
  expect((await fetch(`${red.url}/ringostat/crms`)).status).toBe(401);
  expect(asked).toEqual([]);
});

describe('the account’s test', () => {
  test('stored secrets go where they are stored for', async () => {
    const told = await (await test_(question('good', {}))).text();
    expect(told).not.toMatch(/Stored secrets/);
    expect(asked.length).toBeGreaterThan(0);
    expect(asked[0]).toContain(SECRET);
  });
  test.each<[string, () => object]>([
    ['another address', () => question('closed', { baseUrl: url })],
    [
      'another system',
      () => question('good', { crm: 'pipedrive', auth: 'apiToken' }, { apiToken: '__PWRD__' }),
    ],
    [
      'another way to sign in',
      () =>
        question(
          'good',
          { auth: 'oAuth2' },
          { clientId: 'x', clientSecret: '__PWRD__', refreshToken: '__PWRD__' },
        ),
    ],
    ['another node', () => question('other', {})],
    ['nobody', () => question('nobody', {})],
  ])('but not to %s', async (_, body) => {
    await sentence(await test_(body()));
    expect(asked).toEqual([]);
  });
  test('typed ones go anywhere', async () => {
    await test_(question('nobody', {}, { serviceKey: 'typed-by-hand-123' }));
    expect(asked[0]).toContain('typed-by-hand-123');
  });
  test.each<[string, unknown]>([
    ['nothing', ''],
    ['a list', []],
    ['no settings', { id: 'good' }],
    ['a number for an id', { ...question('good', {}), id: 5 }],
    ['a CRM that is none', question('good', { crm: 'constructor' })],
    ['an object for an address', question('good', { baseUrl: {} })],
    ['numbers for secrets', question('good', {}, { serviceKey: 5 })],
  ])('%s is refused in words', async (_, body) => {
    await sentence(await test_(body));
    expect(asked).toEqual([]);
  });
  test.each(['{"id": "good",', '{"settings": {}}}', 'null', '"good"', '\u0000'])(
    'JSON that is none (%j) is refused in words, as JSON',
    async (body) => {
      const answer = await test_(body);
      expect(answer.headers.get('content-type')).toContain('application/json');
      await sentence(answer);
      expect(asked).toEqual([]);
    },
  );
  test.each(['text/plain', 'application/x-www-form-urlencoded'])('%s is no JSON', async (type) => {
    await sentence(await test_(JSON.stringify(question('good', {})), type));
    expect(asked).toEqual([]);
  });
});

describe('a trigger at /ringostat, where our own routes begin', () => {
  beforeAll(async () => {
    const flows = (await (await ask('/flows')).json()) as object[];
    const trigger = {
      id: 'trigger',
      type: 'ringostat-trigger',
      z: 'tab',
      version: 1,
      project: 'project',
      path: '/ringostat',
      receive: 'events',
      events: ['incoming.ended'],
      keyMap: [],
      secretIn: 'any',
      acceptWithoutSecret: true,
      ipList: '',
      answerType: 'json',
      answerKey: 'direction',
      answerWithinMs: 600,
      dropInternal: true,
      keepRaw: false,
      sizeCapKb: 4,
      maskNumbers: true,
      wires: [[]],
    };
    const answer = await ask('/flows', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'Node-RED-Deployment-Type': 'nodes' },
      body: JSON.stringify([...flows, trigger]),
    });
    expect(answer.status).toBe(204);
    await new Promise((resolve) => setTimeout(resolve, 1000));
  });
  test('takes what comes to it', async () => {
    const answer = await fetch(`${red.url}/ringostat?event=incoming.ended`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        type: 'in',
        uniqueid: 'ua0_-1731315881.1266',
        calldate: '2026-11-20 10:15:42',
        disposition: 'ANSWERED',
        billsec: '35',
        E164: '380671234567',
        dst: '380441112233',
      }),
    });
    expect(`${answer.status} ${await answer.text()}`).toMatch(/^200 /);
  });
  test('leaves the bodies of admin routes under it to Node-RED', async () => {
    await test_(question('nobody', {}, { serviceKey: 'typed-by-hand-456' }));
    expect(asked[0]).toContain('typed-by-hand-456');
  });
  test('admin routes under it still answer, and ask who it is', async () => {
    expect(Object.keys((await (await ask('/ringostat/crms')).json()) as object)).not.toEqual([]);
    expect((await fetch(`${red.url}/ringostat/crms`)).status).toBe(401);
    await sentence(await test_('{"id": "good",'));
  });
});
