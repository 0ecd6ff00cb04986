/** Small workflows of our nodes, run by n8n's real engine against the fakes. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { FakeHubSpot } from '../../sandbox/hubspot/types';
import type { FakeRingostat } from '../../sandbox/ringostat/types';
import type { EngineSetup, WorkflowJson } from '../engines/n8n-core';
import { credentialTypes, nodeTypes } from '../scenarios/hosts/n8n-pack';

export { credentialTypes, nodeTypes };
export const PREFIX = 'n8n-nodes-ringostat.';
export const SECRET = 'secret-of-the-tests';

export interface Systems {
  hubspot?: Pick<FakeHubSpot, 'url' | 'token'>;
  ringostat?: Pick<FakeRingostat, 'url' | 'authKey' | 'projectId'>;
  /** Fields of the Ringostat credential that differ. */
  credential?: Record<string, string>;
}

const NOBODY = { url: 'http://127.0.0.1:9', token: 'none', authKey: 'none', projectId: '12345' };

/** One node named `Node` with these parameters, and credentials that lead to the fakes. */
export function oneNode(
  type: string,
  parameters: IDataObject,
  systems: Systems = {},
  more: Partial<WorkflowJson['nodes'][number]> = {},
): EngineSetup {
  const hubspot = systems.hubspot ?? NOBODY;
  const ringostat = systems.ringostat ?? NOBODY;
  return {
    workflow: {
      nodes: [{ name: 'Node', type: PREFIX + type, parameters: parameters as INodeParameters, ...more }],
      connections: {},
    },
    nodeTypes,
    credentialTypes,
    credentials: {
      ringostatApi: {
        authKey: ringostat.authKey,
        projectId: ringostat.projectId,
        webhookSecret: SECRET,
        previousWebhookSecret: '',
        baseUrl: ringostat.url,
        ...systems.credential,
      },
      ringostatHubSpotApi: { serviceKey: hubspot.token, baseUrl: hubspot.url },
    },
  };
}
