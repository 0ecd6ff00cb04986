import type { CrmId } from '../../../core/model/plan';
import type { Scenario } from '../types';
import { accepted } from './accepted';
import { analysis } from './analysis';
import { badInput } from './bad-input';
import { companies } from './companies';
import { earlierEvents } from './earlier-events';
import { forms } from './forms';
import { hubspot } from './hubspot';
import { missedCalls } from './missed-calls';
import { nethunt } from './nethunt';
import { neverRecord } from './never-record';
import { numbers } from './numbers';
import { owners } from './owners';
import { pipedrive } from './pipedrive';
import { lists } from './lists';
import { refusedValues } from './refused';
import { routing } from './routing';
import { salesforce } from './salesforce';
import { trust } from './trust';
import { wayIn } from './way-in';
import { zoho } from './zoho';

/** What every CRM must do: the conformance suite of a provider. */
const common: Scenario[] = [
  ...accepted,
  ...numbers,
  ...forms,
  ...companies,
  ...owners,
  ...trust,
  ...earlierEvents,
  ...wayIn,
  ...lists,
  ...routing,
  ...badInput,
  ...neverRecord,
  ...refusedValues,
  ...missedCalls,
  ...analysis,
];
/** What the article of one CRM says. */
const own: Partial<Record<CrmId, Scenario[]>> = { hubspot, nethunt, pipedrive, salesforce, zoho };

const GROUPS = ['G', 'B', 'F', 'A', 'M', 'HS', 'SF', 'ZO', 'NH', 'PD'];
function order(id: string): number {
  const [group = '', number] = id.split('-');
  return GROUPS.indexOf(group) * 1000 + Number(number);
}

/** Every scenario a CRM runs, in the order of their ids. */
export const scenariosOf = (crm: CrmId): Scenario[] =>
  [...common, ...(own[crm] ?? []).map((scenario) => ({ ...scenario, crm }))].sort(
    (a, b) => order(a.id) - order(b.id),
  );
