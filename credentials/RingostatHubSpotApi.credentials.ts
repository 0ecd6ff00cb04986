import type {
  ICredentialDataDecryptedObject,
  ICredentialTestRequest,
  ICredentialType,
  Icon,
  IHttpRequestOptions,
  INodeProperties,
} from 'n8n-workflow';

export class RingostatHubSpotApi implements ICredentialType {
  name = 'ringostatHubSpotApi';

  displayName = 'Ringostat HubSpot Service Key API';

  icon: Icon = { light: 'file:../icons/hubspot-upsert.svg', dark: 'file:../icons/hubspot-upsert.dark.svg' };

  documentationUrl = 'https://github.com/ringostat-nodes/n8n-nodes-ringostat#hubspot-account';

  properties: INodeProperties[] = [
    {
      displayName: 'Service Key',
      name: 'serviceKey',
      type: 'string',
      typeOptions: { password: true },
      default: '',
      required: true,
      description:
        'From HubSpot: Settings, Integrations, Service keys. The access token of a private app works too. Scopes: read and write of contacts, companies and deals, read of owners, schemas of contacts, companies and deals.',
    },
    {
      displayName: 'Base URL',
      name: 'baseUrl',
      type: 'string',
      default: '',
      placeholder: 'e.g. https://api.hubapi.com',
      description: 'Empty: HubSpot itself. Set it for a proxy or the sandbox.',
    },
  ];

  // A function: n8n evaluates an expression for each request.
  authenticate = (
    credentials: ICredentialDataDecryptedObject,
    request: IHttpRequestOptions,
  ): Promise<IHttpRequestOptions> =>
    Promise.resolve({
      ...request,
      headers: { ...request.headers, Authorization: `Bearer ${String(credentials['serviceKey'] ?? '')}` },
    });

  test: ICredentialTestRequest = {
    request: {
      baseURL: '={{$credentials.baseUrl || "https://api.hubapi.com"}}',
      url: '/account-info/2026-09/details',
    },
  };
}
