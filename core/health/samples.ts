/** Sample events, one or more per row of the matrix, so that the plans are those which real calls and forms get. */
import { emptyAttribution } from '../attribution/attribution';
import { ATTRIBUTION_FIELDS, type Attribution } from '../model/attribution';
import { type FieldMapping } from '../attribution/types';
import type { RingostatEvent } from '../model/event';
import type { Reason } from '../model/plan';
import type { ClientCard } from '../model/client';
import type { Person } from '../model/team';
import type { FoundRecord } from '../model/record';

/** Stands for what nobody can know before a call comes. */
export const SAMPLE_TEXT = 'Sample text';
/** A text of Ringostat holds a number: seconds, counts, costs. */
const NUMERIC = /duration|billsec|wait|talk|seconds|count|cost|price|_sec$/i;
/** Users of a team without any: numbers, since some CRMs know no others. */
const NOBODY = ['1', '2'] as const;
const AT = '2026-01-15T10:00:00+02:00';
const NUMBER = '+380670000000';
/** Record of a client who is there already; it is never read. */
const KNOWN_ID = '1';

export interface Sample {
  event: RingostatEvent;
  card: ClientCard;
}
const NO_REASON: Reason = { code: 'sample', params: {}, text: '' };

function attribution(): Attribution {
  const values = emptyAttribution();
  for (const field of ATTRIBUTION_FIELDS) values[field] = SAMPLE_TEXT;
  return values;
}

/** A value under every name that the mapping asks for. */
function valuesOf(mapping: FieldMapping[], type: 'variable' | 'formField'): Record<string, string> {
  const names = mapping.flatMap(({ source }) => {
    if (source.type === 'variable') return type === 'variable' ? [source.name.trim()] : [];
    return source.type === 'formField' && type === 'formField'
      ? source.names.flatMap((some) => some.split(',')).map((name) => name.trim())
      : [];
  });
  return Object.fromEntries(names.map((name) => [name, NUMERIC.test(name) ? '20' : SAMPLE_TEXT]));
}

const ENDED = {
  kind: 'call',
  moment: 'ended',
  name: 'incoming.ended',
  direction: 'incoming',
  status: 'answered',
} as const;

function eventOf(change: Partial<RingostatEvent>, mapping: FieldMapping[]): RingostatEvent {
  const answered = change.status !== 'missed' && change.status !== 'voicemail';
  return {
    version: 1,
    ...ENDED,
    eventKey: 'sample',
    projectId: null,
    callId: 'sample-of-the-health-check',
    callback: false,
    internal: false,
    clientNumber: NUMBER,
    clientNumberInternational: '+380 67 000 0000',
    clientNumberAsSent: NUMBER,
    anonymous: false,
    clientName: null,
    clientEmail: null,
    ownLine: '+380440000000',
    employee: { id: '1', name: 'Sample', email: null, extension: '101', direction: '101', department: null },
    statusAsSent: null,
    durations: { total: 30, talk: answered ? 20 : 0, wait: 10 },
    times: { startedAt: AT, answeredAt: answered ? AT : null, endedAt: AT },
    recordings: answered ? ['https://app.ringostat.com/recordings/sample.mp3?token=sample'] : [],
    legs: [],
    attribution: attribution(),
    pool: SAMPLE_TEXT,
    scheme: null,
    callCard: null,
    landing: null,
    form: null,
    variables: valuesOf(mapping, 'variable'),
    timeZone: 'Europe/Kyiv',
    defaultCountry: 'UA',
    receivedAt: AT,
    answer: null,
    warnings: [],
    raw: null,
    ...change,
  };
}

const personOf = (crmUserId: string | null): Person => ({
  crmUserId,
  employeeId: '1',
  name: 'Sample',
  email: null,
});
const contactOf = (ownerId: string): FoundRecord => ({
  entity: 'contact',
  id: KNOWN_ID,
  name: 'Sample',
  ownerId,
  open: true,
  url: null,
  createdAt: null,
  updatedAt: null,
  attribution: attribution(),
  callId: null,
  contactIds: [],
  companyIds: [],
});

function cardOf(users: string[], known: boolean, manager: 'first' | 'unmapped' | null): ClientCard {
  const [first = NOBODY[0], second = NOBODY[1]] = users;
  const contact = known ? contactOf(second) : null;
  return {
    client: {
      known,
      contact,
      lead: null,
      company: null,
      deal: null,
      closedDeal: null,
      candidates: [],
      decidedBy: NO_REASON,
    },
    manager: manager === null ? null : personOf(manager === 'first' ? first : null),
    responsible: contact && { ...personOf(second), entity: 'contact', recordId: contact.id },
    senior: personOf(first),
    distributed: null,
    internal: false,
    reasons: [],
    requests: 0,
  };
}

const OUTGOING = { direction: 'outgoing', name: 'outgoing.ended' } as const;
const CALLS: { change: Partial<RingostatEvent>; known?: true; manager?: 'first' | 'unmapped' }[] = [
  { change: { moment: 'ringing', name: 'incoming.ringing', status: 'running' } },
  {
    change: { moment: 'answered', name: 'incoming.answered', status: 'running' },
    manager: 'first',
  },
  { change: { status: 'missed' } },
  { change: { status: 'missed' }, known: true },
  { change: { status: 'voicemail' } },
  { change: {}, manager: 'first' },
  { change: {}, manager: 'first', known: true },
  { change: {}, manager: 'unmapped' },
  { change: OUTGOING, manager: 'first', known: true },
  { change: { ...OUTGOING, status: 'missed' }, manager: 'first', known: true },
];

/** Takes the users of the team and the mapping; returns the events with the cards of clients who are known and who are not. */
export function samplesOf(users: string[], mapping: FieldMapping[]): Sample[] {
  const calls = CALLS.map(({ change, known = false, manager = null }) => ({
    event: eventOf(change, mapping),
    card: cardOf(users, known, manager),
  }));
  const form: Partial<RingostatEvent> = {
    kind: 'form',
    moment: 'submitted',
    name: 'form.submitted',
    status: null,
    direction: null,
    clientEmail: 'sample@example.com',
    recordings: [],
    form: { ...valuesOf(mapping, 'formField'), name: 'Sample', company: 'Sample' },
  };
  return [...calls, { event: eventOf(form, mapping), card: cardOf(users, false, null) }];
}
