import type {
  IAuthenticateGeneric,
  ICredentialTestRequest,
  ICredentialType,
  Icon,
  INodeProperties,
} from 'n8n-workflow';

export class RingostatNetHuntApi implements ICredentialType {
  name = 'ringostatNetHuntApi';

  displayName = 'Ringostat NetHunt API';

  icon: Icon = { light: 'file:../icons/nethunt-upsert.svg', dark: 'file:../icons/nethunt-upsert.dark.svg' };

  documentationUrl = 'https://github.com/ringostat-nodes/n8n-nodes-ringostat#nethunt-account';

  properties: INodeProperties[] = [
    {
      displayName: 'Email',
      name: 'email',
      type: 'string',
      default: '',
      required: true,
      placeholder: 'e.g. olena@example.com',
      description: 'Of the NetHunt user whose API key it is',
    },
    {
      displayName: 'API Key',
      name: 'apiKey',
      type: 'string',
      typeOptions: { password: true },
      default: '',
      required: true,
      description: 'From NetHunt: Settings, Integrations, API',
    },
    {
      displayName: 'Base URL',
      name: 'baseUrl',
      type: 'string',
      default: '',
      placeholder: 'e.g. https://nethunt.com/api/v1/zapier',
      description: 'Empty: NetHunt itself. Set it for a proxy or the sandbox.',
    },
  ];

  authenticate: IAuthenticateGeneric = {
    type: 'generic',
    properties: { auth: { username: '={{$credentials.email}}', password: '={{$credentials.apiKey}}' } },
  };

  test: ICredentialTestRequest = {
    request: {
      baseURL: '={{$credentials.baseUrl || "https://nethunt.com/api/v1/zapier"}}',
      url: '/triggers/auth-test',
    },
  };
}
