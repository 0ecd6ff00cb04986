import { NodeOperationError } from 'n8n-workflow';
import type { IHookFunctions } from 'n8n-workflow';
import { activate } from './n8n-activate';
import type { EngineSetup } from './n8n-core';
import { headerCredential, ToyTrigger } from './toys/n8n-toys';

/** Refuses to be published without a key, as our trigger does without a secret. */
class PublishedTrigger extends ToyTrigger {
  constructor() {
    super();
    this.description.credentials = [{ name: 'toyHeaderApi', required: true }];
  }

  webhookMethods = {
    default: {
      async checkExists(this: IHookFunctions): Promise<boolean> {
        const { key } = await this.getCredentials('toyHeaderApi');
        if (key === '') throw new NodeOperationError(this.getNode(), 'No key is set. Enter one.');
        return this.getWorkflowStaticData('node')['url'] !== undefined;
      },
      async create(this: IHookFunctions): Promise<boolean> {
        this.getWorkflowStaticData('node')['url'] = this.getNodeWebhookUrl('default');
        return true;
      },
      async delete(): Promise<boolean> {
        return true;
      },
    },
  };
}

function setup(key: string, trigger: ToyTrigger): EngineSetup {
  return {
    workflow: {
      nodes: [{ name: 'In', type: 'toys.toyTrigger', parameters: {}, webhookId: 'w1' }],
      connections: {},
      staticData: {},
    },
    nodeTypes: { 'toys.toyTrigger': trigger },
    credentialTypes: [headerCredential],
    credentials: { toyHeaderApi: { key } },
  };
}

test('publishing throws what the trigger throws', async () => {
  const refused = activate(setup('', new PublishedTrigger()), 'In');
  await expect(refused).rejects.toBeInstanceOf(NodeOperationError);
  await expect(refused).rejects.toThrow('No key is set. Enter one.');
});

test('publishing registers the real URL when it does not exist yet', async () => {
  const accepted = setup('k1', new PublishedTrigger());
  await activate(accepted, 'In');
  expect(accepted.workflow.staticData).toEqual({
    'node:In': { url: 'http://127.0.0.1:5678/webhook/w1/toy' },
  });
});

test('a trigger without webhook methods is named', async () => {
  await expect(activate(setup('k1', new ToyTrigger()), 'In')).rejects.toThrow(
    'Node "In" has no webhook methods',
  );
});
