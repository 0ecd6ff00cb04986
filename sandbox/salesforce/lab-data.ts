/** What the lab's org is made of. */
import ours from '../../core/crm/salesforce/fields.json';
import { longId } from './ids';
import type { CustomField, FakeRecordType, FakeStage } from './types';

const user = (n: number): string => longId(`005AA000000000${n}`);
export const USERS = {
  stranger: user(9),
  olena: user(1),
  ivan: user(2),
  sofia: user(3),
  lev: user(5),
  maksym: user(6),
} as const;

const closing = (won: string, lost: string): FakeStage[] => [
  { name: won, closed: true, won: true },
  { name: lost, closed: true, won: false },
];
const open = (name: string): FakeStage => ({ name, closed: false, won: false });
/** Stages are shared by all sales processes; each names those it has. */
export const STAGES: FakeStage[] = [
  ...['Prospecting', 'Qualification', 'Partner New'].map(open),
  ...closing('Closed Won', 'Closed Lost'),
  ...closing('Partner Won', 'Partner Lost'),
];
export const RECORD_TYPES: FakeRecordType[] = [
  {
    id: longId('012AA0000000001'),
    name: 'Sales',
    stages: ['Prospecting', 'Qualification', 'Closed Won', 'Closed Lost'],
  },
  {
    id: longId('012AA0000000002'),
    name: 'Partners',
    // A standard stage is in every process: a deal without a choice of stage begins there.
    stages: ['Prospecting', 'Partner New', 'Partner Won', 'Partner Lost'],
  },
];
export const PIPELINES = [
  {
    id: RECORD_TYPES[0]?.id ?? '',
    name: 'Sales',
    open: ['Prospecting', 'Qualification'],
    closed: 'Closed Lost',
  },
  { id: RECORD_TYPES[1]?.id ?? '', name: 'Partners', open: ['Partner New'], closed: 'Partner Lost' },
];

export const ATTRIBUTION_NAMES = ours.attribution;
/** Our fields by object, as the product would make them. */
export const OUR_FIELDS: { object: string; fields: CustomField[] }[] = ours.objects.map((entry) => ({
  object: entry.object,
  fields: [
    ...(entry.fields as CustomField[]),
    ...('attribution' in entry ? Object.values(ours.attribution).map((name): CustomField => ({ name })) : []),
  ],
}));
