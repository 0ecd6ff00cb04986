import type { ICredentialTestRequest, ICredentialType, Icon, INodeProperties } from 'n8n-workflow';
import {
  zohoAccounts,
  zohoApi,
  zohoDataCentres,
  zohoDefaultDataCentre,
  zohoScopes,
} from '../nodes/shared/product';

export class RingostatZohoOAuth2Api implements ICredentialType {
  name = 'ringostatZohoOAuth2Api';

  extends = ['oAuth2Api'];

  displayName = 'Ringostat Zoho CRM OAuth2 API';

  icon: Icon = { light: 'file:../icons/zoho-upsert.svg', dark: 'file:../icons/zoho-upsert.dark.svg' };

  documentationUrl = 'https://github.com/ringostat-nodes/n8n-nodes-ringostat#zoho-crm-account';

  properties: INodeProperties[] = [
    { displayName: 'Grant Type', name: 'grantType', type: 'hidden', default: 'authorizationCode' },
    {
      displayName: 'Data Centre',
      name: 'dataCentre',
      type: 'options',
      options: zohoDataCentres,
      default: zohoDefaultDataCentre,
      description: 'Where the account is kept: the end of the address at which you sign in to Zoho CRM',
    },
    {
      displayName: 'Authorization URL',
      name: 'authUrl',
      type: 'hidden',
      default: `={{${zohoAccounts} + "/oauth/v2/auth"}}`,
    },
    {
      displayName: 'Access Token URL',
      name: 'accessTokenUrl',
      type: 'hidden',
      default: `={{${zohoAccounts} + "/oauth/v2/token"}}`,
    },
    { displayName: 'Scope', name: 'scope', type: 'hidden', default: zohoScopes },
    {
      displayName: 'Auth URI Query Parameters',
      name: 'authQueryParameters',
      type: 'hidden',
      default: 'access_type=offline&prompt=consent',
    },
    { displayName: 'Authentication', name: 'authentication', type: 'hidden', default: 'body' },
    {
      displayName: 'Base URL',
      name: 'baseUrl',
      type: 'string',
      default: '',
      placeholder: 'e.g. https://www.zohoapis.eu',
      description: 'Empty: that of the data centre. Set it for a proxy or the sandbox.',
    },
  ];

  test: ICredentialTestRequest = {
    request: {
      // $credentials.baseUrl, else what Zoho told, else the data centre's.
      baseURL: `={{${zohoApi}}}`,
      url: '/crm/v8/org',
    },
  };
}
