/** Which CRM account a node chose: Upsert nodes are of one CRM, the others have a field for it. */
import type { IExecuteFunctions, ILoadOptionsFunctions } from 'n8n-workflow';
import type { AccountChoice } from './accounts';
import { AUTHENTICATION_FIELDS } from './sign-ins';

/** Reads the choice with the node's own way of reading a field. `own`: CRM of the node; null: its field says. */
export function choiceBy(own: string | null, read: (name: string) => unknown): AccountChoice {
  const crm = own ?? String(read('crm') ?? 'hubspot');
  const field = own === null ? AUTHENTICATION_FIELDS[crm] : 'authentication';
  const settings = read('settings');
  return {
    crm,
    authentication: field === undefined ? undefined : read(field),
    settings: typeof settings === 'object' && settings !== null ? { ...settings } : {},
  };
}

/** For the run of an item. */
export const chosenFor = (
  context: IExecuteFunctions,
  itemIndex: number,
  own: string | null = null,
): AccountChoice => choiceBy(own, (name) => context.getNodeParameter(name, itemIndex, null));

/** For a drop-down, by what is chosen in the editor now. */
export const chosenBeside = (context: ILoadOptionsFunctions, own: string | null): AccountChoice =>
  choiceBy(own, (name) => context.getCurrentNodeParameter(name));
