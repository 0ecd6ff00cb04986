/** The reconciler as its user sees it: the flow with its progress, and the dialog of "Get calls". */
import { filled, templateOf } from '../../../sandbox/demo/node-red';
import type { Sandbox } from '../../../sandbox/server';
import { until } from '../../faults/kill';
import type { NodeRedHost } from '../kit/node-red-host';
import { takePicture } from '../kit/pictures';
import { startCompany } from '../kit/stage';
import { WORDLESS } from '../kit/words';
import { missedCall } from '../kit/webhook';
import { NodeRedEditor } from '../processes/node-red-editor';

const CALLS = 12;
const HOUR_MS = 3_600_000;
const TEST_MS = 60_000;

/** Fields of a node that Node-RED's editor writes by itself (its own source, red.js). */
const OF_THE_EDITOR = [
  ...[
    'status',
    'changed',
    'dirty',
    'dirtyStatus',
    'moved',
    'valid',
    'validationErrors',
    'selected',
    'highlighted',
  ],
  ...['x', 'y', 'w', 'h', 'z', 'g', 'd', 'l', 'wires', 'ports', 'users', 'resize', 'type', 'id', '_def'],
];

export function replayDialogTests(host: () => NodeRedHost): void {
  describe('the template "replay" in the editor', () => {
    let sandbox: Sandbox;
    let editor: NodeRedEditor;
    beforeAll(async () => {
      sandbox = await startCompany('hubspot');
      const calls = Array.from({ length: CALLS }, (_, n) => ({
        ...missedCall(`3806776600${String(10 + n)}`),
        startedAt: Date.now() - HOUR_MS * (n + 1),
      }));
      sandbox.ringostat.calls.push(...calls);
      const { red } = host();
      await red.deploy(filled(await templateOf(red, 'hubspot', 'replay'), sandbox));
      editor = await NodeRedEditor.open(red.url, { width: 1740, height: 680 });
    }, TEST_MS);
    afterAll(async () => {
      await editor?.close();
      await sandbox?.close();
    });
    afterEach(() => expect(editor.faults).toEqual([]));

    test(
      `${CALLS} calls: the node tells how many of how many are read, by count and percentage, and at the end how many lacked`,
      async () => {
        const { page } = editor;
        await page.evaluate(
          `for (const bar of ['sidebar', 'palette']) RED.actions.invoke('core:toggle-' + bar)`,
        );
        const button = await page.evaluate<string>(
          `RED.nodes.filterNodes({ type: 'inject' }).find(({ name }) => /3 days/.test(name)).id`,
        );
        await page.evaluate(
          `window.told = []; RED.comms.subscribe('status/#', (_, { text }) => window.told.push(text))`,
        );
        expect((await fetch(`${host().red.url}/inject/${button}`, { method: 'POST' })).status).toBe(200);
        await until(async () => (await sandbox.lab.view()).calls.length === CALLS, `${CALLS} calls`);
        await page.getByText(`${CALLS} read, CRM lacks ${CALLS}`).first().waitFor();
        expect(await page.evaluate<string[]>('window.told')).toContain(`${CALLS} of ${CALLS} (100 %)`);
        await takePicture(page, `node-red-${host().red.version}`, 'replay');
      },
      TEST_MS,
    );

    test('no field is named like what the editor itself keeps in a node: a status that comes would take its place', async () => {
      const taken = await editor.page.evaluate<string[]>(
        `RED.nodes.registry.getNodeTypes().filter((type) => type.startsWith('ringostat')).flatMap((type) =>
          Object.keys(RED.nodes.getType(type).defaults ?? {})
            .filter((name) => ${JSON.stringify(OF_THE_EDITOR)}.includes(name))
            .map((name) => type + '.' + name))`,
      );
      expect(taken).toEqual([]);
    });

    test(
      '"Get calls": the span, what is left out, and masked numbers',
      async () => {
        const { page } = editor;
        await page.setViewportSize({ width: 1300, height: 1000 });
        await editor.edit('ringostat');
        const text = await editor.text('ringostat');
        for (const label of ['Calls of', 'Only those not in the CRM', 'Mask numbers in status and logs'])
          expect(text).toContain(label);
        expect(text).not.toMatch(WORDLESS);
        expect(await page.isChecked('#node-input-maskNumbers')).toBe(true);
        expect(await page.inputValue('#node-input-callStatus')).toBe('any');
        await takePicture(page, `node-red-${host().red.version}`, 'get-calls');
        await editor.leave('ringostat', 'cancel');
      },
      TEST_MS,
    );

    test(
      '"Report per employee": period, groups and result are shown, and kept',
      async () => {
        const { page } = editor;
        await editor.edit('ringostat');
        await page.selectOption('#node-input-operation', 'reportEmployees');
        const text = await editor.text('ringostat');
        for (const label of ['Period', 'Groups', 'UTM source', 'Result', 'Language', 'Never record'])
          expect(text).toContain(label);
        expect(text).not.toMatch(WORDLESS);
        const shown = (field: string): Promise<boolean> => page.isVisible(`label[for="node-input-${field}"]`);
        expect([await shown('from'), await shown('direction'), await shown('employeeDirection')]).toEqual([
          false,
          false,
          false,
        ]);
        await page.selectOption('#node-input-period', 'between');
        expect([await shown('from'), await shown('to')]).toEqual([true, true]);
        await page.selectOption('#node-input-period', 'lastMonth');
        await page.selectOption('#node-input-result', 'report');
        await page.selectOption('#node-input-language', 'uk');
        await page.getByText('UTM source').click();
        await takePicture(page, `node-red-${host().red.version}`, 'report');
        await editor.leave('ringostat', 'ok');
        const kept = await page.evaluate<Record<string, unknown>>(
          `(({ operation, period, groups, result, language }) => ({ operation, period, groups, result, language }))(RED.nodes.filterNodes({ type: 'ringostat' })[0])`,
        );
        expect(kept).toEqual({
          operation: 'reportEmployees',
          period: 'lastMonth',
          groups: ['utmSource'],
          result: 'report',
          language: 'uk',
        });
      },
      TEST_MS,
    );
  });
}
