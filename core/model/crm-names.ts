/** The CRMs of this release, and what they are called in every language. A new one begins with a line here. */
export const CRM_NAMES = {
  hubspot: 'HubSpot',
  salesforce: 'Salesforce',
  zoho: 'Zoho CRM',
  nethunt: 'NetHunt',
  pipedrive: 'Pipedrive',
};
