/** Find Responsible Manager: who the client is, who talked, who is responsible. */
import type { CrmProvider, FindQuery } from '../crm/port';
import type { FoundRecord } from '../model/record';
import type { RingostatEvent } from '../model/event';
import { addressOf } from '../event/party';
import { hasSigns } from '../event/signs';
import { keyOfCall, madeByThisCall } from '../matrix/this-call';
import { phoneForms } from '../phone/phone';
import { clientKey } from '../plan/keys';
import type { PhoneForms } from '../phone/types';
import type { Entity, Reason } from '../model/plan';
import { distribute, isOwnDirection, recognise, seniorOf, toPerson } from '../team';
import type { Employee, Team } from '../model/team';
import { noClient, toClient } from './client';
import type { FindInput } from './find-input';
import { managerOf, signsOf } from './manager';
import { because } from './reasons';
import { decided, ownerOf, ownerToRing, type Ringing } from './ringing';
import { takersOf } from './takers';
import type { Client, ClientCard } from '../model/client';

/** Number of the client in all forms; null when anonymous or no full number. */
export function clientPhone(event: RingostatEvent, number?: string | null): PhoneForms | null {
  return phoneForms(number?.trim() ? number : event.clientNumber, event.defaultCountry);
}

/**
 * Both sides are the company's: what stands in the client's place is a direction or an extension of the team, and so is
 * the other side, where it is told (G-04). A short number or a word that is nobody's is a client.
 */
export function isInternal(event: RingostatEvent, team: Team, number?: string | null): boolean {
  if (event.internal) return true;
  const client = number?.trim() ? number : (event.clientNumber ?? addressOf(event.clientNumberAsSent));
  if (event.kind === 'form' || !client || !isOwnDirection(client, team, event.defaultCountry)) return false;
  return !hasSigns(event.employee) || recognise(event.employee, team, event.defaultCountry) !== null;
}

function queryOf(input: FindInput, phone: PhoneForms | null): FindQuery | null {
  const { event } = input;
  // Only a form is found by e-mail or client id: a call's client id belongs to a browser, not to a phone.
  const form = event.kind === 'form';
  const email = form ? event.clientEmail : null;
  // A browser is shared by whoever sits at it: its id says something only where nothing else does (PD-11).
  const signed = email !== null || event.clientNumberAsSent !== null;
  const googleClientId = form && !signed ? event.attribution.google_client_id : null;
  if (!phone && !email && !googleClientId) return null;
  const client = clientKey(phone?.digits ?? null, email);
  const entities = new Set<Entity>([...input.order, ...(input.entities ?? ['contact', 'lead', 'deal'])]);
  if (input.several === 'withOpenDeal') entities.add('deal');
  return {
    phone,
    email,
    googleClientId,
    entities: [...entities],
    closedDeals: input.closedDeals,
    recent: client === null ? {} : input.memory.recall(input.accountKey, client),
    signal: input.signal,
  };
}

/** An analysis may name its call only: the client is whom the call's record hangs on. */
async function queryOfCall(
  input: FindInput,
  provider: Pick<CrmProvider, 'recordsOfCall'>,
): Promise<FindQuery | null> {
  const { event, closedDeals } = input;
  if (event.kind !== 'analysis' || event.callId === null) return null;
  const records = await provider.recordsOfCall(keyOfCall(event));
  if (records.length === 0) return null;
  // Of several of a kind the first: a call is a talk with one client.
  const recent = Object.fromEntries([...records].reverse().map(({ entity, id }) => [entity, id]));
  const entities = Object.keys(recent) as Entity[];
  return {
    phone: null,
    email: null,
    googleClientId: null,
    entities,
    closedDeals,
    recent,
    signal: input.signal,
  };
}

/** An event that comes so late may be one that has been written: the host's own tries are over by then, ms. */
const LATE_MS = 3_600_000;

/**
 * A call that was written to a deal which has ended since must not begin another one when its event comes again. Asked for
 * late events of clients without an open deal only: one request.
 */
async function isRecorded(
  { event, closedDeals }: FindInput,
  { deal, closedDeal }: Client,
  provider: Pick<CrmProvider, 'seen'>,
): Promise<boolean> {
  if (!closedDeals || deal || !closedDeal || event.kind !== 'call' || madeByThisCall(closedDeal, event))
    return false;
  const ended = Date.parse(event.times.endedAt ?? event.times.startedAt ?? event.receivedAt);
  if (!(Date.parse(event.receivedAt) - ended > LATE_MS)) return false;
  const key = keyOfCall(event);
  return (await provider.seen([key])).has(key);
}

/**
 * What find was asked to read and did not give is gone: the memory must not put it back into the plan. Who deletes one
 * record often deletes the others too, so that what find was not asked for is looked up anew as well.
 */
function forgetGone({ memory, accountKey }: FindInput, query: FindQuery, found: FoundRecord[]): void {
  const client = clientKey(query.phone?.digits ?? null, query.email);
  if (client === null) return;
  const missing = (Object.entries(query.recent) as [Entity, string][]).filter(
    ([entity, id]) => !found.some((record) => record.entity === entity && record.id === id),
  );
  if (!missing.some(([entity]) => query.entities.includes(entity))) return;
  for (const [entity, id] of missing) memory.forgetGone(accountKey, client, entity, id);
}

/** What lacked or was old when the team was read, told with every card it was used for. */
function teamReasons({ team, language }: FindInput): Reason[] {
  return (team.notes ?? []).map(({ list, system, message, readAt }) => {
    const code = `routing.${list}${readAt === null ? 'Lacks' : 'Old'}` as const;
    return because(language, code, { system, message, ...(readAt === null ? {} : { readAt }) });
  });
}

/** As findResponsible, with the responsible's row of the team; `ringing`: the question whom to ring. */
export async function buildCard(
  input: FindInput,
  provider: Pick<CrmProvider, 'find' | 'seen' | 'recordsOfCall'>,
  ringing?: Ringing,
): Promise<{ card: ClientCard; employee: Employee | null }> {
  const { event, team, language } = input;
  const before = input.requests?.() ?? 0;
  const { manager, reason } = managerOf(event, team, language);
  const share =
    event.kind === 'call'
      ? distribute(`${event.projectId ?? ''}/${event.callId ?? event.eventKey}`, team.employees)
      : null;
  const takers = takersOf(event, team, language, input.memory, input.accountKey);
  const people = {
    manager,
    senior: seniorOf(team),
    distributed: share && toPerson(share),
    ...(takers.length > 0 ? { takers } : {}),
  };
  const managerReasons = [
    ...(signsOf(event) || event.kind === 'call' ? [reason] : []),
    ...teamReasons(input),
  ];
  const internal = isInternal(event, team, input.number);
  const phone = internal ? null : clientPhone(event, input.number);
  const query = internal ? null : (queryOf(input, phone) ?? (await queryOfCall(input, provider)));
  if (!query) {
    const told = event.kind === 'analysis' && !event.anonymous ? 'routing.callUnknown' : 'routing.anonymous';
    const why = because(language, internal ? 'routing.internal' : told, { call: event.callId ?? '' });
    const card = {
      client: noClient(why),
      ...people,
      responsible: null,
      internal,
      reasons: [why, ...managerReasons],
      requests: (input.requests?.() ?? 0) - before,
    };
    return { card, employee: null };
  }
  if (ringing) query.enough = (known, pending) => decided(input, known, pending, ringing);
  const found = await provider.find(query);
  // A question may be decided before everything was asked for: what lacks then is not gone.
  if (!ringing) forgetGone(input, query, found);
  const number = phone?.international ?? query.email ?? query.googleClientId ?? event.callId ?? '';
  const { client, reasons } = toClient(found, input.several, number, language);
  if (await isRecorded(input, client, provider)) client.recorded = true;
  const owner = ringing
    ? await ownerToRing(input, client, input.order, ringing)
    : ownerOf(input, client, input.order, team);
  const card: ClientCard = {
    client,
    ...people,
    responsible: owner.responsible,
    internal: false,
    reasons: [...reasons, ...managerReasons, ...owner.reasons],
    requests: (input.requests?.() ?? 0) - before,
  };
  return { card, employee: owner.employee };
}

/**
 * Takes the event, the team and the settings of the node. Returns the client card; asks the CRM nothing for internal
 * and anonymous calls. Throws CrmError when the CRM cannot be asked.
 */
export async function findResponsible(
  input: FindInput,
  provider: Pick<CrmProvider, 'find' | 'seen' | 'recordsOfCall'>,
): Promise<ClientCard> {
  return (await buildCard(input, provider)).card;
}
