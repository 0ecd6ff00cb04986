/** Calls of a simulated company: old and new clients, again and again, taken, missed, made, hidden, between employees. */
import type { RingostatEvent } from '../../../core/model/event';
import type { Employee, Team } from '../../../core/model/team';
import type { Lab } from '../../../sandbox/common/lab';
import { event } from '../apply/kit';
import { utm } from '../crm/hubspot/kit';

/** Park–Miller: the same calls on every machine. */
export function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => (state = (state * 48271) % 2147483647) % below;
}
const START = Date.parse('2026-11-02T08:00:00Z');
const MINUTE_MS = 60_000;

export const numberOf = (n: number): string => `38067${String(1_000_000 + n * 7919).slice(-7)}`;

const employee = (id: string, name: string, crmUserId: string | null): Employee => ({
  id,
  name,
  email: null,
  extension: id,
  main: [`sip${id}`],
  additional: [],
  crmUserId,
  active: true,
  distributeMissed: true,
  substitute: null,
});
export const teamIn = ({ users }: Lab): Team => ({
  employees: [
    employee('101', 'Olena', users.olena),
    employee('102', 'Ivan', users.ivan),
    employee('103', 'Maksym', users.maksym),
    employee('104', 'Petro', null),
  ],
  senior: users.sofia,
});

/** Every fifth client is in the CRM: a contact or lead, some with an open or a lost deal, some twice. */
export function seedClients(lab: Lab, clients: number, hasLeads: boolean): void {
  const owners = [lab.users.olena, lab.users.ivan, lab.users.maksym, lab.users.stranger];
  for (let n = 0; n < clients; n += 5) {
    const kind = n % 7;
    const phone = `+${numberOf(n)}`;
    const ownerId = owners[n % owners.length]!;
    const at = START - (n + 1) * MINUTE_MS;
    if (kind === 0 && hasLeads) {
      lab.seed('lead', { name: `Lead ${n}`, phone, ownerId, at });
      continue;
    }
    const contactId = lab.seed('contact', { name: `Contact ${n}`, phone, ownerId, at });
    if (kind === 1) lab.seed('deal', { name: `Deal ${n}`, contactId, ownerId: owners[(n + 1) % 4]!, at });
    if (kind === 2) lab.seed('deal', { name: `Lost ${n}`, contactId, ownerId, closed: 'lost', at });
  }
}

/** `count` ended calls of `clients` people, oldest first. */
export function callsOf(count: number, clients: number, seed: number): RingostatEvent[] {
  const random = randomOf(seed);
  return Array.from({ length: count }, (_, n) => {
    const startedAt = new Date(START + n * 3 * MINUTE_MS).toISOString();
    const outgoing = random(4) === 0;
    const talked = random(3) > 0;
    const hidden = random(50) === 0;
    const who = `10${1 + random(4)}`;
    const number = numberOf(random(clients));
    const callId = `c${n}`;
    const direction = outgoing ? 'outgoing' : 'incoming';
    return event({
      moment: 'ended',
      name: `${direction}.ended`,
      direction,
      callId,
      eventKey: `p/${callId}/${direction}.ended`,
      clientNumber: hidden ? null : `+${number}`,
      clientNumberInternational: hidden ? null : `+${number}`,
      clientNumberAsSent: hidden ? 'anonymous' : number,
      anonymous: hidden,
      status: talked ? 'answered' : random(6) === 0 ? 'voicemail' : 'missed',
      durations: { total: 60, talk: talked ? 50 : 0, wait: 10 },
      employee: {
        id: null,
        name: null,
        email: null,
        extension: talked || outgoing ? who : null,
        direction: null,
        department: null,
      },
      times: {
        startedAt,
        answeredAt: null,
        endedAt: new Date(Date.parse(startedAt) + MINUTE_MS).toISOString(),
      },
      receivedAt: new Date(Date.parse(startedAt) + MINUTE_MS).toISOString(),
      // Whose marks a record has tells which call filled them.
      attribution: random(3) === 0 ? utm() : utm({ utm_source: 'google', utm_campaign: callId }),
      variables: {},
    });
  });
}
