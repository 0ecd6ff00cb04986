/**
 * What would happen: a chosen situation becomes a webhook as Ringostat sends it, and goes through the product's own reading of
 * webhooks, its search for the client and the matrix. Only the CRM is pretended: it holds the records that were chosen.
 */
import { toEvent } from '../../../core/event/normalise';
import { applyMatrix } from '../../../core/matrix/apply-matrix';
import { DEFAULT_OPTIONS, presets } from '../../../core/matrix/presets';
import type { MatrixTable, PresetId } from '../../../core/matrix/types';
import type { ClientCard } from '../../../core/model/client';
import type { RingostatEvent } from '../../../core/model/event';
import type { Entity, Language, Plan } from '../../../core/model/plan';
import type { FoundRecord } from '../../../core/model/record';
import type { CrmProvider } from '../../../core/crm/port';
import { CARD_ORDER, findResponsible } from '../../../core/routing/find-responsible';
import { buildForm } from '../../ringostat/form';
import { buildPayload } from '../../ringostat/payloads';
import type { CallMoment, FakeCall } from '../../ringostat/types';
import { employeeOf, TEAM, userOf, type Owner, type Talker } from './people';

export const MOMENTS = [
  'ringing',
  'answered',
  'talked',
  'missed',
  'voicemail',
  'outgoing',
  'outgoingMissed',
  'form',
] as const;
export type MomentOfCall = (typeof MOMENTS)[number];
export const HELD = ['contact', 'company', 'lead', 'deal', 'closedDeal'] as const;
export type Held = (typeof HELD)[number];

export interface Situation {
  moment: MomentOfCall;
  /** As Ringostat would send it, in any notation; empty: hidden. */
  number: string;
  talker: Talker;
  /** What the CRM has of the client, and whose it is. */
  records: Partial<Record<Held, Owner>>;
  distribute: boolean;
}

const STATUS: Record<MomentOfCall, string> = {
  ringing: '',
  answered: '',
  talked: 'ANSWERED',
  missed: 'NO ANSWER',
  voicemail: 'VOICEMAIL',
  outgoing: 'ANSWERED',
  outgoingMissed: 'NO ANSWER',
  form: '',
};
/** A working day at noon in Kyiv, so that deadlines in working hours can be followed. */
const STARTED = Date.UTC(2026, 10, 20, 10);
const TIME_ZONE = 'Europe/Kyiv';
const WORKING_HOURS = { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' };

const momentOf = (moment: MomentOfCall): CallMoment =>
  moment === 'ringing' || moment === 'answered' ? moment : 'ended';
export const isOutgoing = (moment: MomentOfCall): boolean => moment.startsWith('outgoing');
/** Somebody of the company is named by the webhook. */
export const hasTalker = (moment: MomentOfCall): boolean =>
  moment === 'answered' || moment === 'talked' || isOutgoing(moment);

function payloadOf({ moment, number, talker }: Situation): Record<string, unknown> {
  if (moment === 'form')
    return buildForm({
      id: 'form.1',
      name: 'Anna',
      phone: number,
      email: 'anna@example.com',
      submittedAt: STARTED,
    });
  const talk = moment === 'talked' || moment === 'outgoing' ? 94 : 0;
  const employee = hasTalker(moment) ? employeeOf(talker) : null;
  const call: FakeCall = {
    id: 'ua0_-1795168800.1',
    direction: isOutgoing(moment) ? 'out' : 'in',
    clientNumber: number.trim() || 'anonymous',
    companyNumber: '380441234567',
    ...(employee ? { employee } : {}),
    status: STATUS[moment],
    billsec: talk,
    duration: talk + 12,
    waittime: 12,
    startedAt: STARTED,
    ...(talk > 0 ? { recordings: ['https://app.ringostat.com/recordings/ua0_-1795168800.1.mp3'] } : {}),
    utm: { source: 'google', medium: 'cpc', campaign: 'brand' },
  };
  return buildPayload('P3', call, momentOf(moment));
}

function recordOf(held: Held, owner: Owner): FoundRecord {
  const entity: Entity = held === 'closedDeal' ? 'deal' : held;
  return {
    entity,
    id: held === 'closedDeal' ? '2' : '1',
    name: null,
    ownerId: userOf(owner),
    open: held !== 'closedDeal',
    url: null,
    createdAt: null,
    updatedAt: null,
    attribution: toEvent(
      { ...buildForm({ id: '1', email: 'a@example.com', submittedAt: STARTED }) },
      options('form'),
    ).attribution,
    callId: null,
    contactIds: entity === 'deal' || entity === 'lead' ? ['1'] : [],
    companyIds: [],
  };
}

const options = (moment: MomentOfCall): Parameters<typeof toEvent>[1] => ({
  event:
    moment === 'form'
      ? 'form.submitted'
      : `${isOutgoing(moment) ? 'outgoing' : 'incoming'}.${momentOf(moment)}`,
  timeZone: TIME_ZONE,
  defaultCountry: 'UA',
  projectId: '1',
  receivedAt: STARTED + 110_000,
});

/** A CRM that holds the chosen records, whatever it is asked for. */
const crmWith = (found: FoundRecord[]): CrmProvider =>
  ({ find: () => Promise.resolve(found), seen: () => Promise.resolve(new Map()) }) as unknown as CrmProvider;

/** Who the client is and who talked. Throws EventError when the situation makes no event. */
export async function cardOf(
  situation: Situation,
  language: Language,
): Promise<{ event: RingostatEvent; card: ClientCard }> {
  const event = toEvent(payloadOf(situation), options(situation.moment));
  const found = HELD.flatMap((held) => {
    const owner = situation.records[held];
    return owner ? [recordOf(held, owner)] : [];
  });
  const memory = { recall: () => ({}), forgetGone: () => undefined, ownersOfCall: () => [] };
  const card = await findResponsible(
    {
      event,
      team: TEAM,
      order: CARD_ORDER,
      several: 'newestActivity',
      closedDeals: true,
      language,
      memory: memory as unknown as Parameters<typeof findResponsible>[0]['memory'],
      accountKey: '',
    },
    crmWith(found),
  );
  return { event, card };
}

/** The plan of a table for what was found. */
export function planOf(
  { event, card }: { event: RingostatEvent; card: ClientCard },
  { table, preset }: { table: MatrixTable; preset: PresetId },
  language: Language,
  distribute: boolean,
): Plan {
  return applyMatrix({
    event,
    card,
    table,
    preset,
    callRecordIsTask: presets[preset].callRecordIsTask,
    options: { ...DEFAULT_OPTIONS, language, distribute, workingHours: WORKING_HOURS },
  });
}
