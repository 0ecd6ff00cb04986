/** For each CRM, in Chromium: its account with every way to sign in, its Upsert node, Find and Matrix. */
import { cellsFromTable } from '../../../core/matrix/cells';
import { presets, PRESET_IDS } from '../../../core/matrix/presets';
import { providers } from '../../../core/crm/registry';
import { filled, templateOf } from '../../../sandbox/demo/node-red';
import type { Sandbox } from '../../../sandbox/server';
import type { NodeRedHost } from '../kit/node-red-host';
import { takePicture } from '../kit/pictures';
import { CRMS, startCompany } from '../kit/stage';
import { WORDLESS } from '../kit/words';
import { NodeRedEditor } from '../processes/node-red-editor';

const TEST_MS = 60_000;
const SIZE = { width: 1300, height: 1350 };
/** In the page: whatever scrolls around the dialog's form. */
const TO_TOP = `for (let at = document.querySelector('#dialog-form'); at; at = at.parentElement) at.scrollTop = 0`;

export function crmDialogTests(host: () => NodeRedHost): void {
  describe.each(CRMS)('the dialogs with %s', (crm) => {
    const factory = providers[crm]!;
    const upsert = `ringostat-${crm}`;
    let sandbox: Sandbox;
    let editor: NodeRedEditor;

    beforeAll(async () => {
      sandbox = await startCompany(crm);
      const { red } = host();
      await red.deploy(filled(await templateOf(red, crm, 'calls'), sandbox));
      editor = await NodeRedEditor.open(red.url, SIZE);
    }, TEST_MS);
    afterAll(async () => {
      await editor?.close();
      await sandbox?.close();
    });
    afterEach(() => expect(editor.faults).toEqual([]));

    const labels = async (selector: string): Promise<string[]> =>
      (await editor.options(selector)).map(({ label }) => label);
    const add = (list: string): Promise<void> =>
      editor.page.click(`.red-ui-editableList:has(${list}) .red-ui-editableList-addButton`);

    if (crm === 'hubspot') pictureTest(host, () => editor);

    test(
      'account: the fields of every way to sign in, and the account works',
      async () => {
        const { page } = editor;
        await editor.edit('ringostat-crm-account');
        const ways = await editor.options('#node-config-input-auth');
        expect(ways.map(({ value }) => value)).toEqual(factory.accounts.map(({ id }) => id));
        for (const { id, fields } of factory.accounts) {
          await page.selectOption('#node-config-input-auth', id);
          const shown = page.locator('[class*="ringostat-field-"]:visible');
          const names = await shown.evaluateAll((rows) =>
            rows.map((row) => /ringostat-field-(\w+)/.exec(row.className)?.[1] ?? ''),
          );
          expect([id, names.sort()]).toEqual([id, fields.map(({ name }) => name).sort()]);
          for (const text of await shown.locator('label').allInnerTexts())
            expect(text.trim()).toMatch(/\w{3}/);
          expect(await editor.text('ringostat-crm-account')).not.toMatch(WORDLESS);
        }
        await page.selectOption('#node-config-input-auth', sandbox.lab.access.kind);
        await page.click('#ringostat-test');
        await page.locator('#ringostat-test-result .ringostat-ok').first().waitFor();
        expect(await page.locator('#ringostat-test-result .ringostat-problem').allInnerTexts()).toEqual([]);
        expect(await page.innerText('#ringostat-test-result')).not.toMatch(WORDLESS);
        await takePicture(page, `node-red-${host().red.version}`, `account-${crm}`);
        await editor.leave('ringostat-crm-account', 'cancel');
      },
      TEST_MS,
    );

    test(
      'Upsert: pipelines, stages, fields and the CRM’s own lists come from the CRM',
      async () => {
        const { page } = editor;
        const { lab } = sandbox;
        await editor.edit(upsert);
        const names = lab.pipelines.map(({ name }) => name);
        expect((await labels('#node-input-pipeline')).slice(1).sort()).toEqual([...names].sort());
        const [first] = lab.pipelines;
        await page.selectOption('#node-input-pipeline', first!.id);
        const stages = (await editor.options('#node-input-stage')).map(({ value }) => value);
        expect(stages).toEqual(expect.arrayContaining(first!.open));
        await page.selectOption('#node-input-stage', first!.open[0]!);
        for (const { name, list, label } of factory.settings ?? []) {
          const row = page.locator(`label:has(#ringostat-setting-${name})`);
          expect(await row.innerText()).toContain(label);
          if (list === undefined) continue;
          const offered = await editor.options(`#ringostat-setting-${name}`);
          expect([name, offered.map(({ value }) => value)]).toEqual([
            name,
            expect.arrayContaining([lab.settings[name] ?? '']),
          ]);
          expect(offered.length).toBeGreaterThan(3);
        }
        await add('#ringostat-mapping');
        const field = lab.textField.contact!;
        const target = page.locator('#ringostat-mapping .ringostat-target').first();
        await target.locator(`option[value="${field}"]`).waitFor({ state: 'attached' });
        await target.selectOption(field);
        await page.locator('#ringostat-mapping .ringostat-value').first().fill('pool_name');
        await add('#ringostat-rules');
        const rule = page.locator('#ringostat-rules .ringostat-grid').first();
        await rule.locator('.ringostat-variable').fill('utm_campaign');
        await rule.locator('.ringostat-value').fill('wholesale');
        await rule.locator('.ringostat-pipeline').selectOption(lab.pipelines[1]!.id);
        await rule.locator('.ringostat-stage').selectOption(lab.pipelines[1]!.open[0]!);
        expect(await editor.text(upsert)).not.toMatch(WORDLESS);
        expect(await page.locator('#ringostat-crm-problem').innerText()).toBe('');
        await page.evaluate(TO_TOP);
        await takePicture(page, `node-red-${host().red.version}`, crm);
        for (const { value } of await editor.options('#node-input-resource')) {
          await page.selectOption('#node-input-resource', value);
          for (const { value: operation } of await editor.options('#node-input-operation')) {
            await page.selectOption('#node-input-operation', operation);
            expect(await editor.text(upsert)).not.toMatch(WORDLESS);
          }
        }
        const offered = (await editor.options('#node-input-resource')).map(({ value }) => value);
        expect(offered).toEqual(
          expect.arrayContaining([...factory.entities, 'plan', 'task', 'call', 'account']),
        );
        await editor.leave(upsert, 'cancel');
      },
      TEST_MS,
    );

    test(
      'Find and team: users come from the CRM; Matrix: every preset has its ticks',
      async () => {
        const { page } = editor;
        const { users } = sandbox.lab;
        await editor.edit('ringostat-team');
        const offered = (await editor.options('#node-config-input-senior')).map(({ value }) => value);
        expect(offered).toContain(users.sofia);
        if (!sandbox.lab.hidesUsers) {
          expect(offered).toEqual(expect.arrayContaining([users.olena, users.ivan, users.maksym]));
          expect(offered).not.toContain(users.lev);
        }
        await takePicture(page, `node-red-${host().red.version}`, `team-${crm}`);
        await editor.leave('ringostat-team', 'cancel');

        await editor.edit('ringostat-find-responsible');
        expect(await editor.text('ringostat-find-responsible')).not.toMatch(WORDLESS);
        await takePicture(page, `node-red-${host().red.version}`, `find-${crm}`);
        await editor.leave('ringostat-find-responsible', 'cancel');

        await editor.edit('ringostat-apply-matrix');
        expect((await editor.options('#node-input-preset')).map(({ value }) => value)).toEqual(
          expect.arrayContaining([...PRESET_IDS]),
        );
        for (const preset of PRESET_IDS) {
          await page.selectOption('#node-input-preset', preset);
          if (await page.locator('#ringostat-reset').isEnabled()) await page.click('#ringostat-reset');
          const ticks = Object.values(cellsFromTable(presets[preset].rows)).flat().length;
          const shown = page.locator('.ringostat-matrix tbody');
          const chosen =
            (await shown.locator('input[type="checkbox"]:checked').count()) +
            (await shown
              .locator('select')
              .evaluateAll(
                (all) =>
                  all.filter((one) => /open|done/.test((one as unknown as { value: string }).value)).length,
              ));
          expect([preset, chosen]).toEqual([preset, ticks]);
          expect(await editor.text('ringostat-apply-matrix')).not.toMatch(WORDLESS);
        }
        await editor.leave('ringostat-apply-matrix', 'cancel');
      },
      TEST_MS,
    );
  });
}

/** Of the flow and of what is the same for every CRM. */
function pictureTest(host: () => NodeRedHost, open: () => NodeRedEditor): void {
  test(
    'the flow fits on a screen; pictures of it, the trigger and the matrix',
    async () => {
      const editor = open();
      const { page } = editor;
      const name = `node-red-${host().red.version}` as const;
      const bars = `for (const bar of ['sidebar', 'palette']) RED.actions.invoke('core:toggle-' + bar)`;
      await page.setViewportSize({ width: 1740, height: 680 });
      await page.evaluate(bars);
      await takePicture(page, name, 'flow');
      expect(await page.locator('.red-ui-flow-node').count()).toBeGreaterThan(10);
      await page.evaluate(bars);
      await page.setViewportSize({ width: 1300, height: 1180 });
      for (const [type, picture] of [
        ['ringostat-trigger', 'trigger'],
        ['ringostat-apply-matrix', 'matrix'],
      ] as const) {
        if (picture === 'matrix') await page.setViewportSize({ width: 1400, height: 1460 });
        await editor.edit(type);
        expect(await editor.text(type)).not.toMatch(WORDLESS);
        await takePicture(page, name, picture);
        await editor.leave(type, 'cancel');
      }
      await page.setViewportSize(SIZE);
    },
    TEST_MS,
  );
}
