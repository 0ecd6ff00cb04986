/** What each CRM's preset makes of the same deliveries (docs/matrix.md#the-presets), in the product's words. */
import type { CrmId, Entity } from '../../../core/model/plan';
import type { LabView } from '../../../sandbox/common/lab';

type Counts = Record<keyof LabView, number>;
export interface Expected {
  /** What a new client becomes. */
  client: 'contact' | 'lead';
  /** A new client was answered. */
  answered: Counts;
  /** Nobody took the call of a client whom Ivan owns. */
  missed: Pick<Counts, 'calls' | 'tasks'>;
  /** A form of the website; null: this CRM's templates take none. */
  form: Counts | null;
  /** Of two new clients: one called twice (missed, then answered), the other once (answered). */
  replayed: Counts;
}

const NONE: Counts = { contacts: 0, leads: 0, companies: 0, deals: 0, calls: 0, tasks: 0 };
const of = (counts: Partial<Counts>): Counts => ({ ...NONE, ...counts });

export const EXPECTED: Record<CrmId, Expected> = {
  hubspot: {
    client: 'contact',
    answered: of({ contacts: 1, deals: 1, calls: 1, tasks: 1 }),
    missed: { calls: 1, tasks: 1 },
    form: of({ contacts: 1, deals: 1 }),
    replayed: of({ contacts: 2, deals: 2, calls: 3, tasks: 4 }),
  },
  // The call record is the done task.
  salesforce: {
    client: 'lead',
    answered: of({ leads: 1, calls: 1 }),
    missed: { calls: 0, tasks: 1 },
    form: of({ leads: 1 }),
    replayed: of({ leads: 2, calls: 2, tasks: 2 }),
  },
  zoho: {
    client: 'lead',
    answered: of({ leads: 1, tasks: 1 }),
    missed: { calls: 0, tasks: 1 },
    form: of({ leads: 1 }),
    replayed: of({ leads: 2, tasks: 4 }),
  },
  nethunt: {
    client: 'contact',
    answered: of({ contacts: 1, calls: 1 }),
    missed: { calls: 1, tasks: 0 },
    form: null,
    replayed: of({ contacts: 2, calls: 3 }),
  },
  // The call record is the done task.
  pipedrive: {
    client: 'contact',
    answered: of({ contacts: 1, companies: 1, deals: 1, calls: 1 }),
    missed: { calls: 0, tasks: 1 },
    form: of({ contacts: 1, companies: 1, deals: 1 }),
    replayed: of({ contacts: 2, companies: 2, deals: 2, calls: 2, tasks: 2 }),
  },
};

export const LISTS: Record<Entity, 'contacts' | 'leads' | 'companies' | 'deals'> = {
  contact: 'contacts',
  lead: 'leads',
  company: 'companies',
  deal: 'deals',
};
export const countsOf = (view: LabView): Counts =>
  Object.fromEntries(Object.entries(view).map(([list, records]) => [list, records.length])) as Counts;
