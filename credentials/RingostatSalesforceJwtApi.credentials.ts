import type {
  ICredentialDataDecryptedObject,
  ICredentialTestRequest,
  ICredentialType,
  Icon,
  IDataObject,
  IHttpRequestHelper,
  IHttpRequestOptions,
  INodeProperties,
} from 'n8n-workflow';
import { atInstance, salesforceJwtToken } from '../nodes/shared/product';

export class RingostatSalesforceJwtApi implements ICredentialType {
  name = 'ringostatSalesforceJwtApi';

  displayName = 'Ringostat Salesforce JWT API';

  icon: Icon = {
    light: 'file:../icons/salesforce-upsert.svg',
    dark: 'file:../icons/salesforce-upsert.dark.svg',
  };

  documentationUrl = 'https://github.com/ringostat-nodes/n8n-nodes-ringostat#salesforce-account';

  properties: INodeProperties[] = [
    {
      displayName: 'Access Token',
      name: 'accessToken',
      type: 'hidden',
      typeOptions: { expirable: true, password: true },
      default: '',
    },
    { displayName: 'Instance URL', name: 'instanceUrl', type: 'hidden', default: '' },
    {
      displayName: 'Client ID',
      name: 'clientId',
      type: 'string',
      default: '',
      required: true,
      description: 'Consumer key of the External Client App, which holds the certificate of the private key',
    },
    {
      displayName: 'Username',
      name: 'username',
      type: 'string',
      default: '',
      required: true,
      placeholder: 'e.g. integration@example.com',
      description:
        'Salesforce user as whom the nodes work; the app must be approved for this user beforehand',
    },
    {
      displayName: 'Private Key',
      name: 'privateKey',
      type: 'string',
      typeOptions: { password: true, rows: 4 },
      default: '',
      required: true,
      description: 'In PEM form, from BEGIN PRIVATE KEY to END PRIVATE KEY',
    },
    {
      displayName: 'Login Host',
      name: 'loginHost',
      type: 'string',
      default: 'login.salesforce.com',
      placeholder: 'e.g. mycompany.my.salesforce.com',
      description:
        'My Domain of the org; login.salesforce.com and test.salesforce.com work in older orgs only',
    },
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

  /** n8n calls it when there is no access token yet, and once when Salesforce answers 401. */
  async preAuthentication(
    this: IHttpRequestHelper,
    credentials: ICredentialDataDecryptedObject,
  ): Promise<IDataObject> {
    return salesforceJwtToken(this, credentials);
  }

  async authenticate(
    credentials: ICredentialDataDecryptedObject,
    requestOptions: IHttpRequestOptions,
  ): Promise<IHttpRequestOptions> {
    return atInstance(credentials, requestOptions);
  }

  test: ICredentialTestRequest = {
    request: {
      // n8n signs in before it tests, so the instance is known by then.
      baseURL: '={{$credentials.baseUrl || $credentials.instanceUrl || "https://login.salesforce.com"}}',
      url: '/services/data/v67.0/limits',
    },
  };
}
