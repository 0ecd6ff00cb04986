/** Nothing is created: only the attribution of what others created is filled. */
import { menus } from '../../../core/event/guide.json';
import { crmParameter, upsertName, type CrmTexts } from './crms';
import { line, lineConnections, overview, type LineTexts } from './line';
import { workflow, type Template } from './workflow';

const textsOf = (crm: CrmTexts): LineTexts => ({
  title: 'Only the attribution',
  about: `Another tool or your managers create the ${crm.label} records. This workflow creates nothing. It adds what only Ringostat knows: the five UTM marks and the Google client ID, where a record has none of them yet.`,
  setUp: [
    'Open **Ringostat Trigger**: choose the *Ringostat API* credential with a webhook secret.',
    `Open **Find Responsible Manager** and **${upsertName(crm)}**: choose the *${crm.label}* credential.`,
    `In Ringostat (${menus['en-US'].webhooks}) paste the webhook URLs as Ringostat Trigger shows them.`,
    'Publish the workflow.',
  ],
  trigger: '**1. A call ends, a form is sent**\n\nRingostat is answered at once.',
  find: `**2. Which records?**\n\n${crm.attributed}. Here the team matters little: define it as an empty list.`,
  matrix:
    '**3. Attribution only**\n\nThis preset ticks one thing in every row. Records that have any of the six fields stay as they are.',
  upsert: '**4. Fill the empty fields**\n\nUnknown numbers never come here: there is nothing to fill.',
});

export function attributionOnlyTemplate(crm: CrmTexts): Template {
  const texts = textsOf(crm);
  const parameters = {
    events: ['incoming.ended', 'form.submitted'],
    find: { ...crmParameter(crm), teamSource: 'json', teamJson: '[]' },
    matrix: { preset: 'attributionOnly' },
  };
  return workflow(
    `${crm.crm}/attribution-only`,
    `Ringostat attribution for ${crm.label} records`,
    [overview(texts, 480), ...line(crm, texts, parameters)],
    lineConnections(crm, false),
  );
}
