/** README.md, and its two translations. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { providers } from '../../core/crm/registry';
import { CRM_NAMES } from '../../core/model/crm-names';
import type { CrmId } from '../../core/model/plan';

const CRMS = Object.keys(CRM_NAMES) as CrmId[];
const read = (file: string): string => readFileSync(join(__dirname, '../..', file), 'utf8');

test('README.md: what each CRM gets names the order of smart forwarding that the nodes begin with', () => {
  const readme = read('README.md');
  for (const crm of CRMS) {
    const row =
      readme.split('\n').find((line) => line.startsWith(`| [${CRM_NAMES[crm]}](docs/${crm}.md)`)) ?? '';
    const told = row
      .split('|')
      .at(-2)
      ?.replace(/\(.*\)/, '')
      .trim();
    expect([crm, told]).toEqual([crm, providers[crm]?.routingOrder.join(' → ')]);
  }
});

/** What a reader copies or opens: commands, pictures, and how many headings, steps and bullets there are. */
const skeleton = (text: string): Record<string, unknown> => ({
  commands: [...text.matchAll(/^npm [^#\n]*|`((?:npm|n8n-nodes|@)[^`]*)`/gm)]
    .map(([all, code]) => (code ?? all).trim())
    .sort(),
  pictures: [...text.matchAll(/\]\((docs\/images[^)]+)\)/g)].map(([, path]) => path),
  steps: text.match(/^\d\. /gm)?.length,
  crms: CRMS.filter((crm) => text.includes(`docs/${crm}.md`)),
});

test.each(['docs/uk/README.md', 'docs/ru/README.md'])(
  '%s says what README.md says up to the first call',
  (file) => {
    expect(skeleton(read(file).replaceAll('](../../', '](').replaceAll('](../', '](docs/'))).toEqual(
      skeleton(read('README.md')),
    );
    expect(read('README.md')).toContain(`](${file})`);
    expect(read(file)).toContain('](../../README.md)');
  },
);

test('README.md is short, and names what installs and what tests', () => {
  const readme = read('README.md');
  expect(readme.split('\n').length).toBeLessThan(130);
  for (const command of ['npm run pack', 'npm start', 'npm test']) expect(readme).toContain(`\n${command} `);
});
