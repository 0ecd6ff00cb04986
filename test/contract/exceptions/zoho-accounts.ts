import type { SpecFile } from '../spec-files';

/** The token endpoint belongs to Zoho's accounts server, which has no file; docs/reference/zoho.md#addresses-data-centres-scopes */
const text = { type: 'string' };
export const ZOHO_ADDITIONS: SpecFile[] = [
  {
    name: 'zoho-accounts',
    doc: {
      paths: {
        '/oauth/v2/token': {
          post: {
            requestBody: {
              required: true,
              content: {
                'application/x-www-form-urlencoded': {
                  schema: {
                    type: 'object',
                    required: ['grant_type', 'client_id', 'client_secret'],
                    properties: {
                      grant_type: { enum: ['authorization_code', 'refresh_token'] },
                      client_id: text,
                      client_secret: text,
                      refresh_token: text,
                      code: text,
                      redirect_uri: text,
                    },
                  },
                },
              },
            },
            responses: {
              '200': {
                content: {
                  'application/json': {
                    schema: {
                      oneOf: [
                        {
                          type: 'object',
                          required: ['access_token', 'api_domain', 'token_type', 'expires_in'],
                          properties: {
                            expires_in: { type: 'integer' },
                            api_domain: text,
                            access_token: text,
                          },
                        },
                        { type: 'object', required: ['error'], properties: { error: text } },
                      ],
                    },
                  },
                },
              },
              '400': { content: { 'application/json': { schema: { type: 'object', required: ['error'] } } } },
            },
          },
        },
      },
      components: {},
    },
  },
];
