import type {
  ICredentialDataDecryptedObject,
  ICredentialTestRequest,
  ICredentialType,
  Icon,
  IHttpRequestOptions,
  INodeProperties,
} from 'n8n-workflow';

export class RingostatApi implements ICredentialType {
  name = 'ringostatApi';

  displayName = 'Ringostat API';

  icon: Icon = { light: 'file:../icons/ringostat.svg', dark: 'file:../icons/ringostat.dark.svg' };

  documentationUrl = 'https://github.com/ringostat-nodes/n8n-nodes-ringostat#set-up-in-ringostat';

  properties: INodeProperties[] = [
    {
      displayName: 'Auth-Key',
      name: 'authKey',
      type: 'string',
      typeOptions: { password: true },
      default: '',
      description: 'From the Ringostat cabinet: Integration, then Ringostat API',
    },
    {
      displayName: 'Project ID',
      name: 'projectId',
      type: 'string',
      default: '',
      placeholder: 'e.g. 12345',
      description: 'Part of the keys that keep a call from being recorded twice, so do not change it later',
    },
    {
      displayName: 'Webhook Secret',
      name: 'webhookSecret',
      type: 'string',
      typeOptions: { password: true },
      default: '',
      description:
        'Any text of your own of at least 16 characters. Add it to the webhook URLs in Ringostat; Ringostat Trigger refuses requests without it.',
    },
    {
      displayName: 'Previous Webhook Secret',
      name: 'previousWebhookSecret',
      type: 'string',
      typeOptions: { password: true },
      default: '',
      description: 'While you change the secret: the old one stays accepted until you empty this field',
    },
    {
      displayName: 'Base URL',
      name: 'baseUrl',
      type: 'string',
      default: '',
      placeholder: 'e.g. https://api.ringostat.net',
      description: 'Empty: Ringostat itself. Set it for a proxy or the sandbox.',
    },
  ];

  // A function: n8n evaluates an expression for each request.
  authenticate = (
    credentials: ICredentialDataDecryptedObject,
    request: IHttpRequestOptions,
  ): Promise<IHttpRequestOptions> =>
    Promise.resolve({
      ...request,
      headers: { ...request.headers, 'Auth-key': String(credentials['authKey'] ?? '') },
    });

  test: ICredentialTestRequest = {
    request: {
      baseURL: '={{$credentials.baseUrl || "https://api.ringostat.net"}}',
      url: '/sipstatus/online',
    },
  };
}
