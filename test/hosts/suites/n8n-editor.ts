/** n8n's editor in Chromium: the dialogs every CRM shares, shown with HubSpot, and their pictures. */
import { cellsFromTable } from '../../../core/matrix/cells';
import { tableLabels } from '../../../core/matrix/labels';
import { presets, PRESET_IDS } from '../../../core/matrix/presets';
import { ROW_IDS, type PresetId } from '../../../core/matrix/types';
import { EMPLOYEES } from '../../../sandbox/demo/people';
import { canvas, entries, field, labels, take, ticks } from '../kit/n8n-editor';
import type { N8nHost } from '../kit/n8n-host';
import { companyIn, N8nPage, SIZE, type N8nCompany } from '../kit/n8n-stage';
import { takePicture } from '../kit/pictures';
import { openNode } from '../processes/chromium';

const TEST_MS = 90_000;
/** As the drop-down calls them. */
const PRESET_NAMES: Record<PresetId, string> = {
  hubspot: 'HubSpot',
  salesforce: 'Salesforce',
  zoho: 'Zoho CRM',
  nethunt: 'NetHunt',
  pipedrive: 'Pipedrive',
  pipedriveLeads: 'Pipedrive with Leads',
  attributionOnly: 'Attribution Only',
  empty: 'Empty',
};

export function n8nEditorTests(host: () => N8nHost): void {
  describe('the editor', () => {
    let company: N8nCompany;
    let editor: N8nPage;
    beforeAll(async () => {
      company = await companyIn(host(), 'hubspot');
      editor = await N8nPage.open(host());
    }, TEST_MS);
    afterAll(async () => {
      await editor?.close();
      await company?.sandbox.close();
    }, 30_000);
    afterEach(async () => expect(await editor.leave()).toEqual([]), 30_000);

    test(
      'a picture of the template "calls"',
      async () => {
        const { page } = editor;
        await editor.show(company.delivered('calls'));
        // Tall enough for n8n's button below not to cover the last line.
        await page.setViewportSize({ width: 1360, height: 1120 });
        await editor.page.locator('[data-test-id="zoom-to-fit"]').click();
        expect((await canvas(page)).badges).toEqual([]);
        await takePicture(editor.page, 'n8n', 'flow');
        await page.setViewportSize(SIZE);
      },
      TEST_MS,
    );

    test(
      'without credentials the canvas marks the nodes that need them',
      async () => {
        const workflow = company.delivered('smart-forwarding');
        for (const node of workflow.nodes) delete node.credentials;
        await editor.show(workflow);
        await editor.page
          .locator('[data-test-id="node-setup-required"], [data-test-id="node-issues"]')
          .first()
          .waitFor();
        expect((await canvas(editor.page)).badges).toEqual(['Find Responsible Manager', 'Ringostat Trigger']);
      },
      TEST_MS,
    );

    describe('the template "replay"', () => {
      beforeAll(() => editor.show(company.delivered('replay')), TEST_MS);

      test(
        'a picture of it',
        async () => {
          await editor.page.locator('[data-test-id="zoom-to-fit"]').click();
          expect((await canvas(editor.page)).badges).toEqual([]);
          await takePicture(editor.page, 'n8n', 'replay');
        },
        TEST_MS,
      );

      test(
        'Ringostat: the span, batches, what is left out, and masked numbers among the options',
        async () => {
          const dialog = await openNode(editor.page, 'Ringostat');
          expect(await labels(dialog)).toEqual(
            expect.arrayContaining([
              'Span',
              'Hours',
              'In Batches',
              'Batch Size',
              'Only Those Not in the CRM',
            ]),
          );
          await takePicture(editor.page, 'n8n', 'get-calls');
        },
        TEST_MS,
      );
    });

    describe('dialogs of the template "calls"', () => {
      beforeAll(() => editor.show(company.delivered('calls')), TEST_MS);

      test(
        'Ringostat Trigger: the address, and what to enter in Ringostat for each event',
        async () => {
          const dialog = await openNode(editor.page, 'Ringostat Trigger');
          expect(await labels(dialog)).toEqual(
            expect.arrayContaining(['Receive', 'Events', 'Secret In', 'Time Zone']),
          );
          expect(await ticks(dialog, 'events')).toEqual([
            'Incoming Call: Ended',
            'Outgoing Call: Ended',
            'Website Form Submitted',
          ]);
          await dialog.getByText('Webhook URLs').click();
          const text = await dialog.innerText();
          for (const event of ['incoming.ended', 'outgoing.ended', 'form.submitted'])
            expect(text).toContain(`event=${event}&token=YOUR_SECRET`);
          expect(text).not.toContain('event=incoming.ringing');
          await dialog.getByText('Production URL').click();
          await dialog.getByText('https://n8n.example.com/webhook/').first().waitFor();
          await takePicture(editor.page, 'n8n', 'trigger');
        },
        TEST_MS,
      );

      test(
        'Find Responsible Manager: the senior and the employees come from CRM and Ringostat',
        async () => {
          const dialog = await openNode(editor.page, 'Find Responsible Manager');
          expect(await labels(dialog)).toEqual(
            expect.arrayContaining(['Mode', 'Client Number', 'Order', 'If Several Match', 'Team', 'Senior']),
          );
          await dialog.locator('[data-test-id="resource-locator-senior"] [data-test-id="rlc-input"]').click();
          const users = editor.page.locator('[data-test-id="rlc-item"]:visible');
          await users.first().waitFor();
          const owners = (await users.allInnerTexts()).map((text) => text.trim());
          expect(owners.map((text) => /\((\w+)@/.exec(text)?.[1]).sort()).toEqual([
            'ivan',
            'maksym',
            'olena',
            'sofia',
            'stranger',
          ]);
          await users.filter({ hasText: 'sofia@' }).click();
          await dialog.getByRole('button', { name: 'Add Employee' }).click();
          const employees = await entries(editor.page, field(dialog, 'id'), 'Olena Koval');
          expect(employees).toEqual(EMPLOYEES.map(({ name, email }) => `${name} (${email})`).sort());
          await take(editor.page, 'Ivan Bondar (ivan@example.com)');
          const offered = await entries(editor.page, field(dialog, 'crmUserId'), 'ivan@');
          expect(offered).toEqual(['(Not Set)', ...owners]);
          await take(
            editor.page,
            owners.find((text) => text.includes('ivan@'))!,
          );
          await takePicture(editor.page, 'n8n', 'find');
        },
        TEST_MS,
      );

      test(
        'Apply Matrix: the ticks of every preset when it is chosen',
        async () => {
          const dialog = await openNode(editor.page, 'Apply Matrix');
          expect(await shownMatrix('hubspot')).toEqual(expectedMatrix('hubspot'));
          await takePicture(editor.page, 'n8n', 'matrix');
          for (const preset of [...PRESET_IDS, 'hubspot'] as const) {
            await entries(editor.page, field(dialog, 'preset'), PRESET_NAMES[preset]);
            await take(editor.page, PRESET_NAMES[preset]);
            await field(dialog, `${preset}_R1`).waitFor();
            expect([preset, await shownMatrix(preset)]).toEqual([preset, expectedMatrix(preset)]);
          }

          async function shownMatrix(preset: PresetId): Promise<Record<string, string[]>> {
            const rows = ROW_IDS.map(async (row) => [row, (await ticks(dialog, `${preset}_${row}`)).sort()]);
            return Object.fromEntries((await Promise.all(rows)) as [string, string[]][]);
          }
        },
        TEST_MS,
      );
    });

    test(
      'Ringostat in the template "replay": the span and the account whose calls are left out',
      async () => {
        await editor.show(company.delivered('replay'));
        const dialog = await openNode(editor.page, 'Ringostat');
        expect(await labels(dialog)).toEqual(
          expect.arrayContaining(['Resource', 'Operation', 'Span', 'Hours', 'Only Those Not in the CRM']),
        );
        expect(await field(dialog, 'lastHours').locator('input').inputValue()).toBe('72');
      },
      TEST_MS,
    );
  });
}

function expectedMatrix(preset: PresetId): Record<string, string[]> {
  const words = new Map(
    tableLabels('en').actions.flatMap(({ values }) => values.map((one) => [one.value, one.label])),
  );
  const cells = cellsFromTable(presets[preset].rows);
  return Object.fromEntries(
    ROW_IDS.map((row) => [row, (cells[row] ?? []).map((cell) => words.get(cell) ?? cell).sort()]),
  );
}
