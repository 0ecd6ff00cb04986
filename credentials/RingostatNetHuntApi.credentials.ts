import type {
  ICredentialDataDecryptedObject,
  ICredentialTestRequest,
  ICredentialType,
  Icon,
  IHttpRequestOptions,
  INodeProperties,
} from 'n8n-workflow';
import { netHuntHeaders } from '../nodes/shared/product';

/** Where the key is tried: each API has an address of its own. */
const second = '$credentials.grantType === "apiV2"';

export class RingostatNetHuntApi implements ICredentialType {
  name = 'ringostatNetHuntApi';

  displayName = 'Ringostat NetHunt API';

  icon: Icon = { light: 'file:../icons/nethunt-upsert.svg', dark: 'file:../icons/nethunt-upsert.dark.svg' };

  documentationUrl = 'https://github.com/ringostat-nodes/n8n-nodes-ringostat#nethunt-account';

  properties: INodeProperties[] = [
    {
      displayName: 'API',
      name: 'grantType',
      type: 'options',
      options: [
        { name: 'API v2 (Key Begins with nh_live_)', value: 'apiV2' },
        { name: 'First API (Email and Key)', value: 'apiKey' },
      ],
      default: 'apiKey',
      description: 'Each has keys of its own: the key of one is refused by the other',
    },
    {
      displayName: 'Email',
      name: 'email',
      type: 'string',
      default: '',
      required: true,
      displayOptions: { show: { grantType: ['apiKey'] } },
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
      description:
        'From NetHunt, Settings: Apps and other integrations, API LEGACY for the first API; API & MCP for API v2',
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

  authenticate = (
    credentials: ICredentialDataDecryptedObject,
    request: IHttpRequestOptions,
  ): Promise<IHttpRequestOptions> =>
    Promise.resolve({ ...request, headers: { ...request.headers, ...netHuntHeaders(credentials) } });

  test: ICredentialTestRequest = {
    request: {
      baseURL: `={{$credentials.baseUrl || (${second} ? "https://nethunt.com/api/v2" : "https://nethunt.com/api/v1/zapier")}}`,
      url: `={{${second} ? "/folders" : "/triggers/auth-test"}}`,
    },
  };
}
