/** What stands behind docs/examples: for each row of the matrix, a portal, an event and the ticks that show the row. */
import { presets } from '../../core/matrix/presets';
import type { EventName } from '../../core/model/event';
import type { MatrixTable } from '../../core/matrix/types';
import type { RowId } from '../../core/model/plan';
import { demoTeam } from '../../sandbox/demo/people';
import type { FakeHubSpot } from '../../sandbox/hubspot/types';
import { buildForm } from '../../sandbox/ringostat/form';
import { buildPayload } from '../../sandbox/ringostat/payloads';
import { DEFAULT_EMPLOYEES } from '../../sandbox/ringostat/staff';
import type { CallMoment, FakeCall, Payload } from '../../sandbox/ringostat/types';

export interface Scene {
  event: EventName;
  payload: Payload;
  table: MatrixTable;
  /** What the portal holds before. */
  seed?: (portal: FakeHubSpot) => void;
}

/** 20 November 2026, 12:15:42 in Kyiv. */
export const NOW = Date.UTC(2026, 10, 20, 10, 15, 42);
export const team = demoTeam;
const [olena, petro] = DEFAULT_EMPLOYEES;
const PETRO_OWNER = '81235';
const CLIENT = '380671234567';
const RECORDING = 'https://app.ringostat.com/recordings/ua0_-1795169700.4242.mp3?token=example';
const ad = { source: 'google', medium: 'cpc', campaign: 'brand', term: 'sofa', content: 'ad-1' };

function call(change: Partial<FakeCall>, moment: CallMoment = 'ended'): Payload {
  const talked: FakeCall = {
    id: 'ua0_-1795169700.4242',
    direction: 'in',
    clientNumber: CLIENT,
    companyNumber: '380441234567',
    employee: olena,
    status: 'ANSWERED',
    billsec: 94,
    duration: 106,
    waittime: 12,
    startedAt: NOW - 120_000,
    recordings: [RECORDING],
    utm: ad,
    googleClientId: '1122334455.1795169000',
  };
  return buildPayload('P3', { ...talked, ...change }, moment);
}
const analysed = {
  ai_summary: 'Asks for a price list and the time of delivery.',
  ai_topics: ['price', 'delivery'],
  ai_recommendations: ['Send the price list', 'Call back on Monday'],
};
const notTalked = { employee: undefined, billsec: 0, duration: 25, waittime: 25, recordings: [] };

/** A client of Petro's with an open deal. */
function petrosClient({ seed }: FakeHubSpot): void {
  const known = { hubspot_owner_id: PETRO_OWNER, utm_source: 'facebook' };
  const createdAt = NOW - 30 * 86_400_000;
  const contact = seed.contact({ firstname: 'Taras', phone: '067 123 45 67', ...known }, { createdAt });
  seed.deal(
    { dealname: 'Sofa', pipeline: 'default', dealstage: 'qualifiedtobuy', ...known },
    { createdAt, links: { contacts: [contact] } },
  );
}

const preset = presets.hubspot.rows;
/** Rows that HubSpot's preset leaves empty are ticked as the README of the examples says. */
export const SCENES: Record<RowId, Scene> = {
  R1: {
    event: 'incoming.ringing',
    payload: call({}, 'ringing'),
    table: { ...preset, R1: { contact: true } },
  },
  R2: {
    event: 'incoming.answered',
    payload: call({}, 'answered'),
    table: { ...preset, R2: { contact: true, deal: true } },
  },
  R3: {
    event: 'incoming.ended',
    payload: call({ ...notTalked, status: 'NO ANSWER' }),
    table: preset,
  },
  R3v: {
    event: 'incoming.ended',
    payload: call({ ...notTalked, status: 'VOICEMAIL', duration: 40, recordings: [RECORDING] }),
    table: { ...preset, R3v: { ...preset.R3, taskResponsible: { state: 'open', deadlineHours: 2 } } },
  },
  R4: {
    event: 'incoming.ended',
    payload: call({}),
    table: preset,
    seed: petrosClient,
  },
  R5: { event: 'incoming.ended', payload: call({}), table: preset },
  R6: {
    event: 'outgoing.ended',
    payload: call({ direction: 'out', employee: petro }),
    table: preset,
    seed: petrosClient,
  },
  R7: {
    event: 'outgoing.ended',
    payload: call({ direction: 'out' }),
    table: preset,
    seed: petrosClient,
  },
  R8: {
    event: 'outgoing.ended',
    payload: call({ ...notTalked, employee: petro, direction: 'out', status: 'NO ANSWER' }),
    table: preset,
    seed: petrosClient,
  },
  R9: {
    event: 'incoming.ended',
    payload: call({
      employee: {
        id: 1119,
        name: 'Marko Lysenko',
        email: 'marko@example.com',
        extension: '119',
        sip: 'shop_marko',
      },
    }),
    table: preset,
  },
  R10: {
    event: 'form.submitted',
    payload: buildForm({
      id: 'callback-form',
      name: 'Taras',
      phone: '067 123 45 67',
      email: 'taras@example.com',
      fields: { message: 'How long is the delivery?' },
      utm: ad,
      googleClientId: '1122334455.1795169000',
      landing: 'https://shop.example.com/sofas',
      submittedAt: NOW - 5_000,
    }),
    table: preset,
  },
  R11: {
    event: 'call.analysed',
    payload: { ...call({}, 'answered'), ...analysed, ai_client_mood: 'calm' },
    table: { ...preset, R11: { analysis: true, taskResponsible: { state: 'open' } } },
    seed: petrosClient,
  },
  R11n: {
    event: 'call.analysed',
    payload: { ...call({}, 'answered'), ...analysed, ai_client_mood: 'angry' },
    table: { ...preset, R11n: { analysis: true, taskSenior: { state: 'open' } } },
    seed: petrosClient,
  },
};
