import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { callWebhook } from './n8n-core';
import { ToyTrigger } from './toys/n8n-toys';

/** A fixed path and one with a variable part, as our trigger has for a secret in the path. */
class PathTrigger extends ToyTrigger {
  constructor() {
    super();
    const common = {
      name: 'default' as const,
      httpMethod: 'POST' as const,
      responseMode: 'onReceived' as const,
    };
    this.description.webhooks = [
      { ...common, path: 'toy', responseData: '' },
      { ...common, path: '={{$nodeId}}/:token', isFullPath: true, responseData: '' },
    ];
  }

  async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
    return { webhookResponse: { params: this.getParamsData() } };
  }
}

const call = (path?: string) =>
  callWebhook({
    workflow: { nodes: [{ id: 'n1', name: 'In', type: 'toys.toyTrigger', parameters: {} }], connections: {} },
    nodeTypes: { 'toys.toyTrigger': new PathTrigger() },
    triggerName: 'In',
    request: { path, body: {} },
  });

test('a path with a variable part hands its value to the trigger', async () => {
  expect((await call('n1/se%20cret')).response.body).toEqual({ params: { token: 'se cret' } });
});

test('without a path the fixed one is called', async () => {
  expect((await call()).response.body).toEqual({ params: {} });
});

test('a path nobody listens to is named', async () => {
  await expect(call('n2/secret')).rejects.toThrow('no webhook for POST at "n2/secret"');
});
