/** Scenarios that only some CRMs' articles describe. */
import { rowFacts } from '../../../core/matrix/rows';
import type { CrmId, RowId } from '../../../core/model/plan';
import { upsertName, type CrmTexts } from './crms';
import { desk } from './desk';
import { changedRows, eventsOf, instead } from './rows';
import type { Variant } from './calls';

const titled = (title: string, name = title): Pick<Variant, 'title' | 'name'> => ({ title, name });

/** New deals go where the rules say (G-10). A CRM that works with leads gets deals in their place. */
function pipelines(crm: CrmTexts): Variant {
  const node = upsertName(crm);
  const rows = changedRows(crm.crm, instead('lead', 'contact', 'deal'));
  return {
    file: 'pipelines',
    ...titled(`Deals by pipeline in ${crm.label}`, `Ringostat deals by pipeline in ${crm.label}`),
    about: `A new client's call makes a deal in the pipeline that fits: by the pool of numbers, the UTM marks, the number called, or a field of the form.`,
    step: `Open **${node}**, *Pipeline Rules*: add a rule for each pipeline, e.g. *If Variable* pool_name, *Equals* Wholesale, then pipeline and stage. The first rule that holds decides; without one *Pipeline* and *Stage* above do.`,
    upsertNote: `**4. Into which pipeline?**\n\nRules are read from top to bottom; drag to sort. Pipelines and stages come from ${crm.label}.\n\nSwitch **Dry Run** on to see where deals would go.`,
    ...(Object.keys(rows).length > 0 ? { matrix: rows } : {}),
    height: 680,
  };
}

const voicemail = (crm: CrmTexts): Variant => ({
  file: 'voicemail',
  ...titled(`Voicemail in ${crm.label}`, `Ringostat voicemail in ${crm.label}`),
  about: `Somebody left a message: a task with the link to listen for the responsible; a new client becomes a lead of the senior.`,
  events: ['incoming.ended'],
  matrix: changedRows(crm.crm, (ticks, row) => (rowFacts[row].results?.join() === 'voicemail' ? ticks : [])),
  matrixNote:
    '**3. Only voicemail**\n\nOnly the row *Incoming: Voicemail* is ticked; all other calls end in "Nothing to do". Use it beside a workflow of calls that has this row empty.',
});

const callReport = (crm: CrmTexts): Variant => ({
  file: 'call-report',
  ...titled('Report "Ringostat calls"', `Ringostat call report in ${crm.label}`),
  about: `Every call becomes a record of the folder *Ringostat calls*: type, number, date and time, status, employee, link to listen, and the contact when there is one. No contact is created.`,
  events: ['incoming.ended', 'outgoing.ended'],
  matrix: changedRows(crm.crm, (ticks) => ticks.filter((tick) => tick === 'callRecord')),
  matrixNote:
    '**3. The call record, nothing else**\n\nContacts are linked, not created. Tick *contact* in a row to create them.',
});

const dealFromNewContact = (crm: CrmTexts): Variant => ({
  file: 'deal-from-new-contact',
  ...titled('A deal for each new contact', `Ringostat deals from new contacts in ${crm.label}`),
  about: `A new client becomes a contact with the source Ringostat, and a deal on the stage you choose. It belongs to the manager of the call.`,
  step: `Open **${upsertName(crm)}**: choose *Stage*, where new deals begin.`,
  matrix: changedRows(crm.crm, instead('contact', 'contact', 'dealIfNew')),
  matrixNote:
    '**3. Contact and deal**\n\n*Deal only for a new client* is ticked beside *contact*: a contact that was there before the call gets none.',
  height: 620,
});

const forms = (crm: CrmTexts): Variant => ({
  file: 'forms',
  ...titled(`Website forms in ${crm.label}`, `Ringostat website forms in ${crm.label}`),
  about: `A form of the site becomes organization, person and deal with the attribution of the visit. The client is found by phone, else by e-mail, else by the Google client ID; the name is the one in the form.`,
  step: `Open **${upsertName(crm)}**, *Field Mapping*: choose a field of ${crm.label} and *Form Field*; several names by comma, the first that is filled is taken. *Value* puts in a fixed text.`,
  events: ['form.submitted'],
  triggerNote:
    '**1. A form arrives**\n\nRingostat sends it as soon as it is submitted. The names of the fields are those of the site, special characters are no trouble.',
  findNote: `**2. Who is it?**\n\nBy phone, by e-mail, by client ID. An organization that alone has the number is linked only when Apply Matrix is told so (*Link a Company Found by Number*).`,
  matrixNote:
    '**3. What is to be done?**\n\nThe row *Website Form*: organization, person, deal. Tick a task to have somebody call back.',
  height: 660,
});

const dealOnlyIfNone = (crm: CrmTexts): Variant => ({
  file: 'deal-only-if-none',
  ...titled('A deal only if there was none', `Ringostat calls in ${crm.label}, deal only if none`),
  about: `As the workflow of calls, but a client who ever had a deal gets no new one: the call is recorded on the newest closed deal.`,
  matrix: changedRows(crm.crm, instead('deal', 'dealIfNone')),
  matrixNote:
    '**3. What is to be done?**\n\n*Deal if none* stands where the preset has *deal*. All else is as usual.',
  height: 600,
});

/** What Ringostat's AI says of a call, beside what the preset does with calls. */
function analysedCalls(crm: CrmTexts): Variant {
  const isAnalysis = (row: RowId): boolean => rowFacts[row].events.includes('call.analysed');
  const ticks = (row: RowId): string[] => [
    'analysis',
    rowFacts[row].tasks === 'recommended' ? 'taskResponsible.open' : 'taskSenior.open',
  ];
  return {
    file: 'analysed-calls',
    ...titled(`Analysed calls in ${crm.label}`, `Ringostat analysed calls in ${crm.label}`),
    about: `As the workflow of calls, and when Ringostat's AI has analysed one: a note with summary, moods, topics and next steps on what is found in ${crm.label}, an open task for each recommended action, and for a call that went badly a task for the senior.`,
    step: "In Ringostat's webhook *Call processed by AI* tick the AI parameters; the usual names are found by themselves.",
    events: [...eventsOf(crm.crm), 'call.analysed'],
    matrix: changedRows(crm.crm, (before, row) => (isAnalysis(row) ? ticks(row) : before)),
    matrixNote:
      '**3. What is to be done?**\n\n*Call Analysed* writes the note and a task for each recommended action; *Call Analysed: Bad* a task for the senior.\n\nWhat is bad: *Options*, *Bad Moods* and *Score Limit*.',
    height: 660,
  };
}

/** Variants by CRM, beside calls. */
export const VARIANTS: Record<CrmId, ((crm: CrmTexts) => Variant)[]> = {
  hubspot: [analysedCalls, desk],
  salesforce: [analysedCalls, desk],
  zoho: [analysedCalls, pipelines, voicemail, desk],
  nethunt: [analysedCalls, callReport, dealFromNewContact, desk],
  pipedrive: [analysedCalls, forms, pipelines, dealOnlyIfNone, desk],
};
