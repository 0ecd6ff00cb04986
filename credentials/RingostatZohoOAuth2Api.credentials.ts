import type { ICredentialTestRequest, ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

/** What the product reads and writes: records, search, COQL, several requests in one, and what set-up needs. */
const SCOPES = [
  'ZohoCRM.modules.ALL',
  'ZohoSearch.securesearch.READ',
  'ZohoCRM.coql.READ',
  'ZohoCRM.composite_requests.CUSTOM',
  'ZohoCRM.settings.fields.READ',
  'ZohoCRM.settings.fields.CREATE',
  'ZohoCRM.settings.layouts.READ',
  'ZohoCRM.settings.pipeline.READ',
  'ZohoCRM.settings.modules.READ',
  'ZohoCRM.users.READ',
  'ZohoCRM.org.READ',
];
/** Hosts of the data centres; a code got in one can be exchanged only there. */
const ACCOUNTS =
  '{us: "accounts.zoho.com", eu: "accounts.zoho.eu", in: "accounts.zoho.in", au: "accounts.zoho.com.au", jp: "accounts.zoho.jp", cn: "accounts.zoho.com.cn", ca: "accounts.zohocloud.ca", sa: "accounts.zoho.sa"}';
const HOST = `($self["baseUrl"] || "https://" + (${ACCOUNTS})[$self["dataCentre"] || "us"])`;
const APIS =
  '{us: "www.zohoapis.com", eu: "www.zohoapis.eu", in: "www.zohoapis.in", au: "www.zohoapis.com.au", jp: "www.zohoapis.jp", cn: "www.zohoapis.com.cn", ca: "www.zohoapis.ca", sa: "www.zohoapis.sa"}';

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
      options: [
        { name: 'Australia (.com.au)', value: 'au' },
        { name: 'Canada (.ca)', value: 'ca' },
        { name: 'China (.com.cn)', value: 'cn' },
        { name: 'Europe (.eu)', value: 'eu' },
        { name: 'India (.in)', value: 'in' },
        { name: 'Japan (.jp)', value: 'jp' },
        { name: 'Saudi Arabia (.sa)', value: 'sa' },
        { name: 'United States (.com)', value: 'us' },
      ],
      default: 'us',
      description: 'Where the account is kept: the end of the address at which you sign in to Zoho CRM',
    },
    {
      displayName: 'Authorization URL',
      name: 'authUrl',
      type: 'hidden',
      default: `={{${HOST} + "/oauth/v2/auth"}}`,
    },
    {
      displayName: 'Access Token URL',
      name: 'accessTokenUrl',
      type: 'hidden',
      default: `={{${HOST} + "/oauth/v2/token"}}`,
    },
    { displayName: 'Scope', name: 'scope', type: 'hidden', default: SCOPES.join(',') },
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
      baseURL: `={{$credentials.baseUrl || $credentials.oauthTokenData?.api_domain || "https://" + (${APIS})[$credentials.dataCentre || "us"]}}`,
      url: '/crm/v8/org',
    },
  };
}
