/** Many numbers at once give, number by number, what a question for each of them gives. */
import { providers } from '../../../core/crm/registry';
import type { CrmProvider } from '../../../core/crm/port';
import type { CrmId, Entity } from '../../../core/model/plan';
import type { FoundRecord } from '../../../core/model/record';
import { phoneForms } from '../../../core/phone/phone';
import type { PhoneForms } from '../../../core/phone/types';
import { createHttpClient } from '../../../core/http/client';
import { accountAuth } from '../../../node-red/host/auth';
import { clock } from '../../../node-red/host/clock';
import type { Lab } from '../../../sandbox/common/lab';
import { labs } from '../../../sandbox/labs';
import { attachContract, type Contract } from '../../contract/attach-contract';

/** CRMs whose API is asked for many numbers at once. */
const CRMS = ['hubspot', 'salesforce', 'zoho'] as const satisfies CrmId[];
const NUMBERS = 120;
const ENTITIES: Entity[] = ['contact', 'lead', 'deal', 'company'];
let opened = 0;

function open(lab: Lab): CrmProvider {
  const factory = providers[lab.crm]!;
  const { baseUrl, kind, values } = lab.access;
  const http = createHttpClient({
    transport: accountAuth(factory, { kind, values: { ...values, baseUrl } }),
    clock,
    random: Math.random,
    system: factory.label,
    baseUrl,
    classify: factory.classify,
    limits: { accountKey: `many ${++opened}` },
  });
  return factory.create({ http, clock, baseUrl, settings: lab.settings });
}

const digitsOf = (n: number): string => `67${String(1_000_000 + n * 7919).slice(-7)}`;
const phoneOf = (n: number): PhoneForms => phoneForms(`+380${digitsOf(n)}`, 'UA')!;
const NOTATIONS: ((d: string) => string)[] = [
  (d) => `+380${d}`,
  (d) => `380${d}`,
  (d) => `0${d}`,
  (d) => `+380 ${d.slice(0, 2)} ${d.slice(2, 5)} ${d.slice(5)}`,
  (d) => `0${d.slice(0, 2)} ${d.slice(2, 5)}-${d.slice(5, 7)}-${d.slice(7)}`.replace(/-/g, ' '),
  (d) => `(0${d.slice(0, 2)}) ${d.slice(2, 5)}-${d.slice(5, 7)}-${d.slice(7)}`,
];

/** Every third number is nobody's; the others are contacts, leads or companies in turn, some twice, with and without deals. */
function fill(lab: Lab, hasLeads: boolean): void {
  for (let n = 0; n < NUMBERS; n += 1) {
    if (n % 3 === 2) continue;
    const phone = NOTATIONS[n % NOTATIONS.length]!(digitsOf(n));
    const kind = n % 10;
    if (kind === 3) {
      const company = lab.seed('company', { name: `Company ${n}`, phone: `+380${digitsOf(n)}` });
      lab.seed('deal', { companyId: company, name: `Deal of company ${n}` });
      continue;
    }
    if (kind === 4 && hasLeads) {
      lab.seed('lead', { name: `Lead ${n}`, phone });
      continue;
    }
    const contact = lab.seed('contact', { name: `Contact ${n}`, phone });
    if (kind % 2 === 0) lab.seed('deal', { contactId: contact, name: `Deal ${n}` });
    if (kind === 6) lab.seed('deal', { contactId: contact, name: `Lost ${n}`, closed: 'lost' });
    if (kind === 7) lab.seed('contact', { name: `Double ${n}`, phone });
  }
}
const byId = (a: FoundRecord, b: FoundRecord): number =>
  `${a.entity} ${a.id}`.localeCompare(`${b.entity} ${b.id}`);
const sorted = (found: FoundRecord[]): FoundRecord[] =>
  found.map((one) => ({ ...one, contactIds: [...one.contactIds].sort() })).sort(byId);

describe.each(CRMS)('%s', (crm) => {
  let lab: Lab;
  let contract: Contract;
  beforeAll(async () => {
    lab = await labs[crm]!.start();
    contract = attachContract(lab, crm);
    fill(lab, providers[crm]!.entities.includes('lead'));
  }, 60_000);
  afterAll(async () => {
    expect(contract.violations).toEqual([]);
    await lab.close();
  });
  const phones = Array.from({ length: NUMBERS }, (_, n) => phoneOf(n));

  test(`${NUMBERS} numbers cost at most 0.2 requests each, and each finds what it finds alone`, async () => {
    const provider = open(lab);
    const before = lab.spent();
    const many = await provider.findMany!(phones, ENTITIES);
    const spent = lab.spent() - before;
    // HubSpot's pace is five searches a second, so every third number is asked for alone, one after another.
    const some = <T>(all: T[]): T[] => all.filter((_, n) => n % 3 === n % 2);
    const alone: FoundRecord[][] = [];
    for (const phone of some(phones))
      alone.push(
        await provider.find({
          phone,
          email: null,
          googleClientId: null,
          entities: ENTITIES,
          closedDeals: true,
          recent: {},
        }),
      );
    expect(some(many).map(sorted)).toEqual(alone.map(sorted));
    expect(many.flat().length).toBeGreaterThan(NUMBERS / 2);
    expect(spent / NUMBERS).toBeLessThanOrEqual(0.2);
  }, 120_000);

  test('no number, no request', async () => {
    const before = lab.spent();
    expect(await open(lab).findMany!([], ENTITIES)).toEqual([]);
    expect(lab.spent()).toBe(before);
  });
});
