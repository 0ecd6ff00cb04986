import type { ICredentialDataDecryptedObject, IWebhookFunctions } from 'n8n-workflow';
import { SIGN_INS } from '../shared/product';
import { createRecent } from './recent';

type Values = Promise<ICredentialDataDecryptedObject>;

/** n8n writes a new token into these by itself: an old one would be renewed again. */
const RENEWED = new Set(SIGN_INS.filter(({ renews }) => renews).map(({ credential }) => credential));
const recent = createRecent((context, type): Values => context.getCredentials(type));

/** The same context, reading a key seldom: n8n itself asks it for the credential at each request. */
export function readingSeldom(context: IWebhookFunctions): IWebhookFunctions {
  const getCredentials = async (type: string): Values =>
    RENEWED.has(type) ? context.getCredentials(type) : { ...(await recent(context, type)) };
  return Object.create(context, { getCredentials: { value: getCredentials } }) as IWebhookFunctions;
}
