/** Settings that only Salesforce has. */
import type { ProviderSetting } from '../port';

export interface SalesforceSettings {
  /** In lower case. */
  closedLeadStatuses: ReadonlySet<string>;
}

/** Names of the standard statuses, old orgs and new ones. Salesforce itself marks only "converted". */
const CLOSED = 'Closed - Not Converted, Unqualified';

export const SETTINGS: ProviderSetting[] = [
  {
    name: 'closedLeadStatuses',
    label: 'Lead statuses that count as closed',
    hint: 'API names, comma-separated. A lead in one of them is passed over, and a new call makes a new lead.',
    type: 'text',
    default: CLOSED,
    find: true,
  },
];

/** Takes what the node holds; returns it read, with defaults for what is absent. */
export function readSettings(given: Record<string, unknown> = {}): SalesforceSettings {
  const text = typeof given.closedLeadStatuses === 'string' ? given.closedLeadStatuses : CLOSED;
  const names = text
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter(Boolean);
  return { closedLeadStatuses: new Set(names) };
}
