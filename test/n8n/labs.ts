/** The fake CRMs of this release with the n8n account and Upsert node that go with each. */
import type { INodeParameters } from 'n8n-workflow';
import type { CrmId } from '../../core/model/plan';
import { providers } from '../../core/crm/registry';
import type { Lab } from '../../sandbox/common/lab';
import { labs } from '../../sandbox/labs';
import { n8nAccount, type N8nAccount } from '../engines/n8n-account';
import { nodeTypes, PREFIX } from './pack';

/** CRMs that have both a provider and a fake. */
export const CRMS = (Object.keys(labs) as CrmId[]).filter((crm) => crm in providers);

/** Type of the Upsert node, without the package. */
export function upsertType(crm: CrmId): string {
  const types = Object.keys(nodeTypes).map((type) => type.slice(PREFIX.length));
  const found = types.find((type) => type.toLowerCase() === `ringostat${crm}`);
  if (!found) throw new Error(`The pack has no Upsert node for ${crm}`);
  return found;
}

export interface Opened {
  lab: Lab;
  account: N8nAccount;
  /** What an Upsert node of this CRM has to be told beside its operation. */
  parameters: INodeParameters;
}

/** A lab of its own for one test. */
export async function openLab(crm: CrmId): Promise<Opened> {
  const factory = labs[crm];
  if (!factory) throw new Error(`There is no fake of ${crm}`);
  const lab = await factory.start();
  const account = await n8nAccount(crm, lab.access);
  const settings = Object.keys(lab.settings).length > 0 ? { settings: lab.settings } : {};
  return { lab, account, parameters: { ...account.inUpsert, ...settings } as INodeParameters };
}
