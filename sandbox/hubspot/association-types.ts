import type { HubSpotType } from './types';

/** Ids of association types: [from, to, id, id of the way back, primary]. */
type Row = [HubSpotType, HubSpotType, number, number, boolean];
const ROWS: Row[] = [
  ['contacts', 'companies', 1, 2, true],
  ['contacts', 'companies', 279, 280, false],
  ['deals', 'companies', 5, 6, true],
  ['deals', 'companies', 341, 342, false],
  ['deals', 'contacts', 3, 4, false],
  ['calls', 'contacts', 194, 193, false],
  ['calls', 'companies', 182, 181, false],
  ['calls', 'deals', 206, 205, false],
  ['tasks', 'contacts', 204, 203, false],
  ['tasks', 'companies', 192, 191, false],
  ['tasks', 'deals', 216, 215, false],
  ['notes', 'contacts', 202, 201, false],
  ['notes', 'companies', 190, 189, false],
  ['notes', 'deals', 214, 213, false],
  // Leads are not in the vendor's enum of ids; these are the ids its guide for leads gives. To be tested live.
  ['leads', 'contacts', 578, 579, true],
  ['leads', 'contacts', 608, 609, false],
  ['leads', 'companies', 610, 611, false],
  ['leads', 'calls', 596, 597, false],
  ['leads', 'tasks', 646, 647, false],
  ['leads', 'notes', 854, 855, false],
];

export interface AssociationType {
  from: HubSpotType;
  to: HubSpotType;
  id: number;
  back: number;
  primary: boolean;
}
export const ASSOCIATION_TYPES: AssociationType[] = ROWS.flatMap(([from, to, id, back, primary]) => [
  { from, to, id, back, primary },
  { from: to, to: from, id: back, back: id, primary },
]);

/** Types of links from one object type to another; primary first. */
export function typesBetween(from: HubSpotType, to: HubSpotType): AssociationType[] {
  return ASSOCIATION_TYPES.filter((type) => type.from === from && type.to === to);
}

export const SINGULAR: Record<HubSpotType, string> = {
  contacts: 'contact',
  companies: 'company',
  deals: 'deal',
  leads: 'lead',
  calls: 'call',
  tasks: 'task',
  notes: 'note',
};

/** Name of a link in inlined associations. Where a primary link exists the plain one is called unlabeled. */
export function linkName(type: AssociationType): string {
  const name = `${SINGULAR[type.from]}_to_${SINGULAR[type.to]}`;
  return !type.primary && typesBetween(type.from, type.to).length > 1 ? `${name}_unlabeled` : name;
}

const ALIASES: Record<string, HubSpotType> = {
  '0-1': 'contacts',
  '0-2': 'companies',
  '0-3': 'deals',
  '0-27': 'tasks',
  '0-46': 'notes',
  '0-48': 'calls',
  '0-136': 'leads',
};
/** Object type by plural, singular or numeric name; null when the portal has no such type. */
export function typeByName(name: string): HubSpotType | null {
  const types = Object.keys(SINGULAR) as HubSpotType[];
  return types.find((type) => type === name || SINGULAR[type] === name) ?? ALIASES[name] ?? null;
}
