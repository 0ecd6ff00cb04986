/** Node-RED 5's dark theme: every text of our dialogs stays readable on what is behind it. */
import type { NodeRedHost } from '../kit/node-red-host';
import { NodeRedEditor } from '../processes/node-red-editor';

/** WCAG 2.2, level AA, for text of usual size. */
const READABLE = 4.5;
const DIALOGS = [
  'ringostat-trigger',
  'ringostat-find-responsible',
  'ringostat-apply-matrix',
  'ringostat-hubspot',
  'ringostat-project',
  'ringostat-crm-account',
  'ringostat-team',
];
/** In the page: texts of the open dialog with less contrast than wanted, placeholders and what is switched off left out. */
const FAINT = `(() => {
  const numbers = (color) => (color.match(/[\\d.]+/g) ?? []).map(Number);
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((c) => (c / 255 <= 0.03928 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const color = numbers(getComputedStyle(at).backgroundColor);
      if (color.length === 3 || color[3] === 1) return color;
    }
    return [255, 255, 255];
  };
  const root = document.querySelector('#node-config-dialog-edit-form') ?? document.querySelector('#dialog-form');
  const texts = [...root.querySelectorAll('*')].filter((one) => one.offsetParent && !one.closest(':disabled')
    && ([...one.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim()) || /INPUT|SELECT/.test(one.tagName)));
  const measured = texts.map((one) => {
    const [a, b] = [light(numbers(getComputedStyle(one).color)), light(behind(one))].sort((p, q) => q - p);
    return { text: (one.textContent || one.id).trim().slice(0, 40), ratio: (a + 0.05) / (b + 0.05), back: light(behind(one)) };
  });
  return { count: measured.length, brightest: Math.max(...measured.map(({ back }) => back)), faint: measured.filter(({ ratio }) => ratio < ${READABLE}) };
})()`;

export function darkTests(host: () => NodeRedHost): void {
  describe('in the dark theme', () => {
    let editor: NodeRedEditor;
    beforeAll(async () => {
      const { red } = host();
      await red.deploy(await red.example('hubspot/calls'));
      editor = await NodeRedEditor.open(red.url);
      await editor.useDarkTheme();
    }, 60_000);
    afterAll(() => editor?.close());

    test.each(DIALOGS)(
      'the dialog of %s is dark and readable',
      async (type) => {
        await editor.edit(type);
        const found = (await editor.page.evaluate(FAINT)) as {
          count: number;
          brightest: number;
          faint: unknown[];
        };
        expect(found.count).toBeGreaterThan(5);
        expect(found.faint).toEqual([]);
        // Nothing stayed white behind its text.
        expect(found.brightest).toBeLessThan(0.2);
        await editor.leave(type, 'cancel');
      },
      30_000,
    );
  });
}
