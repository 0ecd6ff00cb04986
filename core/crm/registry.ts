/** The list of supported CRMs. A new one is a folder and a line here. */
import { hubspot } from './hubspot';
import { nethunt } from './nethunt';
import { pipedrive } from './pipedrive';
import type { ProviderFactory } from './port';
import { salesforce } from './salesforce';
import { zoho } from './zoho';

export const providers: Record<string, ProviderFactory> = { hubspot, salesforce, nethunt, pipedrive, zoho };
