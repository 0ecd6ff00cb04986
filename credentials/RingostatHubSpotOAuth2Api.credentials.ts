import type { ICredentialTestRequest, ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

/** What the product reads and writes; `crm.objects.contacts` opens calls and tasks too. */
const SCOPES = [
  'crm.objects.contacts.read',
  'crm.objects.contacts.write',
  'crm.objects.companies.read',
  'crm.objects.companies.write',
  'crm.objects.deals.read',
  'crm.objects.deals.write',
  'crm.objects.owners.read',
  'crm.schemas.contacts.read',
  'crm.schemas.contacts.write',
  'crm.schemas.companies.read',
  'crm.schemas.companies.write',
  'crm.schemas.deals.read',
  'crm.schemas.deals.write',
];

export class RingostatHubSpotOAuth2Api implements ICredentialType {
  name = 'ringostatHubSpotOAuth2Api';

  extends = ['oAuth2Api'];

  displayName = 'Ringostat HubSpot OAuth2 API';

  icon: Icon = { light: 'file:../icons/hubspot-upsert.svg', dark: 'file:../icons/hubspot-upsert.dark.svg' };

  documentationUrl = 'https://github.com/ringostat-nodes/n8n-nodes-ringostat#hubspot-account';

  properties: INodeProperties[] = [
    { displayName: 'Grant Type', name: 'grantType', type: 'hidden', default: 'authorizationCode' },
    {
      displayName: 'Authorization URL',
      name: 'authUrl',
      type: 'hidden',
      default: 'https://app.hubspot.com/oauth/authorize',
    },
    {
      displayName: 'Access Token URL',
      name: 'accessTokenUrl',
      type: 'hidden',
      default: '={{($self["baseUrl"] || "https://api.hubapi.com") + "/oauth/v1/token"}}',
    },
    { displayName: 'Scope', name: 'scope', type: 'hidden', default: SCOPES.join(' ') },
    {
      displayName: 'Auth URI Query Parameters',
      name: 'authQueryParameters',
      type: 'hidden',
      default: 'optional_scope=crm.objects.leads.read%20crm.objects.leads.write',
    },
    { displayName: 'Authentication', name: 'authentication', type: 'hidden', default: 'body' },
    {
      displayName: 'Base URL',
      name: 'baseUrl',
      type: 'string',
      default: '',
      placeholder: 'e.g. https://api.hubapi.com',
      description: 'Empty: HubSpot itself. Set it for a proxy or the sandbox.',
    },
  ];

  test: ICredentialTestRequest = {
    request: {
      baseURL: '={{$credentials.baseUrl || "https://api.hubapi.com"}}',
      url: '/account-info/2026-09/details',
    },
  };
}
