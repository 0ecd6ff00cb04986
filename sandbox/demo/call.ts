/** The demonstration: one answered call of a new client, and what the CRM holds afterwards. */
import type { Lab, LabView } from '../common/lab';
import { buildPayload } from '../ringostat/payloads';
import { sendWebhook } from '../ringostat/send';
import type { CallMoment, FakeCall } from '../ringostat/types';
import type { Sandbox } from '../server';
import { EMPLOYEES, SECRET } from './people';
import { reportOf } from './report';

const CLIENT = '380677654321';
const ARRIVED_MS = 20_000;
/** No request for so long: the flow is done with what it was sent. */
const QUIET_MS = 700;

/** A call answered by Olena Koval, 94 s of talk, that has just ended. */
export const answeredCall = (id: string, clientNumber: string): FakeCall => ({
  id,
  direction: 'in',
  clientNumber,
  companyNumber: '380441234567',
  employee: EMPLOYEES[0]!,
  status: 'ANSWERED',
  billsec: 94,
  duration: 106,
  waittime: 12,
  startedAt: Date.now() - 106_000,
});

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const count = (view: LabView): number => Object.values(view).reduce((sum, list) => sum + list.length, 0);

/** Waits until nothing has been asked of the CRM for a moment. */
async function quiet(lab: Lab): Promise<void> {
  for (let before = -1; before !== lab.spent(); await pause(QUIET_MS)) before = lab.spent();
}

/**
 * Sends the webhooks of an answered call to a trigger: when it is picked up and when it has ended. Waits until the CRM
 * holds what came of it and throws when that is nothing.
 */
export async function demonstrateCall({ lab, ringostat }: Sandbox, triggerUrl: string): Promise<string[]> {
  const id = `ua0_-${Math.floor(Date.now() / 1000)}.${Math.floor(Math.random() * 1e6)}`;
  const call: FakeCall = {
    ...answeredCall(id, CLIENT),
    recordings: [ringostat.recording(id, 3)],
    utm: { source: 'google', medium: 'cpc', campaign: 'brand' },
    googleClientId: '1122334455.1700000000',
  };
  const before = lab.spent();
  const send = async (moment: CallMoment): Promise<number> => {
    const url = `${triggerUrl}?event=incoming.${moment}&token=${SECRET}`;
    const answer = await sendWebhook(url, buildPayload('P3', call, moment));
    if (answer.status !== 200) throw new Error(`The trigger answered ${answer.status}: ${answer.body}`);
    return answer.elapsedMs;
  };
  // Some CRMs get their record as soon as the call is picked up; a template that does not, passes it by.
  await send('answered');
  await quiet(lab);
  const atPickUp = lab.spent();
  const elapsed = await send('ended');
  const until = Date.now() + ARRIVED_MS;
  while (lab.spent() === atPickUp && Date.now() < until) await pause(100);
  await quiet(lab);
  const view = await lab.view();
  if (count(view) === 0)
    throw new Error(`The call was accepted, but nothing arrived in the CRM within ${ARRIVED_MS / 1000} s.`);
  return [
    `A call: +${CLIENT}, a new client, from an ad (google / cpc / brand), answered by Olena Koval, 1 min 34 s.`,
    `The trigger answered in ${Math.round(elapsed)} ms. Requests to the CRM for the call: ${lab.spent() - before}.`,
    ...reportOf(lab, view),
  ];
}
