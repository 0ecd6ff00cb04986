/** The lower lines of the workflows of calls: health check every morning, missing fields once. */
import { upsertName, type CrmTexts } from './crms';
import { COLOUR, core, note, ours, type Placed } from './workflow';

const CHECK = 'Check Account';
const HEALTHY = 'Healthy?';
const create = ({ Fields }: CrmTexts): string => `Create Missing ${Fields}`;

const isHealthy = {
  conditions: {
    options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
    combinator: 'and',
    conditions: [
      {
        id: '01f4a120-ef3a-5138-a3d7-c965354fec61',
        leftValue: '={{ $json.healthy }}',
        rightValue: '',
        operator: { type: 'boolean', operation: 'true', singleValue: true },
      },
    ],
  },
  options: {},
};

export function care(crm: CrmTexts): Placed[] {
  const seven = { rule: { interval: [{ field: 'days', triggerAtHour: 7 }] } };
  const words = `### Care for the account\n**Once:** run the lower line by hand: ${crm.ensure}. **Every morning:** the upper line checks credential and rights, and the users, stages and fields chosen in *${CHECK}*: choose there what you use in *${upsertName(crm)}*. Connect Slack, Telegram or e-mail to *Tell Somebody*, so that you know before calls are lost.`;
  return [
    note('Note Care', words, [0, 320], { height: 150, width: 1100 }, COLOUR.care),
    core(['scheduleTrigger', 1.2], 'Every Morning', seven, [80, 500]),
    ours(crm.upsert, CHECK, { resource: 'account', operation: 'health' }, [360, 500]),
    core(['if', 2.2], HEALTHY, isHealthy, [640, 500]),
    core(['noOp', 1], 'Tell Somebody', {}, [920, 520]),
    core(['manualTrigger', 1], 'Run Once by Hand', {}, [80, 700]),
    ours(crm.upsert, create(crm), { resource: 'account', operation: 'ensureFields' }, [360, 700]),
  ];
}

export const careConnections = (crm: CrmTexts): Record<string, string[][]> => ({
  'Every Morning': [[CHECK]],
  [CHECK]: [[HEALTHY]],
  [HEALTHY]: [[], ['Tell Somebody']],
  'Run Once by Hand': [[create(crm)]],
});
