import type { ICredentialType, INodeProperties } from 'n8n-workflow';

const text = (name: string, value = ''): INodeProperties => ({
  displayName: name,
  name,
  type: 'string',
  default: value,
});

/** Stand-in for n8n's built-in `oAuth2Api`, which OAuth2 credential types extend: the fields the engine reads. */
export const oAuth2Api: ICredentialType = {
  name: 'oAuth2Api',
  displayName: 'OAuth2 API',
  properties: [
    text('grantType', 'authorizationCode'),
    text('authUrl'),
    text('accessTokenUrl'),
    text('clientId'),
    text('clientSecret'),
    text('scope'),
    text('authQueryParameters'),
    text('authentication', 'header'),
    { displayName: 'Ignore SSL', name: 'ignoreSSLIssues', type: 'boolean', default: false },
  ],
};
