import { startSandbox } from '../../sandbox/server';

/** The page and its data are served, and close() frees everything. */
test('the page shows what the fake CRM holds', async () => {
  const sandbox = await startSandbox();
  const id = sandbox.hubspot.seed.contact({ firstname: 'Olena' });
  const html = await fetch(sandbox.pageUrl);
  expect(html.headers.get('content-type')).toContain('text/html');
  expect(await html.text()).toContain('page.js');
  expect((await fetch(`${sandbox.pageUrl}/page.js`)).headers.get('content-type')).toContain('javascript');
  const state = (await (await fetch(`${sandbox.pageUrl}/sandbox/state`)).json()) as {
    contacts: { id: string }[];
  };
  expect(state.contacts.map((contact) => contact.id)).toEqual([id]);
  expect((await fetch(`${sandbox.pageUrl}/../package.json`)).status).toBe(404);
  expect(sandbox.hubspot.requests).toEqual([]);
  await sandbox.close();
  await expect(fetch(sandbox.pageUrl)).rejects.toThrow();
});
