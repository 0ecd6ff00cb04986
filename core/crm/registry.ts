/** The CRMs of this release. Adding one is a folder and a line here. */
import { hubspot } from './hubspot';
import type { ProviderFactory } from './port';

export const providers: Record<string, ProviderFactory> = { hubspot };
