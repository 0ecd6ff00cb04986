/** Hostile texts in every place the dialogs show: files, CRM, Ringostat, routes, stored settings. They are read, never run. */
import type { NodeRedHost } from '../kit/node-red-host';
import { NodeRedEditor } from '../processes/node-red-editor';

/** Sets `ran` wherever it is taken for HTML; an image whose address is none fails at once. */
const hostile = (where: string): string =>
  `<img src=x onerror="window.ran=(window.ran||[]).concat('${where}')">${where}</b></option></select><svg onload=window.ran=['${where}']>`;
const STAGE = { id: 's', name: hostile('stage'), isOpen: true };

/** What the routes answer, by the end of their path; each text is its own. */
const ANSWERS: [RegExp, unknown][] = [
  [/\/users$/, [{ id: hostile('user-id'), name: hostile('user'), email: hostile('email'), active: true }]],
  [/\/pipelines$/, [{ id: 'p', name: hostile('pipeline'), stages: [STAGE] }]],
  [
    /\/fields\/\w+$/,
    [
      {
        name: hostile('field'),
        label: hostile('label'),
        type: 'text',
        writable: true,
        required: false,
        options: [],
      },
    ],
  ],
  [/\/lists\/[^/]+$/, [{ value: hostile('choice-id'), label: hostile('choice') }]],
  [
    /\/team\/fill\/[^/]+\/[^/]+$/,
    {
      users: [{ id: 'u', name: hostile('team-user'), email: hostile('team-mail'), active: true }],
      employees: [
        {
          id: hostile('employee-id'),
          name: hostile('employee'),
          email: hostile('employee-mail'),
          extension: hostile('extension'),
          main: [hostile('direction')],
          additional: [],
          active: true,
          distribute: false,
          crmUserId: 'u',
        },
      ],
    },
  ],
  [/\/account\/test$/, [{ level: 'ok', message: hostile('finding'), advice: hostile('advice') }]],
];
const TYPES = [
  'ringostat-trigger',
  'ringostat-find-responsible',
  'ringostat-apply-matrix',
  'ringostat-hubspot',
  'ringostat-project',
  'ringostat-crm-account',
  'ringostat-team',
];

export function hostileTextTests(host: () => NodeRedHost): void {
  describe('hostile texts', () => {
    let editor: NodeRedEditor;
    /** Whether the routes refuse, in hostile words. */
    let refuse = false;

    beforeAll(async () => {
      const { red } = host();
      const calls = (await red.example('hubspot/calls')).map((node) =>
        node.type === 'ringostat-hubspot'
          ? {
              ...node,
              pipeline: hostile('stored-pipeline'),
              stage: hostile('stored-stage'),
              mapping: [
                { entity: 'deal', field: 'x', source: { type: 'variable', name: hostile('variable') } },
              ],
            }
          : node.type === 'ringostat-trigger'
            ? { ...node, path: hostile('path') }
            : node.type === 'ringostat-project'
              ? { ...node, timeZone: hostile('zone'), projectId: hostile('project') }
              : node,
      );
      await red.deploy(calls);
      editor = await NodeRedEditor.open(red.url);
      await editor.page.route(/\/ringostat\/(account|team|project)\//, async (route) => {
        const { pathname } = new URL(route.request().url());
        const found = ANSWERS.find(([path]) => path.test(pathname));
        if (refuse) await route.fulfill({ status: 400, json: { error: hostile('refusal') } });
        else if (found) await route.fulfill({ json: found[1] });
        else await route.continue();
      });
    }, 60_000);
    afterAll(() => editor?.close());
    const ran = (): Promise<unknown> => editor.page.evaluate('window.ran || null');
    afterEach(async () => {
      expect(await ran()).toBeNull();
      expect(await editor.page.locator('img[src="x"], svg[onload]').count()).toBe(0);
      expect(editor.faults).toEqual([]);
    });
    /** Everything that is on the page as text: labels of choices, values of fields, titles. */
    const shown = (): Promise<string> =>
      editor.page.evaluate(
        `[document.body.innerText, ...[...document.querySelectorAll('option')].map((one) => one.value + one.textContent), ...[...document.querySelectorAll('input')].map((one) => one.value)].join('\\n')`,
      );

    test('the trap works: taken for HTML, the text runs', async () => {
      await editor.page.evaluate(
        `document.body.insertAdjacentHTML('beforeend', ${JSON.stringify(`<i>${hostile('trap')}</i>`)})`,
      );
      await editor.page.waitForFunction('window.ran');
      await editor.page.evaluate(
        `document.querySelectorAll('img[src="x"], svg[onload]').forEach((one) => one.remove()); delete window.ran;`,
      );
    }, 30_000);

    test.each([false, true])(
      'every dialog, with lists of a CRM (refused: %s)',
      async (refused) => {
        refuse = refused;
        let all = '';
        for (const type of TYPES) {
          await editor.edit(type);
          all += await shown();
          await editor.leave(type, 'cancel');
        }
        const seen = refused
          ? ['path', 'zone']
          : ['path', 'zone', 'user', 'email', 'pipeline', 'field', 'label', 'stored-pipeline'];
        const missing = seen.filter(
          (where) => !all.includes(`<img src=x onerror="window.ran=(window.ran||[]).concat('${where}')">`),
        );
        expect(missing).toEqual([]);
        expect(all.includes("concat('refusal')")).toBe(refused);
      },
      90_000,
    );

    test('the account’s test, its findings and its refusal', async () => {
      for (const where of ['finding', 'refusal']) {
        refuse = where === 'refusal';
        await editor.edit('ringostat-crm-account');
        await editor.page.click('#ringostat-test');
        await editor.page.locator(`#ringostat-test-result:has-text("concat('${where}')")`).waitFor();
        await editor.leave('ringostat-crm-account', 'cancel');
      }
    }, 30_000);

    test('the team, filled from Ringostat', async () => {
      refuse = false;
      await editor.edit('ringostat-team');
      await editor.page.click('#ringostat-fill');
      await editor.page.locator('.ringostat-employee').first().waitFor();
      const all = await shown();
      for (const where of ['employee', 'direction', 'team-user'])
        expect(all).toContain(`.concat('${where}')`);
      await editor.leave('ringostat-team', 'cancel');
    }, 30_000);

    test.each([
      ['a row that is none', { [hostile('row')]: { contact: true } }, 'row'],
      ['an action that is none', { R2: { [hostile('action')]: true } }, 'action'],
      ['a state that is none', { R2: { taskSenior: { state: hostile('state') } } }, 'state'],
      ['no table', hostile('table'), null],
    ])(
      'a file of the matrix: %s',
      async (_, table, where) => {
        await editor.edit('ringostat-apply-matrix');
        await editor.page.setInputFiles('#ringostat-file', {
          name: 'matrix.json',
          mimeType: 'application/json',
          buffer: Buffer.from(JSON.stringify(table)),
        });
        const note = editor.page.locator('.red-ui-notification').last();
        await note.waitFor();
        if (where) expect(await note.innerText()).toContain(`concat('${where}')`);
        await editor.leave('ringostat-apply-matrix', 'cancel');
      },
      30_000,
    );

    test('another node’s dialog looks as it does without our styles', async () => {
      const look = (): Promise<unknown> =>
        editor.page.evaluate(
          `[...document.querySelectorAll('#dialog-form *')].map((one) => { const style = getComputedStyle(one); return [one.tagName, style.width, style.display, style.margin, style.fontSize, style.color]; })`,
        );
      const own = `[...document.querySelectorAll('style')].filter((one) => one.textContent.includes('.ringostat-'))`;
      expect(await editor.page.evaluate(`${own}.length`)).toBeGreaterThan(0);
      await editor.edit('debug');
      const before = await look();
      await editor.page.evaluate(`${own}.forEach((one) => { one.disabled = true; })`);
      expect(await look()).toEqual(before);
      await editor.page.evaluate(`${own}.forEach((one) => { one.disabled = false; })`);
      await editor.leave('debug', 'cancel');
    }, 30_000);
  });
}
