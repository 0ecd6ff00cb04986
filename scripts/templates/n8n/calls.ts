/** Calls and forms into the CRM, and the variants that change some rows of the matrix. */
import { menus } from '../../../core/event/guide.json';
import { care, careConnections } from './care';
import { upsertName, type CrmTexts } from './crms';
import { line, lineConnections, overview, type LineTexts } from './line';
import { trial, trialConnections } from './trial';
import { workflow, type Placed, type Template } from './workflow';

/** What a variant says and sets differently from the plain workflow of calls. */
export interface Variant {
  file: string;
  name: string;
  title: string;
  about: string;
  /** Set-up step of its own, before the fields are made. */
  step?: string;
  matrixNote?: string;
  upsertNote?: string;
  findNote?: string;
  triggerNote?: string;
  events?: string[];
  matrix?: Record<string, unknown>;
  find?: Record<string, unknown>;
  height?: number;
  /** Nodes beside the line of calls, and their connections. */
  more?: { nodes: Placed[]; lines: Record<string, string[][]> };
}

const INTRO = 'Nothing is made twice, even when Ringostat sends an event again.';

function setUpOf(crm: CrmTexts, { step }: Variant): string[] {
  const upsert = upsertName(crm);
  const senior = 'choose the **Senior**.';
  return [
    'Open **Ringostat Trigger**: make a *Ringostat API* credential. Invent a long *webhook secret*.',
    `Open **Find Responsible Manager** and **${upsert}**: make a *${crm.credential}* credential, ${senior}`,
    ...(crm.extra ? [crm.extra] : []),
    ...(step ? [step] : []),
    `In the note at the bottom: create the missing ${crm.label} ${crm.fields} once.`,
    `In Ringostat (${menus['en-US'].webhooks}) paste the webhook URLs as Ringostat Trigger shows them.`,
    'Run *Try It* by hand: *Test Call* makes up a call, and every node shows what it would do. Nothing is written.',
    'Publish the workflow and make a call.',
  ];
}

function textsOf(crm: CrmTexts, variant: Variant): LineTexts {
  return {
    title: variant.title,
    about: `${variant.about} ${INTRO}`,
    setUp: setUpOf(crm, variant),
    setUpTakes: '10 minutes',
    trigger:
      variant.triggerNote ??
      '**1. A call arrives**\n\nRingostat is answered at once. The event gets the same shape whatever Ringostat sends.\n\nOpen it to see what to enter in Ringostat.',
    find:
      variant.findNote ??
      `**2. Who is it?**\n\nLooks for the client in ${crm.label} by number. Adds the client, the manager of the call and the responsible.\n\nEmployees are matched to ${crm.label} users by e-mail.`,
    matrix:
      variant.matrixNote ??
      '**3. What is to be done?**\n\nOne field per moment of a call: tick what should happen. No network, no surprises: the plan says why for every step.',
    upsert:
      variant.upsertNote ??
      `**4. Do it**\n\nWrites the plan to ${crm.label}. Field mapping${crm.crm === 'salesforce' ? '' : ', pipelines'} and names are chosen here.\n\nSwitch **Dry Run** on to see everything and write nothing.`,
  };
}

/** The workflow of calls, with what the variant changes. */
export function callsTemplate(crm: CrmTexts, variant: Variant): Template {
  const { events, matrix, find, height = 560, more } = variant;
  const texts = textsOf(crm, variant);
  return workflow(
    `${crm.crm}/${variant.file}`,
    variant.name,
    [
      overview(texts, height),
      ...line(crm, texts, {
        ...(events ? { events } : {}),
        ...(matrix ? { matrix } : {}),
        ...(find ? { find } : {}),
      }),
      ...trial(),
      ...care(crm),
      ...(more?.nodes ?? []),
    ],
    { ...lineConnections(crm), ...trialConnections, ...careConnections(crm), ...more?.lines },
  );
}

/** Calls as the CRM's preset says. */
export const calls = (crm: CrmTexts): Variant => ({
  file: 'calls',
  name: `Ringostat calls in ${crm.label}`,
  title: `Ringostat calls in ${crm.label}`,
  about: crm.records,
});
