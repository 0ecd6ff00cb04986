/** What the CRMs are called, in every language. */
import type { CrmId } from './types';

export const CRM_NAMES: Readonly<Record<CrmId, string>> = {
  hubspot: 'HubSpot',
  salesforce: 'Salesforce',
  zoho: 'Zoho CRM',
  nethunt: 'NetHunt',
  pipedrive: 'Pipedrive',
};
