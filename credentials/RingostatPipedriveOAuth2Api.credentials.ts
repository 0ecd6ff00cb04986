import type { ICredentialTestRequest, ICredentialType, Icon, INodeProperties } from 'n8n-workflow';
import { pipedriveOAuth } from '../nodes/shared/product';

export class RingostatPipedriveOAuth2Api implements ICredentialType {
  name = 'ringostatPipedriveOAuth2Api';

  extends = ['oAuth2Api'];

  displayName = 'Ringostat Pipedrive OAuth2 API';

  icon: Icon = {
    light: 'file:../icons/pipedrive-upsert.svg',
    dark: 'file:../icons/pipedrive-upsert.dark.svg',
  };

  documentationUrl = 'https://github.com/ringostat-nodes/n8n-nodes-ringostat#pipedrive-account';

  properties: INodeProperties[] = [
    { displayName: 'Grant Type', name: 'grantType', type: 'hidden', default: 'authorizationCode' },
    {
      displayName: 'Authorization URL',
      name: 'authUrl',
      type: 'hidden',
      default: pipedriveOAuth.signIn,
    },
    {
      displayName: 'Access Token URL',
      name: 'accessTokenUrl',
      type: 'hidden',
      default: pipedriveOAuth.token,
    },
    // Pipedrive takes the scopes from the app: contacts, deals, activities, leads, search, users, fields, calls.
    { displayName: 'Scope', name: 'scope', type: 'hidden', default: '' },
    { displayName: 'Auth URI Query Parameters', name: 'authQueryParameters', type: 'hidden', default: '' },
    { displayName: 'Authentication', name: 'authentication', type: 'hidden', default: 'header' },
    {
      displayName: 'Base URL',
      name: 'baseUrl',
      type: 'string',
      default: '',
      placeholder: 'e.g. https://mycompany.pipedrive.com',
      description: 'Empty: as Pipedrive says when signing in. Set it for a proxy or the sandbox.',
    },
  ];

  test: ICredentialTestRequest = {
    request: {
      baseURL:
        '={{$credentials.baseUrl || $credentials.oauthTokenData?.api_domain || "https://api.pipedrive.com"}}',
      url: '/api/v1/users/me',
    },
  };
}
