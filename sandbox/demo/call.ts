/** The demonstration: one answered call of a new client, and what the CRM holds afterwards. */
import { buildPayload } from '../ringostat/payloads';
import { sendWebhook } from '../ringostat/send';
import type { FakeCall } from '../ringostat/types';
import type { Sandbox } from '../server';
import { SECRET } from './people';

const CLIENT = '380677654321';

/** A call answered by Olena Koval, 94 s of talk, that has just ended. */
export const answeredCall = (id: string, clientNumber: string): FakeCall => ({
  id,
  direction: 'in',
  clientNumber,
  companyNumber: '380441234567',
  employee: {
    id: 1111,
    name: 'Olena Koval',
    email: 'olena@example.com',
    extension: '101',
    sip: 'shop_olena',
  },
  status: 'ANSWERED',
  billsec: 94,
  duration: 106,
  waittime: 12,
  startedAt: Date.now() - 106_000,
});

/** Sends the after-call webhook of an answered call to a trigger; waits until the CRM has its task, at most 15 s. */
export async function demonstrateCall(sandbox: Sandbox, triggerUrl: string): Promise<string[]> {
  const id = `ua0_-${Math.floor(Date.now() / 1000)}.${Math.floor(Math.random() * 1e6)}`;
  const payload = buildPayload('P3', {
    ...answeredCall(id, CLIENT),
    recordings: [sandbox.ringostat.recording(id, 3)],
    utm: { source: 'google', medium: 'cpc', campaign: 'brand' },
    googleClientId: '1122334455.1700000000',
  });
  const before = sandbox.hubspot.requests.length;
  const url = `${triggerUrl}?event=incoming.ended&token=${SECRET}`;
  const answer = await sendWebhook(url, payload);
  if (answer.status !== 200) throw new Error(`The trigger answered ${answer.status}: ${answer.body}`);
  const until = Date.now() + 15_000;
  while (sandbox.hubspot.records('tasks').length === 0) {
    if (Date.now() > until)
      throw new Error('The call was accepted, but nothing arrived in the CRM within 15 s.');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const requests = sandbox.hubspot.requests.slice(before);
  const setUp = requests.filter(({ path }) => path.startsWith('/crm/properties/')).length;
  return [
    `A call: +${CLIENT}, a new client, from an ad (google / cpc / brand), answered by Olena Koval, 1 min 34 s.`,
    `The trigger answered in ${Math.round(answer.elapsedMs)} ms. Requests to the CRM: ${requests.length - setUp} for the call` +
      (setUp > 0 ? `, and once ${setUp} to create the properties a new portal lacks.` : '.'),
    'HubSpot now holds:',
    ...arrived(sandbox).map((line) => `  ${line}`),
  ];
}

function arrived({ hubspot }: Sandbox): string[] {
  const owner: Record<string, string> = { '81234': 'Olena K.', '81235': 'Petro B.', '81236': 'Iryna S.' };
  const line = (
    kind: string,
    name: string | undefined,
    properties: Record<string, string>,
    more: string,
  ): string =>
    `${kind.padEnd(12)}${(name ?? '').padEnd(46)} ${(owner[properties['hubspot_owner_id'] ?? ''] ?? 'nobody').padEnd(10)} ${more}`;
  return [
    ...hubspot
      .records('contacts')
      .map(({ properties: p }) => line('contact', p['phone'], p, `utm_source ${p['utm_source']}`)),
    ...hubspot
      .records('deals')
      .map(({ properties: p }) => line('deal', p['dealname'], p, `stage ${p['dealstage']}`)),
    ...hubspot
      .records('calls')
      .map(({ properties: p }) => line('call', p['hs_call_title'], p, String(p['hs_call_status']))),
    ...hubspot
      .records('tasks')
      .map(({ properties: p }) => line('task', p['hs_task_subject'], p, String(p['hs_task_status']))),
  ];
}
