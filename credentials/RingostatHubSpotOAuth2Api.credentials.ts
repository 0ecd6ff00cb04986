import type { ICredentialTestRequest, ICredentialType, Icon, INodeProperties } from 'n8n-workflow';
import { hubSpotOAuth } from '../nodes/shared/product';

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
      default: hubSpotOAuth.signIn,
    },
    {
      displayName: 'Access Token URL',
      name: 'accessTokenUrl',
      type: 'hidden',
      default: hubSpotOAuth.token,
    },
    { displayName: 'Scope', name: 'scope', type: 'hidden', default: hubSpotOAuth.scope },
    {
      displayName: 'Auth URI Query Parameters',
      name: 'authQueryParameters',
      type: 'hidden',
      default: hubSpotOAuth.optional,
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
