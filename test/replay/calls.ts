/** Twelve calls of the last days as Ringostat's log holds them, and three of them in HubSpot already. */
import { callKey } from '../../core/plan/keys';
import type { Team } from '../../core/model/team';
import { demoTeam } from '../../sandbox/demo/people';
import type { FakeHubSpot } from '../../sandbox/hubspot/types';
import { DEFAULT_EMPLOYEES } from '../../sandbox/ringostat/staff';
import type { FakeCall, FakeRingostat } from '../../sandbox/ringostat/types';

const [olena, petro] = DEFAULT_EMPLOYEES;
const PETROS_MOBILE = '380501112233';
const KNOWN = { number: '380671110000', owner: '81235' };
/** Petro is reached on his mobile too, so a call from it is one between employees. */
export const team: Team = {
  ...demoTeam,
  employees: demoTeam.employees.map((employee) =>
    employee.id === '1112' ? { ...employee, main: [...employee.main, PETROS_MOBILE] } : employee,
  ),
};

const missed = { employee: undefined, status: 'NO ANSWER', billsec: 0, duration: 20, waittime: 20 };
const CHANGES: Record<string, Partial<FakeCall>> = {
  firstMissed: { clientNumber: '380671110001', ...missed },
  thenAnswered: { clientNumber: '380671110001' },
  missed: { clientNumber: '380671110002', ...missed },
  callback: { clientNumber: '380671110003', direction: 'callback', employee: petro },
  anonymous: { clientNumber: 'anonymous', ...missed },
  outgoing: { clientNumber: KNOWN.number, direction: 'out', employee: petro },
  missedOfKnown: { clientNumber: KNOWN.number, ...missed },
  running: { clientNumber: '380671110004', ...missed, status: 'IN PROGRESS' },
  betweenEmployees: { clientNumber: PETROS_MOBILE },
  thereAnswered: { clientNumber: KNOWN.number, employee: petro },
  thereMissed: { clientNumber: '380671110005', ...missed },
  thereOutgoing: { clientNumber: KNOWN.number, direction: 'out' },
};
export type CallName = keyof typeof CHANGES & string;
export const THERE: CallName[] = ['thereAnswered', 'thereMissed', 'thereOutgoing'];
/** Left out: still running, and of no client. */
export const LEFT_OUT: CallName[] = ['running', 'betweenEmployees'];
export const NAMES = Object.keys(CHANGES);

const HOUR_MS = 3_600_000;
const idOf = (name: CallName): string => `ua0_-1795${100_000 + NAMES.indexOf(name)}.7`;
export const keyOf = (ringostat: FakeRingostat, name: CallName): string =>
  callKey(ringostat.projectId, idOf(name));

function talked(id: string, hoursAgo: number, change: Partial<FakeCall> = {}): FakeCall {
  return {
    id,
    direction: 'in',
    clientNumber: '',
    companyNumber: '380441234567',
    employee: olena,
    status: 'ANSWERED',
    billsec: 60,
    duration: 70,
    waittime: 10,
    startedAt: Date.now() - hoursAgo * HOUR_MS,
    ...change,
  };
}

/** Puts the calls into the log, the first one the oldest, five hours apart: all in the last 72 hours. */
export function fillLog({ calls }: FakeRingostat): void {
  calls.push(...NAMES.map((name, index) => talked(idOf(name), (NAMES.length - index) * 5, CHANGES[name])));
}

/** One call more, of a new client; returns its key in the CRM and the end of its number. */
export function addLate({ calls, projectId }: FakeRingostat): { key: string; national: string } {
  const id = 'ua0_-1795200000.7';
  calls.push(talked(id, 1, { clientNumber: '380671110006' }));
  return { key: callKey(projectId, id), national: '671110006' };
}

/** A client with a deal, and the records of three of the calls, one of them changed by a person. */
export function fillPortal({ seed }: FakeHubSpot, ringostat: FakeRingostat): void {
  const contact = seed.contact({ firstname: 'Known', phone: '067 111 00 00', hubspot_owner_id: KNOWN.owner });
  const place = { pipeline: 'default', dealstage: 'qualifiedtobuy' };
  const deal = seed.deal(
    { dealname: 'Sofa', hubspot_owner_id: KNOWN.owner, ...place },
    { links: { contacts: [contact] } },
  );
  for (const name of THERE)
    seed.call(
      {
        hs_timestamp: new Date(Date.now() - 5 * HOUR_MS).toISOString(),
        hs_call_title: name === 'thereAnswered' ? 'My own words' : name,
        ringostat_call_id: keyOf(ringostat, name),
      },
      name === 'thereMissed' ? {} : { links: { contacts: [contact], deals: [deal] } },
    );
}
