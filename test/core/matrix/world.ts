/** Small events and client cards for tests of the matrix. */
import type { Attribution } from '../../../core/model/attribution';
import type { FoundRecord } from '../../../core/model/record';
import type { RingostatEvent } from '../../../core/model/event';
import { applyMatrix } from '../../../core/matrix/apply-matrix';
import { DEFAULT_OPTIONS, presets } from '../../../core/matrix/presets';
import type { MatrixOptions, MatrixTable, PresetId } from '../../../core/matrix/types';
import type { Entity, Plan, Step } from '../../../core/model/plan';
import type { Client, ClientCard } from '../../../core/model/client';
import type { Person } from '../../../core/model/team';

export const NO_ATTRIBUTION: Attribution = {
  utm_source: null,
  utm_medium: null,
  utm_campaign: null,
  utm_term: null,
  utm_content: null,
  google_client_id: null,
};
export const GOOGLE: Attribution = {
  ...NO_ATTRIBUTION,
  utm_source: 'google',
  utm_medium: 'cpc',
  google_client_id: '1.2',
};

const person = (id: string, name: string, mapped = true): Person => ({
  crmUserId: mapped ? `u-${id}` : null,
  employeeId: id,
  name,
  email: `${id}@example.com`,
});
export const PEOPLE = {
  olena: person('olena', 'Olena Koval'),
  ivan: person('ivan', 'Ivan Bondar'),
  sofia: person('sofia', 'Sofia Melnyk'),
  maksym: person('maksym', 'Maksym Tkach'),
  petro: person('petro', 'Petro Rudenko', false),
} as const;
export type Who = keyof typeof PEOPLE;
export const userId = (who: Who): string => `u-${who}`;

/** `project_id` and `call.1` as stored. */
export const CALL_KEY = 'p1_call_1';

export function event(change: Partial<RingostatEvent> = {}): RingostatEvent {
  return {
    version: 1,
    kind: 'call',
    moment: 'ended',
    name: 'incoming.ended',
    eventKey: 'p1:call.1:incoming.ended',
    projectId: 'p1',
    callId: 'call.1',
    direction: 'incoming',
    callback: false,
    internal: false,
    clientNumber: '+380671234567',
    clientNumberInternational: '+380 67 123 4567',
    clientNumberAsSent: '380671234567',
    anonymous: false,
    clientName: null,
    clientEmail: null,
    ownLine: '+380441234567',
    employee: {
      id: '1001',
      name: null,
      email: null,
      extension: '101',
      direction: 'proj_olena',
      department: null,
    },
    status: 'answered',
    statusAsSent: 'ANSWERED',
    durations: { total: 120, talk: 94, wait: 9 },
    times: {
      startedAt: '2026-11-20T14:00:00+02:00',
      answeredAt: '2026-11-20T14:00:09+02:00',
      endedAt: '2026-11-20T14:02:00+02:00',
    },
    recordings: ['https://example.com/rec.wav?token=t'],
    legs: [],
    attribution: GOOGLE,
    pool: 'Context ads',
    scheme: null,
    callCard: null,
    landing: null,
    form: null,
    variables: {},
    timeZone: 'Europe/Kyiv',
    defaultCountry: 'UA',
    receivedAt: '2026-11-20T14:02:05+02:00',
    answer: null,
    warnings: [],
    raw: null,
    ...change,
  };
}

/** Ringostat's AI knows no result and no recording of the call. */
function analysedAs(clientMood: string): Partial<RingostatEvent> {
  return {
    kind: 'analysis',
    moment: 'analysed',
    name: 'call.analysed',
    status: null,
    statusAsSent: null,
    durations: { total: null, talk: null, wait: null },
    times: { startedAt: '2026-11-20T14:00:00+02:00', answeredAt: null, endedAt: null },
    recordings: [],
    analysis: {
      summary: 'Asks for a price list.',
      clientMood,
      employeeMood: null,
      mood: null,
      score: null,
      scoreAsSent: null,
      topics: ['price'],
      actions: ['Send the price list', 'Call back on Monday'],
      transcript: null,
      transcriptLinks: [],
    },
  };
}

/** Parts of events that presets' tests name. */
export const MOMENTS: Record<string, Partial<RingostatEvent>> = {
  ringing: { moment: 'ringing', name: 'incoming.ringing', status: 'running' },
  answered: { moment: 'answered', name: 'incoming.answered', status: 'running' },
  talked: {},
  missed: {
    status: 'missed',
    statusAsSent: 'NO ANSWER',
    durations: { total: 30, talk: 0, wait: 30 },
    recordings: [],
  },
  analysed: analysedAs('calm'),
  'analysed bad': analysedAs('angry'),
  voicemail: { status: 'voicemail', durations: { total: 40, talk: 0, wait: 20 } },
  'outgoing talked': { name: 'outgoing.ended', direction: 'outgoing' },
  'outgoing missed': {
    name: 'outgoing.ended',
    direction: 'outgoing',
    status: 'missed',
    durations: { total: 20, talk: 0, wait: 20 },
    recordings: [],
  },
  form: {
    kind: 'form',
    moment: 'submitted',
    name: 'form.submitted',
    direction: null,
    status: null,
    callId: 'form.1',
    ownLine: null,
    recordings: [],
    durations: { total: null, talk: null, wait: null },
    times: { startedAt: null, answeredAt: null, endedAt: null },
    clientName: 'Anna',
    clientEmail: 'anna@example.com',
    form: { name: 'Anna', phone: '0671234567', company: 'Anna & Co' },
  },
};

export function record(entity: Entity, change: Partial<FoundRecord> = {}): FoundRecord {
  return {
    entity,
    id: `${entity}1`,
    name: `Old ${entity}`,
    ownerId: userId('ivan'),
    open: true,
    url: null,
    createdAt: null,
    updatedAt: null,
    attribution: { ...NO_ATTRIBUTION, utm_source: 'old' },
    callId: null,
    contactIds: [],
    companyIds: [],
    ...change,
  };
}

export function client(change: Partial<Client> = {}): Client {
  const found = { contact: null, lead: null, company: null, deal: null, closedDeal: null, ...change };
  const known = [found.contact, found.lead, found.company, found.deal, found.closedDeal].some(
    (one) => one !== null,
  );
  return { candidates: [], decidedBy: { code: 'test', params: {}, text: 'test' }, ...found, known };
}

const ORDER = ['deal', 'lead', 'contact'] as const;
/** The responsible as Find Responsible Manager names him: owner of deal, else lead, else contact; older records first. */
export function card(found: Client, manager: Who | null, change: Partial<ClientCard> = {}): ClientCard {
  const owners = ORDER.flatMap((entity) => {
    const one = found[entity];
    const owner = Object.values(PEOPLE).find(
      (person) => person.crmUserId !== null && person.crmUserId === one?.ownerId,
    );
    return one && owner ? [{ ...owner, entity, recordId: one.id, own: one.callId === CALL_KEY }] : [];
  });
  const best = owners.find((owner) => !owner.own) ?? owners[0];
  const responsible = best && {
    crmUserId: best.crmUserId,
    employeeId: best.employeeId,
    name: best.name,
    email: best.email,
    entity: best.entity,
    recordId: best.recordId,
  };
  return {
    client: found,
    manager: manager ? PEOPLE[manager] : null,
    responsible: responsible ?? null,
    senior: PEOPLE.sofia,
    distributed: null,
    internal: false,
    reasons: [],
    requests: 0,
    ...change,
  };
}

export interface Given {
  event?: RingostatEvent;
  card: ClientCard;
  preset?: PresetId;
  table?: MatrixTable;
  options?: Partial<MatrixOptions>;
}
export function plan(given: Given): Plan {
  const preset = given.preset ?? 'hubspot';
  return applyMatrix({
    event: given.event ?? event(),
    card: given.card,
    table: given.table ?? presets[preset].rows,
    preset,
    callRecordIsTask: presets[preset].callRecordIsTask,
    options: { ...DEFAULT_OPTIONS, ...given.options },
  });
}

const ref = (step: Step): string =>
  'links' in step
    ? step.links
        .map((link) => ('id' in link ? link.id : `new ${link.entity}`))
        .sort()
        .join('+')
    : '';

/** One step as a short line: `deal owner olena on new contact`, `task responsible open ivan on contact1+deal1`. */
export function shortStep(step: Step): string {
  const who = (id: string | null): string => (id === null ? 'nobody' : id.replace(/^u-/, ''));
  const on = ref(step) ? ` on ${ref(step)}` : '';
  if (step.kind === 'task')
    return `task ${step.values.role} ${step.values.state} ${who(step.values.ownerId)}${on}`;
  if (step.kind === 'attribution') return `attribution ${step.target.id}`;
  if (step.kind === 'owner') return `owner ${step.target.id} ${who(step.values.ownerId)}`;
  if (step.kind === 'phone') return `phone ${step.target.id} ${step.values.field} ${step.values.phone}`;
  if (step.kind === 'missed') return `missed ${step.values.does}`;
  return `${step.kind} ${who(step.values.ownerId)}${on}`;
}
export const short = (made: Plan): string[] => made.steps.map(shortStep);
