/** The dialogs in Chromium, in a real editor: they open, hold what was saved, and save what was changed. */
import { ROW_IDS } from '../../../core/matrix/types';
import { readFileSync } from 'node:fs';
import { presets } from '../../../core/matrix/presets';
import { readTableFile, writeTableFile } from '../../../core/matrix/table-file';
import type { NodeRedHost } from '../kit/node-red-host';
import { WORDLESS } from '../kit/words';
import { NodeRedEditor } from '../processes/node-red-editor';

export function dialogTests(host: () => NodeRedHost): void {
  describe('the dialogs', () => {
    let editor: NodeRedEditor;

    beforeAll(async () => {
      const { red } = host();
      const [ringostat] = (await red.example('hubspot/replay')).filter(({ type }) => type === 'ringostat');
      const calls = (await red.example('hubspot/calls')).map((node) =>
        node.type === 'ringostat-project' ? { ...node, credentials: { secret: 's' } } : node,
      );
      const { id: tab } = calls.find(({ type }) => type === 'tab')!;
      const { id: project } = calls.find(({ type }) => type === 'ringostat-project')!;
      await red.deploy([...calls, { ...ringostat!, z: tab, g: '', project, account: '', wires: [[]] }]);
      editor = await NodeRedEditor.open(red.url);
    }, 60_000);
    afterAll(() => editor?.close());
    afterEach(() => expect(editor.faults).toEqual([]));

    test.each([
      ['ringostat-trigger', 'events'],
      ['ringostat-find-responsible', 'order'],
      ['ringostat-apply-matrix', 'table'],
      ['ringostat-hubspot', 'values'],
      ['ringostat', 'lastHours'],
      ['ringostat-project', 'timeZone'],
      ['ringostat-crm-account', 'auth'],
      ['ringostat-team', 'employees'],
    ])(
      'the dialog of %s opens, has words for everything, and changes nothing when it is saved',
      async (type, field) => {
        const before = await editor.held(type, field);
        await editor.edit(type);
        const text = await editor.text(type);
        expect(text.length).toBeGreaterThan(20);
        expect(text).not.toMatch(WORDLESS);
        await editor.leave(type, 'ok');
        expect(await editor.held(type, field)).toEqual(before);
      },
      30_000,
    );

    test('a tick in the matrix is marked, explained and saved; reset takes it back', async () => {
      const { page } = editor;
      await editor.edit('ringostat-apply-matrix');
      expect(await page.locator('.ringostat-matrix tbody tr').count()).toBe(ROW_IDS.length);
      const sentence = page.locator('#ringostat-sentences li').nth(1);
      const before = await sentence.innerText();
      const tick = page.getByLabel('R2 Incoming: picked up: Contact', { exact: true });
      await tick.check();
      expect(await page.locator('td.ringostat-changed').count()).toBe(1);
      expect(await sentence.innerText()).not.toBe(before);
      await page.click('#ringostat-reset');
      expect(await page.locator('td.ringostat-changed').count()).toBe(0);
      await page.getByLabel('R2 Incoming: picked up: Contact', { exact: true }).check();
      await page.getByLabel('R3 Incoming: missed: Task: senior', { exact: true }).selectOption('open');
      await page.getByLabel('R3 Incoming: missed: Task: senior: Deadline, hours', { exact: true }).fill('2');
      await page.keyboard.press('Tab');
      await editor.leave('ringostat-apply-matrix', 'ok');
      expect(await editor.held('ringostat-apply-matrix', 'table')).toMatchObject({
        R2: { contact: true },
        R3: { taskSenior: { state: 'open', deadlineHours: 2 } },
      });
    }, 30_000);

    test('a table of the page of the matrix is read with its preset, and written as the page reads it', async () => {
      const { page } = editor;
      const file = writeTableFile({
        preset: 'pipedrive',
        table: { ...presets.pipedrive.rows, R8: { attributionOnly: true } },
      });
      await editor.edit('ringostat-apply-matrix');
      await page.setInputFiles('#ringostat-file', {
        name: 'ringostat-matrix.json',
        mimeType: 'application/json',
        buffer: Buffer.from(file),
      });
      await page.getByLabel('R8 Outgoing: no talk: Attribution only', { exact: true }).waitFor();
      await page.waitForFunction(`document.querySelector('#node-input-preset').value === 'pipedrive'`);
      expect(await page.locator('td.ringostat-changed').count()).toBe(2);
      const saved = page.waitForEvent('download');
      await page.click('#ringostat-export');
      const written = readFileSync(await (await saved).path(), 'utf8');
      expect(readTableFile(JSON.parse(written))).toEqual(readTableFile(JSON.parse(file)));
      await editor.leave('ringostat-apply-matrix', 'cancel');
    }, 30_000);

    test('arrow keys go from tick to tick', async () => {
      await editor.edit('ringostat-apply-matrix');
      await editor.page.getByLabel('R1 Incoming: ringing: Company', { exact: true }).focus();
      await editor.page.keyboard.press('ArrowRight');
      await editor.page.keyboard.press('ArrowDown');
      const focused = await editor.page.evaluate('document.activeElement.getAttribute("aria-label")');
      expect(focused).toBe('R2 Incoming: picked up: Contact');
      await editor.leave('ringostat-apply-matrix', 'cancel');
    }, 30_000);

    test('employees typed into the team are saved', async () => {
      await editor.edit('ringostat-team');
      await editor.page.locator('#node-config-dialog-edit-form .red-ui-editableList-addButton').click();
      const row = editor.page.locator('.ringostat-employee').first();
      await row.locator('input[type="text"]').nth(0).fill('Olena');
      await row.locator('input[type="text"]').nth(3).fill('+380671112233, olena@sip.example.com');
      await editor.leave('ringostat-team', 'ok');
      expect(await editor.held('ringostat-team', 'employees')).toMatchObject([
        { id: 'Olena', name: 'Olena', main: ['+380671112233', 'olena@sip.example.com'], active: true },
      ]);
    }, 30_000);

    test('the panel of the trigger shows an address for each event that is ticked', async () => {
      await editor.edit('ringostat-trigger');
      const urls = editor.page.locator('.ringostat-url code');
      expect(await urls.allInnerTexts()).toContain(
        `${host().red.url}/ringostat?event=incoming.ended&token=YOUR_SECRET`,
      );
      const count = await urls.count();
      await editor.page.getByLabel('Call processed by AI').check();
      expect(await urls.count()).toBe(count + 1);
      await editor.leave('ringostat-trigger', 'cancel');
    }, 30_000);

    test('the node Ringostat shows only the fields of what it does', async () => {
      await editor.edit('ringostat');
      const shown = async (): Promise<string[]> =>
        editor.page.evaluate(
          `[...document.querySelectorAll('#dialog-form [id^="node-input-"]')].filter((one) => one.closest('.form-row')?.offsetParent).map((one) => one.id.slice(11))`,
        );
      await editor.page.selectOption('#node-input-operation', 'testCall');
      expect(await shown()).toEqual(expect.arrayContaining(['story', 'testNumber', 'writeTest']));
      expect(await shown()).not.toContain('testEmployee');
      await editor.page.selectOption('#node-input-story', 'answered');
      expect(await shown()).toContain('testEmployee');
      await editor.page.selectOption('#node-input-operation', 'calls');
      expect(await shown()).toEqual(expect.arrayContaining(['span', 'lastHours', 'limit', 'onlyMissing']));
      expect(await shown()).not.toContain('story');
      await editor.page.selectOption('#node-input-operation', 'callBack');
      expect(await shown()).toEqual(
        expect.arrayContaining(['employeeDirection', 'clientNumber', 'managerDst']),
      );
      expect(await shown()).not.toContain('projectNumber');
      await editor.page.selectOption('#node-input-callBackMethod', 'simple');
      expect(await shown()).toEqual(expect.arrayContaining(['projectNumber', 'clientNumber']));
      expect(await shown()).not.toContain('span');
      expect(await shown()).not.toContain('employeeDirection');
      await editor.leave('ringostat', 'cancel');
    }, 30_000);
  });
}
