/** For each CRM, in n8n's editor: its templates on the canvas, its Upsert node, Find, and its ways to sign in. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { providers } from '../../../core/crm/registry';
import { CRM_NAMES } from '../../../core/model/crm-names';
import { signInsOf } from '../../../nodes/shared/sign-ins';
import { canvas, entries, field, labels, take } from '../kit/n8n-editor';
import type { N8nHost } from '../kit/n8n-host';
import { companyIn, N8nPage, visible, type N8nCompany } from '../kit/n8n-stage';
import { takePicture } from '../kit/pictures';
import { CRMS } from '../kit/stage';
import { WORDLESS } from '../kit/words';
import { openNode } from '../processes/chromium';

const TEST_MS = 90_000;
const TEMPLATES = join(__dirname, '../../../workflows-templates/n8n');

export function n8nCrmTests(host: () => N8nHost): void {
  describe.each(CRMS)('the editor with %s', (crm) => {
    let company: N8nCompany;
    let editor: N8nPage;
    beforeAll(async () => {
      company = await companyIn(host(), crm);
      editor = await N8nPage.open(host());
    }, TEST_MS);
    afterAll(async () => {
      await editor?.close();
      await company?.sandbox.close();
    }, 30_000);
    afterEach(async () => expect(await editor.leave()).toEqual([]), 30_000);

    const templates = readdirSync(join(TEMPLATES, crm)).map((name) => name.replace('.json', ''));
    test.each(templates)(
      'the template "%s" on the canvas: every node, no badge',
      async (template) => {
        const workflow = company.delivered(template);
        await editor.show(workflow);
        expect(await canvas(editor.page)).toEqual({ nodes: visible(workflow).sort(), badges: [] });
      },
      TEST_MS,
    );

    test(
      'Upsert: pipelines, stages, fields and the CRM’s own lists come from the CRM',
      async () => {
        const { page } = editor;
        const { lab } = company.sandbox;
        await editor.show(company.delivered('calls'));
        const dialog = await openNode(page, `${CRM_NAMES[crm]} Upsert`);
        const [first] = lab.pipelines;
        const pipelines = await entries(page, field(dialog, 'pipeline'), first!.name);
        expect(pipelines.slice(1).sort()).toEqual(lab.pipelines.map(({ name }) => name).sort());
        await take(page, first!.name);
        const stages = await entries(page, field(dialog, 'stage'), '');
        expect(stages.length).toBeGreaterThan(first!.open.length);
        await take(page, stages[1]!);
        await dialog.getByRole('button', { name: 'Add Field' }).click();
        const fields = await entries(page, field(dialog, 'field'), `(${lab.textField.deal})`);
        await take(
          page,
          fields.find((text) => text.includes(`(${lab.textField.deal})`))!,
        );
        await field(dialog, 'variable').locator('input').fill('pool_name');
        await field(dialog, 'variable').locator('input').blur();
        for (const { name, list } of providers[crm]?.settings ?? []) {
          if (list === undefined || (await field(dialog, name).count()) === 0) continue;
          const offered = await entries(page, field(dialog, name), '');
          expect([name, offered.length > 2]).toEqual([name, true]);
          await page.keyboard.press('Escape');
        }
        expect(await dialog.innerText()).not.toMatch(WORDLESS);
        await takePicture(page, 'n8n', crm);
      },
      TEST_MS,
    );

    test(
      'Find: the senior is chosen from the users of the CRM',
      async () => {
        const { page } = editor;
        await editor.show(company.delivered('calls'));
        const dialog = await openNode(page, 'Find Responsible Manager');
        expect(await labels(dialog)).toEqual(
          expect.arrayContaining(['CRM', 'Mode', 'Order', 'Team', 'Senior']),
        );
        // NetHunt's API lists no users: the senior is typed there.
        if (!company.sandbox.lab.hidesUsers) {
          await dialog.locator('[data-test-id="resource-locator-senior"] [data-test-id="rlc-input"]').click();
          const users = page.locator('[data-test-id="rlc-item"]:visible');
          await users.first().waitFor();
          const offered = (await users.allInnerTexts()).map((text) => text.trim()).join('\n');
          expect(offered).toContain('sofia@example.com');
          // Who has left may be shown, but says so.
          expect(offered).not.toMatch(/lev@example\.com\)$/m);
          await users.first().click();
        }
        expect(await dialog.innerText()).not.toMatch(WORDLESS);
        await takePicture(page, 'n8n', `find-${crm}`);
      },
      TEST_MS,
    );

    test.each(signInsOf(crm).map(({ credential }) => credential))(
      'the credential %s has words for every field',
      async (type) => {
        const { page } = editor;
        const { n8n } = host();
        const { id } = await n8n.rest.addCredential(type, {}, `Empty ${type}`);
        await page.goto(`${n8n.url}/home/credentials/${id}`);
        const dialog = page.locator('[data-test-id="credential-edit-dialog"]');
        await dialog.locator('[data-test-id="credential-connection-parameter"]').first().waitFor();
        const text = await dialog.innerText();
        expect(text).toContain('Base URL');
        expect(text).not.toMatch(WORDLESS);
        await takePicture(page, 'n8n', `credential-${type}`);
        await page.keyboard.press('Escape');
      },
      TEST_MS,
    );
  });
}
