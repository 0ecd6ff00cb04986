/** What n8n's template library asks for beside the file: a title people search for, and a description in Markdown. */
import type { About } from './about';
import type { Template } from '../n8n/workflow';

interface Words {
  title: string;
  people: string;
}
const noteOf = ({ nodes }: Template, name: string): string =>
  String(nodes.find((node) => node.name === name)?.parameters['content'] ?? '');

/** Takes a template, its CRM, its title and for whom it is; returns the description, made of the template's own notes. */
export function describeTemplate(template: Template, crm: About, { title, people }: Words): string {
  const [, about = '', ...rest] = noteOf(template, 'Overview').split('\n\n');
  const setUp = rest.find((part) => part.startsWith('**Set up')) ?? '';
  const steps = template.nodes
    .filter(({ type, name }) => type.endsWith('stickyNote') && name !== 'Overview')
    .map(({ parameters }) => String(parameters['content']))
    .filter((content) => /^\*\*\d/.test(content))
    .map((content) => `- ${content.replace(/\n+/g, ' ')}`);
  return `${[
    `# ${title}`,
    '## Who it is for',
    people,
    '## What it does',
    about,
    ...(steps.length > 0 ? ['## How it works', steps.join('\n')] : []),
    '## Set up',
    setUp.replace(/^\*\*[^\n]*\n/, ''),
    '## What you need',
    [
      '- n8n on a server of your own, 2.x, with the community nodes `n8n-nodes-ringostat`.',
      ...(crm.credential === null
        ? ['- A Ringostat project with its Auth-key.']
        : [
            '- A Ringostat project whose webhooks reach that n8n from the internet.',
            `- A ${crm.label} account: ${crm.credential}.`,
          ]),
    ].join('\n'),
    '## How to change it',
    crm.credential === null
      ? 'Choose another period, other groups and another language in the **Ringostat** nodes. Every step passes plain JSON on: put nodes of your own between them.'
      : 'Tick and untick actions in **Apply Matrix**; map your own fields in the CRM node. **Dry Run** shows what would be written, with the reason for each step, and writes nothing. Every step passes plain JSON on: put nodes of your own between them.',
  ].join('\n\n')}\n`;
}
