/** Calls the CRM does not have are read from the call log and recorded, by hand or every night. */
import { crmParameter, presetParameter, upsertName, type CrmTexts } from './crms';
import { FIND, MATRIX, overview } from './line';
import { core, note, NOTE_SIZE, ours, workflow, type Placed, type Template } from './workflow';

const NOTES_Y = -220;
const LOOP = 'Loop Over Calls';
const MORE = 'More Calls?';
/** A batch is worked off before the next one is read, so that a long span does not lie in one piece. */
const RESET = "={{ $prevNode.name === 'Ringostat' }}";
const IS_MORE = {
  conditions: {
    options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
    conditions: [
      {
        id: 'more',
        leftValue: "={{ $('Ringostat').last().json.progress.more }}",
        rightValue: '',
        operator: { type: 'boolean', operation: 'true', singleValue: true },
      },
    ],
    combinator: 'and',
  },
  options: {},
};

const goesOn = (node: Placed): Placed => ({ ...node, onError: 'continueErrorOutput' });

const start = (crm: CrmTexts): Placed =>
  overview(
    {
      title: 'Replay: no call is lost',
      about: `n8n, ${crm.label} or the network was down? This workflow reads the call log of Ringostat and records the calls that ${crm.label} does not have. Calls already there are left alone.`,
      setUp: [
        `Open **Ringostat**: choose the *Ringostat API* credential and the *${crm.label}* credential.`,
        `Open **Find Responsible Manager** and **${upsertName(crm)}**: choose the *${crm.label}* credential and the Senior.`,
        `Make **Apply Matrix** and **${upsertName(crm)}** the same as in your workflow for calls.`,
        'Run it by hand, or publish it: it then runs every night.',
      ],
      after:
        'Published, it goes back as far as it did not run, up to 31 days. **By hand for longer?** Choose the span in **Ringostat**.',
    },
    560,
    NOTES_Y,
  );

const notes = (crm: CrmTexts): Record<'start' | 'calls' | 'loop' | 'work', Placed> => ({
  start: note('Note Start', '**1. By hand or every night**\n\nBoth start the same line.', [0, NOTES_Y]),
  calls: note(
    'Note Calls',
    `**2. The missing calls**\n\nCalls of the last 72 hours whose call record ${crm.label} lacks, oldest first, 500 at a time. The items look like those of Ringostat Trigger.`,
    [280, NOTES_Y],
  ),
  loop: note(
    'Note Loop',
    '**3. One call at a time**\n\nSo the second call of a new client finds what the first one made. The counter on the connection shows the progress.',
    [560, NOTES_Y],
  ),
  work: note(
    'Note Do',
    '**4. As if the call had just ended**\n\nThe same three nodes as in the workflow for calls. A call that fails goes to *Failed*, the others go on. Run the workflow again when the cause is gone: only the missing ones are done.',
    [840, NOTES_Y],
    { height: NOTE_SIZE.height, width: 820 },
  ),
});

export function replayTemplate(crm: CrmTexts): Template {
  const upsert = upsertName(crm);
  const three = { rule: { interval: [{ field: 'days', triggerAtHour: 3 }] } };
  const missing = { lastHours: 72, inBatches: true, onlyMissing: true, ...crmParameter(crm) };
  const told = notes(crm);
  return workflow(
    `${crm.crm}/replay`,
    `Ringostat replay of missed calls into ${crm.label}`,
    [
      start(crm),
      told.start,
      core(['manualTrigger', 1], 'Run by Hand', {}, [80, 0]),
      core(['scheduleTrigger', 1.2], 'Every Night', three, [80, 180]),
      told.calls,
      ours('ringostat', 'Ringostat', missing, [360, 80]),
      told.loop,
      core(['splitInBatches', 3], LOOP, { batchSize: 1, options: { reset: RESET } }, [640, 80]),
      told.work,
      goesOn(ours('ringostatFindResponsible', FIND, crmParameter(crm), [920, 180])),
      goesOn(ours('ringostatApplyMatrix', MATRIX, presetParameter(crm), [1200, 180])),
      goesOn(ours(crm.upsert, upsert, {}, [1480, 140])),
      core(['noOp', 1], 'Failed', {}, [1480, 420]),
      core(['if', 2.2], MORE, IS_MORE, [920, -20]),
      core(['noOp', 1], 'Done', {}, [1200, 0]),
    ],
    {
      'Run by Hand': [['Ringostat']],
      'Every Night': [['Ringostat']],
      Ringostat: [[LOOP]],
      [LOOP]: [[MORE], [FIND]],
      [MORE]: [['Ringostat'], ['Done']],
      [FIND]: [[MATRIX], [MATRIX], ['Failed']],
      [MATRIX]: [[upsert], [LOOP], ['Failed']],
      [upsert]: [[LOOP], ['Failed']],
      Failed: [[LOOP]],
    },
  );
}
