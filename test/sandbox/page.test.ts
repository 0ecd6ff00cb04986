/** The page's own API: what the CRM holds, and whom it answers. */
import { request } from 'node:http';
import type { CrmId } from '../../core/model/plan';
import type { PageState } from '../../sandbox/api/types';
import { labs } from '../../sandbox/labs';
import { crmNamed, startSandbox } from '../../sandbox/server';

const CRMS = Object.keys(labs) as CrmId[];

test.each(CRMS)('the page tells what the fake %s holds, in the product’s words', async (crm) => {
  const sandbox = await startSandbox({ crm });
  const { lab, pageUrl } = sandbox;
  const id = lab.seed('contact', { name: 'Anna', phone: '+380677650001', ownerId: lab.users.olena });
  const html = await fetch(pageUrl);
  expect(html.headers.get('content-type')).toContain('text/html');
  expect(await html.text()).toContain('<div id="page">');
  const state = (await (await fetch(`${pageUrl}/sandbox/state`)).json()) as PageState;
  expect(state.view.contacts).toMatchObject([{ id, name: expect.stringContaining('Anna') as string }]);
  expect(state.people[state.view.contacts[0]?.ownerId ?? '']).toBe('Olena');
  expect(Object.values(state.pipelines)).toEqual(lab.pipelines.map(({ name }) => name));
  expect(state.entities).toContain('contact');
  expect((await fetch(`${pageUrl}/../package.json`)).status).toBe(404);
  expect(lab.spent()).toBe(0);
  await sandbox.close();
  await expect(fetch(pageUrl)).rejects.toThrow();
});

test('a CRM nobody makes is refused with the names there are', () => {
  expect(crmNamed('zoho')).toBe('zoho');
  expect(() => crmNamed('bitrix')).toThrow(/No CRM is called "bitrix".*hubspot.*pipedrive/);
});

describe('whom the API answers', () => {
  let sandbox: Awaited<ReturnType<typeof startSandbox>>;
  beforeAll(async () => {
    sandbox = await startSandbox();
  });
  afterAll(() => sandbox.close());
  const post = async (path: string, body: unknown, headers: Record<string, string> = {}) => {
    const answer = await fetch(`${sandbox.pageUrl}/sandbox/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    const text = await answer.text();
    return { status: answer.status, body: text === '' ? null : (JSON.parse(text) as unknown) };
  };
  const order = {
    story: 'missed',
    number: '0671112233',
    line: '380441234567',
    employee: '',
    source: '',
    campaign: '',
    family: 'P3',
    pace: 'fast',
  };

  test('pages of other addresses, and other names of this machine, are refused', async () => {
    expect(
      (await fetch(`${sandbox.pageUrl}/sandbox/state`, { headers: { origin: 'https://example.com' } }))
        .status,
    ).toBe(403);
    const { port } = new URL(sandbox.pageUrl);
    const status = await new Promise((resolve) => {
      request(
        { host: '127.0.0.1', port, path: '/sandbox/state', headers: { host: 'evil.example.com' } },
        (answer) => resolve(answer.statusCode),
      ).end();
    });
    expect(status).toBe(403);
    expect((await post('call', order, { 'content-type': 'text/plain' })).status).toBe(415);
  });

  test('what is wrong is told with its field', async () => {
    expect(await post('call', order)).toEqual({ status: 422, body: { field: 'target', code: 'noTarget' } });
    expect(await post('call', { ...order, number: 'Anna' })).toEqual({
      status: 422,
      body: { field: 'number', code: 'badNumber' },
    });
    expect(await post('call', { ...order, line: '-' })).toEqual({
      status: 422,
      body: { field: 'line', code: 'badLine' },
    });
    for (const wrong of [[], 7, '{', { ...order, story: 'fly' }, { ...order, number: 'x'.repeat(201) }])
      expect(await post('call', wrong)).toMatchObject({ status: 422, body: { field: 'order' } });
    for (const calls of ['file:///etc/passwd', 'nowhere', '', 7])
      expect(await post('target', { calls })).toMatchObject({ status: 422, body: { code: 'badTarget' } });
    expect(await post('paste', { payload: 'x' })).toMatchObject({ status: 422, body: { code: 'badJson' } });
    expect(await post('trouble', { trouble: 'odd' })).toMatchObject({ status: 422 });
    expect((await post('told', { event: 'nothing of ours' })).status).toBe(400);
    expect((await post('elsewhere', {})).status).toBe(404);
  });
});
