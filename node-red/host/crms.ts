/** What the editors need to know of the CRMs: data of their providers. */
import type { AccountField } from '../../core/crm/account';
import { providers } from '../../core/crm/registry';

/** Every field any CRM's sign-in has, once; a name that is a secret for one is a secret for all. */
export function accountFields(): AccountField[] {
  const all = Object.values(providers).flatMap(({ accounts }) => accounts.flatMap(({ fields }) => fields));
  const byName = new Map<string, AccountField>();
  for (const field of all) {
    const known = byName.get(field.name);
    byName.set(field.name, known ? { ...known, secret: known.secret || field.secret } : field);
  }
  return [...byName.values()];
}

/** One description per CRM, in the order of the registry, as the editor's CrmInfo. */
export const crmInfos = (): unknown[] =>
  Object.values(providers).map(
    ({ crm, label, defaultBaseUrl, entities, routingOrder, settings = [], accounts }) => ({
      crm,
      label,
      baseUrl: defaultBaseUrl,
      entities,
      routingOrder,
      settings,
      accounts: accounts.map(({ id, label: words, fields }) => ({ id, label: words, fields })),
    }),
  );
