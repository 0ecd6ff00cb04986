import type { ProviderSetting } from '../../core/crm/port';
import type { AccountField } from '../../core/crm/account';
import type { CrmId, Entity } from '../../core/model/plan';
import { ask } from './load';

/** What the dialogs know of a CRM: data of its provider, told by the runtime. */
export interface CrmInfo {
  crm: CrmId;
  label: string;
  baseUrl: string;
  entities: Entity[];
  routingOrder: Entity[];
  settings: ProviderSetting[];
  accounts: { id: string; label: string; fields: AccountField[] }[];
}

let asked: Promise<CrmInfo[]> | null = null;

/** All CRMs of the release; asked once. Rejects when the runtime cannot be reached, and asks again next time. */
export function allCrms(): Promise<CrmInfo[]> {
  asked ??= ask<CrmInfo[]>('ringostat/crms').catch((error: unknown) => {
    asked = null;
    throw error;
  });
  return asked;
}

export async function aboutCrm(crm: string): Promise<CrmInfo> {
  const info = (await allCrms()).find((one) => one.crm === crm);
  if (!info) throw new Error(crm);
  return info;
}
