import type { CrmId } from '../../../core/plan/types';
import type { Scenario } from '../types';
import { badInput } from './bad-input';
import { hubspot } from './hubspot';
import { nethunt } from './nethunt';
import { numbers } from './numbers';
import { pipedrive } from './pipedrive';
import { routing } from './routing';
import { salesforce } from './salesforce';
import { trust } from './trust';
import { zoho } from './zoho';

/** What every CRM must do: the conformance suite of a provider. */
const common: Scenario[] = [...numbers, ...trust, ...routing, ...badInput];
/** What the article of one CRM says. */
const own: Partial<Record<CrmId, Scenario[]>> = { hubspot, nethunt, pipedrive, salesforce, zoho };

const GROUPS = ['G', 'B', 'F', 'HS', 'SF', 'ZO', 'NH', 'PD'];
function order(id: string): number {
  const [group = '', number] = id.split('-');
  return GROUPS.indexOf(group) * 1000 + Number(number);
}

/** Every scenario a CRM runs, in the order of scenarios.md. */
export const scenariosOf = (crm: CrmId): Scenario[] =>
  [...common, ...(own[crm] ?? []).map((scenario) => ({ ...scenario, crm }))].sort(
    (a, b) => order(a.id) - order(b.id),
  );
