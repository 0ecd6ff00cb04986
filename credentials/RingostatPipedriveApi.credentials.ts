import type {
  ICredentialDataDecryptedObject,
  ICredentialTestRequest,
  ICredentialType,
  Icon,
  IHttpRequestOptions,
  INodeProperties,
} from 'n8n-workflow';

export class RingostatPipedriveApi implements ICredentialType {
  name = 'ringostatPipedriveApi';

  displayName = 'Ringostat Pipedrive API';

  icon: Icon = {
    light: 'file:../icons/pipedrive-upsert.svg',
    dark: 'file:../icons/pipedrive-upsert.dark.svg',
  };

  documentationUrl = 'https://github.com/ringostat-nodes/n8n-nodes-ringostat#pipedrive-account';

  properties: INodeProperties[] = [
    {
      displayName: 'API Token',
      name: 'apiToken',
      type: 'string',
      typeOptions: { password: true },
      default: '',
      required: true,
      description:
        'From Pipedrive: Personal preferences, API. The nodes then work as this user; an admin can log calls for others.',
    },
    {
      displayName: 'Base URL',
      name: 'baseUrl',
      type: 'string',
      default: '',
      placeholder: 'e.g. https://mycompany.pipedrive.com',
      description: 'Empty: Pipedrive itself. Set it for a proxy or the sandbox.',
    },
  ];

  // In a header, not in the query: addresses end up in logs.
  // A function: n8n evaluates an expression for each request.
  authenticate = (
    credentials: ICredentialDataDecryptedObject,
    request: IHttpRequestOptions,
  ): Promise<IHttpRequestOptions> =>
    Promise.resolve({
      ...request,
      headers: { ...request.headers, 'x-api-token': String(credentials['apiToken'] ?? '') },
    });

  test: ICredentialTestRequest = {
    request: {
      baseURL: '={{$credentials.baseUrl || "https://api.pipedrive.com"}}',
      url: '/api/v1/users/me',
    },
  };
}
