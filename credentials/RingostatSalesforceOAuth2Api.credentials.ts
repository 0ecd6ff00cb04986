import type { ICredentialTestRequest, ICredentialType, Icon, INodeProperties } from 'n8n-workflow';
import { salesforceHost, salesforceOAuth } from '../nodes/shared/product';

export class RingostatSalesforceOAuth2Api implements ICredentialType {
  name = 'ringostatSalesforceOAuth2Api';

  extends = ['oAuth2Api'];

  displayName = 'Ringostat Salesforce OAuth2 API';

  icon: Icon = {
    light: 'file:../icons/salesforce-upsert.svg',
    dark: 'file:../icons/salesforce-upsert.dark.svg',
  };

  documentationUrl = 'https://github.com/ringostat-nodes/n8n-nodes-ringostat#salesforce-account';

  properties: INodeProperties[] = [
    {
      displayName: 'Grant Type',
      name: 'grantType',
      type: 'options',
      options: [
        {
          name: 'Client Credentials',
          value: 'clientCredentials',
          description: 'As the run-as user of the External Client App; needs My Domain as Login Host',
        },
        { name: 'PKCE', value: 'pkce', description: 'A person signs in' },
      ],
      default: 'pkce',
    },
    {
      displayName: 'Login Host',
      name: 'loginHost',
      type: 'string',
      default: 'login.salesforce.com',
      placeholder: 'e.g. mycompany.my.salesforce.com',
      description:
        'For a sandbox test.salesforce.com; My Domain of the org works for both. Create an External Client App in Salesforce with the scopes api and refresh_token.',
    },
    {
      displayName: 'Authorization URL',
      name: 'authUrl',
      type: 'hidden',
      default: salesforceOAuth.signIn,
    },
    {
      displayName: 'Access Token URL',
      name: 'accessTokenUrl',
      type: 'hidden',
      default: salesforceOAuth.token,
    },
    {
      displayName: 'Scope',
      name: 'scope',
      type: 'hidden',
      // Salesforce takes the scopes of client credentials from the app and refuses to be asked for some.
      default: '={{$self["grantType"] === "clientCredentials" ? "" : "api refresh_token"}}',
    },
    { displayName: 'Auth URI Query Parameters', name: 'authQueryParameters', type: 'hidden', default: '' },
    { displayName: 'Authentication', name: 'authentication', type: 'hidden', default: 'body' },
    {
      displayName: 'Base URL',
      name: 'baseUrl',
      type: 'string',
      default: '',
      placeholder: 'e.g. https://mycompany.my.salesforce.com',
      description:
        'Empty: as Salesforce says when signing in. Set it for a proxy or the sandbox of this package.',
    },
  ];

  test: ICredentialTestRequest = {
    request: {
      baseURL: `={{$credentials.baseUrl || $credentials.oauthTokenData?.instance_url || ${salesforceHost('$credentials')}}}`,
      url: '/services/data/v67.0/limits',
    },
  };
}
