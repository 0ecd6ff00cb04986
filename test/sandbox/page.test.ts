import type { CrmId } from '../../core/model/plan';
import { labs } from '../../sandbox/labs';
import { crmNamed, startSandbox, type PageState } from '../../sandbox/server';

const CRMS = Object.keys(labs) as CrmId[];

/** The page and its data are served, and close() frees everything. */
test.each(CRMS)('the page shows what the fake %s holds, in the product’s words', async (crm) => {
  const sandbox = await startSandbox({ crm });
  const { lab, pageUrl } = sandbox;
  const id = lab.seed('contact', { name: 'Anna', phone: '+380677650001', ownerId: lab.users.olena });
  const html = await fetch(pageUrl);
  expect(html.headers.get('content-type')).toContain('text/html');
  expect(await html.text()).toContain('page.js');
  for (const [file, type] of [
    ['page.js', 'javascript'],
    ['rows.js', 'javascript'],
    ['page.css', 'css'],
  ])
    expect((await fetch(`${pageUrl}/${file}`)).headers.get('content-type')).toContain(type);
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
