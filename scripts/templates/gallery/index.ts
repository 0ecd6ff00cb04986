/** workflows-templates/README.md and what belongs to it, made of gallery.json and the templates: `npm run templates:gallery`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { templates } from '../n8n';
import { flows } from '../node-red';
import { describeTemplate } from './description';
import gallery from './gallery.json';
import { ALL, type About } from './about';
import { pictureOfFlow, pictureOfWorkflow } from './picture';

const ROOT = join(__dirname, '../../..');
export const FOLDER = join(ROOT, 'workflows-templates');

export type TemplateFile = keyof typeof gallery;
export const TEMPLATE_FILES = Object.keys(gallery) as TemplateFile[];
const LETTERS: Record<string, string> = {
  hubspot: 'HS',
  salesforce: 'SF',
  zoho: 'ZO',
  nethunt: 'NH',
  pipedrive: 'PD',
};

/** Ids of docs/scenarios.md that run in a host, in its order. */
const IDS = [...readFileSync(join(ROOT, 'docs/scenarios.md'), 'utf8').matchAll(/^\| ([A-Z]+-\d+) /gm)].map(
  ([, id = '']) => id,
);

/** Whether a CRM has a template. */
const has = (crm: About, file: TemplateFile): boolean => `${crm.crm}/${file}.json` in templates;
const isOf = ({ crm }: About, id: string): boolean =>
  crm === 'ringostat'
    ? id.startsWith('E-')
    : /^[GAM]-/.test(id) ||
      (id.startsWith('F-') && (id !== 'F-06' || crm === 'nethunt')) ||
      id.startsWith(`${LETTERS[crm]}-`);

/** Scenarios that a template shows; calls have all that no other template of the CRM has. */
export function scenariosOf(crm: About, file: TemplateFile): string[] {
  const own = (one: TemplateFile): string[] => gallery[one].scenarios.filter((id) => isOf(crm, id));
  if (file !== 'calls') return own(file);
  const others = new Set(TEMPLATE_FILES.filter((one) => has(crm, one)).flatMap(own));
  return IDS.filter((id) => isOf(crm, id) && !id.startsWith('F-') && !others.has(id));
}

/** G-01, G-02, G-03, G-05 → "G-01 to G-03, G-05". */
function ranges(ids: string[]): string {
  const runs: string[][] = [];
  const after = (id: string): string =>
    id.replace(/\d+$/, (n) => String(Number(n) + 1).padStart(n.length, '0'));
  for (const id of ids) {
    const run = runs.at(-1);
    if (run && after(run.at(-1) ?? '') === id) run.push(id);
    else runs.push([id]);
  }
  return runs.flatMap((run) => (run.length > 2 ? [`${run[0]} to ${run.at(-1)}`] : run)).join(', ');
}

const said = (text: string, crm: About): string => text.replaceAll('{crm}', crm.label);

function section(crm: About, file: TemplateFile): string {
  const { title, sentence } = gallery[file];
  const path = `${crm.crm}/${file}`;
  return [
    `### ${crm.label}: ${title}`,
    `${said(sentence, crm)} Scenarios: ${ranges(scenariosOf(crm, file))}.`,
    [
      `| n8n: [file](n8n/${path}.json), [description](descriptions/${path}.md) | Node-RED: [file](node-red/${path}.json) |`,
      '|---|---|',
      `| ![${title} of ${crm.label} in n8n](pictures/n8n/${path}.svg) | ![${title} of ${crm.label} in Node-RED](pictures/node-red/${path}.svg) |`,
    ].join('\n'),
  ].join('\n\n');
}

const overview = (): string => {
  const head = ['template', 'what it does', ...ALL.map(({ label }) => label)];
  const rows = TEMPLATE_FILES.map((file) => [
    gallery[file].title,
    said(gallery[file].sentence, { label: 'the CRM' } as About),
    ...ALL.map((crm) =>
      has(crm, file)
        ? `[✓](#${crm.label}-${gallery[file].title})`.toLowerCase().replace(/ (?=[^(]*\))/g, '-')
        : '',
    ),
  ]);
  const line = (cells: string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
};

const page = (): string =>
  [
    '<!-- Made by `npm run templates:gallery` from scripts/templates/gallery. -->',
    '<!-- prettier-ignore-start -->',
    '# Templates',
    `${Object.keys(templates).length} workflows for n8n and the same ${Object.keys(flows).length} flows for Node-RED. n8n: _Import from file_. Node-RED: _Import → Examples_. Begin with _Calls_: it has the whole matrix. Take _Attribution only_ when another integration makes your records and must stay. _Smart forwarding_ and [_Replay_](../docs/replay.md) run alongside either; [_Weekly report_](../docs/report.md) needs no CRM. The others are _Calls_ with one thing changed.`,
    'Employees of Ringostat are matched to users of the CRM by e-mail (Node-RED: the button _Fill from Ringostat and the CRM_ in the team); correct what differs by hand. The ids are those of [the scenarios](../docs/scenarios.md). Pictures are drawn from the files; how the editors show them: [n8n](../docs/images/n8n/flow.png), [Node-RED](../docs/images/node-red/flow.png).',
    overview(),
    ...ALL.flatMap((crm) => [
      `## ${crm.label}`,
      ...TEMPLATE_FILES.filter((file) => has(crm, file)).map((file) => section(crm, file)),
    ]),
    '<!-- prettier-ignore-end -->\n',
  ].join('\n\n');

/** Everything the gallery consists of, by path below workflows-templates. */
export function galleryFiles(): Readonly<Record<string, string>> {
  const files: Record<string, string> = { 'README.md': page() };
  for (const crm of ALL)
    for (const file of TEMPLATE_FILES.filter((one) => has(crm, one))) {
      const path = `${crm.crm}/${file}`;
      const [template, flow] = [templates[`${path}.json`], flows[`${path}.json`]];
      if (!template || !flow)
        throw new Error(`${path} is not in both hosts: write it for the other one too.`);
      files[`pictures/n8n/${path}.svg`] = pictureOfWorkflow(template);
      files[`pictures/node-red/${path}.svg`] = pictureOfFlow(flow, crm.label);
      const { search, for: people } = gallery[file];
      files[`descriptions/${path}.md`] = describeTemplate(template, crm, {
        title: said(search, crm),
        people: said(people, crm),
      });
    }
  return files;
}
