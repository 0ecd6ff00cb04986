/** Ringostat asks whom to ring; the answer goes out inside the time budget. */
import { menus } from '../../../core/event/guide.json';
import { crmParameter, type CrmTexts } from './crms';
import { FIND, overview, TRIGGER } from './line';
import { core, note, NOTE_SIZE, ours, workflow, type Template } from './workflow';

const { height } = NOTE_SIZE;

export function smartForwardingTemplate(crm: CrmTexts): Template {
  const onlySip = crm.forwarding ? { options: crm.forwarding } : {};
  const answers = crm.forwarding ? 'the SIP login' : 'the number or SIP login';
  const start = overview(
    {
      title: `Smart forwarding with ${crm.label}`,
      about: `While the phone rings, Ringostat asks whom to ring. This workflow looks up the client in ${crm.label} and answers with ${answers} of the responsible manager.`,
      setUp: [
        'Open **Ringostat Trigger**: choose the *Ringostat API* credential with a webhook secret.',
        `Open **Find Responsible Manager**: choose the *${crm.label}* credential and the Senior.`,
        `In Ringostat: ${menus['en-US'].forwarding}: paste the URL as Ringostat Trigger shows it. Put it first in your forwarding scheme, and **a reserve direction after it**.`,
        'Publish the workflow and call from a known number.',
      ],
    },
    500,
  );
  return workflow(
    `${crm.crm}/smart-forwarding`,
    `Ringostat smart forwarding with ${crm.label}`,
    [
      start,
      note(
        'Note Trigger',
        '**1. Ringostat asks**\n\n*Receive* is set to the question "Whom to ring?". Choose there how Ringostat expects the answer: plain, or JSON under a key.',
        [0, -180],
        { height, width: 280 },
      ),
      ours('ringostatTrigger', TRIGGER, { receive: 'routing' }, [80, 120]),
      note(
        'Note Find',
        `**2. The answer goes out**\n\nAlways inside the time budget (2 seconds), even when ${crm.label} hangs: then the last known manager of that number, else the *Reserve*, else empty, and the scheme of Ringostat goes on.`,
        [300, -180],
        { height, width: 320 },
      ),
      ours(
        'ringostatFindResponsible',
        FIND,
        { ...crmParameter(crm), mode: 'routing', ...onlySip },
        [380, 120],
      ),
      note(
        'Note After',
        '**3. Afterwards, if you like**\n\nRingostat has its answer already. Both outputs carry the card of the client, e.g. for a message to the manager.',
        [640, -180],
        { height, width: 300 },
      ),
      core(['noOp', 1], 'Manager Found', {}, [720, 40]),
      core(['noOp', 1], 'Nobody Found', {}, [720, 220]),
    ],
    { [TRIGGER]: [[FIND]], [FIND]: [['Manager Found'], ['Nobody Found']] },
  );
}
