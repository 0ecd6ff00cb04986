/** The OAuth2 credential: an expired token is renewed once by n8n, a refused renewal is told as a refused credential. */
import { startFakeHubSpot } from '../../sandbox/hubspot/server';
import type { FakeHubSpot } from '../../sandbox/hubspot/types';
import { runWorkflow } from '../engines/n8n-core';
import { oneNode } from './pack';

const APP = { clientId: 'app-id', clientSecret: 'app-secret-of-test', refreshToken: 'refresh-of-test' };
let hubspot: FakeHubSpot;
beforeEach(async () => {
  hubspot = await startFakeHubSpot({ token: 'access-of-test', oauth: APP });
});
afterEach(() => hubspot.close());

function health() {
  const setup = oneNode('ringostatHubSpot', {
    authentication: 'oAuth2',
    resource: 'contact',
    operation: 'get',
    findBy: 'id',
    recordId: '1',
  });
  return {
    ...setup,
    startNode: 'Node',
    credentials: {
      ...setup.credentials,
      ringostatHubSpotOAuth2Api: {
        grantType: 'authorizationCode',
        clientId: APP.clientId,
        clientSecret: APP.clientSecret,
        authentication: 'body',
        baseUrl: hubspot.url,
        oauthTokenData: {
          access_token: 'access-of-test',
          refresh_token: APP.refreshToken,
          token_type: 'bearer',
        },
      },
    },
  };
}

test('a good token is used as it is', async () => {
  const result = await runWorkflow(health());
  expect(result.error).toBeUndefined();
  expect(hubspot.requests.filter(({ path }) => path.includes('oauth'))).toEqual([]);
});

test('an expired token is renewed once, and the request repeated', async () => {
  hubspot.endToken('expired');
  const result = await runWorkflow(health());
  expect(result.error).toBeUndefined();
  expect(hubspot.requests.filter(({ path }) => path.includes('oauth'))).toHaveLength(1);
});

test('a refused renewal is one clear error without secrets', async () => {
  hubspot.endToken('revoked');
  const { error } = await runWorkflow(health());
  expect(error?.message).toContain('HubSpot');
  expect(error?.context).toMatchObject({ kind: 'credentialRefused' });
  const told = JSON.stringify([error?.message, error?.description, error?.context]);
  for (const secret of [APP.clientSecret, APP.refreshToken, 'access-of-test'])
    expect(told).not.toContain(secret);
});
