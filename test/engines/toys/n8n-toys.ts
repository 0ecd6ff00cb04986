import { NodeApiError, NodeConnectionTypes } from 'n8n-workflow';
import type {
  ICredentialType,
  IDataObject,
  IExecuteFunctions,
  ILoadOptionsFunctions,
  INodeExecutionData,
  INodeType,
  INodeTypeDescription,
  IWebhookFunctions,
  IWebhookResponseData,
  JsonObject,
} from 'n8n-workflow';

const common = { group: ['transform' as const], version: 1, description: 'Toy', defaults: { name: 'Toy' } };

/** A trigger in the shape of ours: 401 on a wrong token, a filtered event starts nothing, else one item. */
export class ToyTrigger implements INodeType {
  description: INodeTypeDescription;

  constructor(responseMode: 'onReceived' | 'responseNode' | 'lastNode' = 'onReceived') {
    this.description = {
      ...common,
      displayName: 'Toy Trigger',
      name: 'toyTrigger',
      inputs: [],
      outputs: [NodeConnectionTypes.Main],
      webhooks: [
        {
          name: 'default',
          httpMethod: 'POST',
          path: 'toy',
          responseMode,
          responseData: responseMode === 'lastNode' ? 'firstEntryJson' : '',
        },
      ],
      properties: [],
    };
  }

  async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
    const query = this.getQueryData() as IDataObject;
    if (query.token !== 'right') {
      this.getResponseObject().status(401).json({ error: 'refused' });
      return { noWebhookResponse: true };
    }
    const body = this.getBodyData();
    if (body.skip) return { webhookResponse: { skipped: true } };
    const rawLength = this.getRequestObject().rawBody.length;
    return { webhookResponse: { ok: true }, workflowData: [[{ json: { ...body, rawLength } }]] };
  }
}

/** Sends one authenticated request per item. */
export class ToyAction implements INodeType {
  description: INodeTypeDescription;

  constructor(credential: string) {
    this.description = {
      ...common,
      displayName: 'Toy',
      name: 'toy',
      inputs: [NodeConnectionTypes.Main],
      outputs: [NodeConnectionTypes.Main],
      credentials: [{ name: credential, required: true }],
      properties: [
        { displayName: 'URL', name: 'url', type: 'string', default: '' },
        { displayName: 'Who', name: 'who', type: 'string', default: '' },
        { displayName: 'Credential', name: 'credential', type: 'hidden', default: credential },
      ],
    };
  }

  methods = {
    loadOptions: {
      async names(this: ILoadOptionsFunctions) {
        const type = String(this.getCurrentNodeParameter('credential'));
        const url = `${String(this.getCurrentNodeParameter('url'))}/names`;
        const names = (await this.helpers.httpRequestWithAuthentication.call(this, type, {
          url,
        })) as string[];
        return names.map((name) => ({ name, value: name }));
      },
    },
  };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    const out: INodeExecutionData[] = [];
    for (let index = 0; index < this.getInputData().length; index++) {
      const url = this.getNodeParameter('url', index) as string;
      const body = { who: this.getNodeParameter('who', index) as string };
      const type = this.getNodeParameter('credential', index) as string;
      try {
        const options = { url, method: 'POST' as const, body, json: true };
        const json = await this.helpers.httpRequestWithAuthentication.call(this, type, options);
        out.push({ json: json as IDataObject, pairedItem: { item: index } });
      } catch (error) {
        if (!this.continueOnFail())
          throw new NodeApiError(this.getNode(), error as JsonObject, { itemIndex: index });
        const json = { error: (error as Error).message, sameClass: error instanceof NodeApiError };
        out.push({ json, pairedItem: { item: index } });
      }
    }
    return [out];
  }
}

export const headerCredential: ICredentialType = {
  name: 'toyHeaderApi',
  displayName: 'Toy header',
  properties: [{ displayName: 'Key', name: 'key', type: 'string', default: '' }],
  authenticate: {
    type: 'generic',
    properties: { headers: { 'x-key': '={{$credentials.key}}' }, qs: { via: 'query-{{1}}' } },
  },
};

/** Gets a session token first and again when the API says 401. */
export const sessionCredential: ICredentialType = {
  name: 'toySessionApi',
  displayName: 'Toy session',
  properties: [
    { displayName: 'Token', name: 'token', type: 'hidden', typeOptions: { expirable: true }, default: '' },
    { displayName: 'URL', name: 'url', type: 'string', default: '' },
  ],
  async preAuthentication(credentials) {
    const { token } = (await this.helpers.httpRequest({ url: `${String(credentials.url)}/session` })) as {
      token: string;
    };
    return { token };
  },
  authenticate: { type: 'generic', properties: { headers: { 'x-key': '={{$credentials.token}}' } } },
};

export const oauthCredential: ICredentialType = {
  name: 'toyOAuth2Api',
  displayName: 'Toy OAuth2',
  extends: ['oAuth2Api'],
  properties: [],
};
