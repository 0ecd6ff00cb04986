/** Small workflows of our nodes, run by n8n's real engine against the fakes. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { FakeRingostat } from '../../sandbox/ringostat/types';
import type { EngineSetup, WorkflowJson } from '../engines/n8n-core';
import type { N8nAccount } from '../engines/n8n-account';
import { credentialTypes, nodeTypes, PREFIX } from '../engines/n8n-pack';

export { credentialTypes, nodeTypes, PREFIX };
export const SECRET = 'secret-of-the-tests';

export interface Systems {
  account?: N8nAccount;
  ringostat?: Pick<FakeRingostat, 'url' | 'authKey' | 'projectId'>;
  /** Fields of the Ringostat credential that differ. */
  credential?: Record<string, string>;
}

const NOBODY = { url: 'http://127.0.0.1:9', authKey: 'none', projectId: '12345' };
/** An account where nobody answers, so that a node that asks all the same is found out. */
const NO_CRM = { type: 'ringostatHubSpotApi', data: { serviceKey: 'none', baseUrl: NOBODY.url } };

/** Credentials that lead to the fakes, by type. */
export function credentialsOf({ account, ringostat = NOBODY, credential }: Systems) {
  const { type, data } = account ?? NO_CRM;
  return {
    ringostatApi: {
      authKey: ringostat.authKey,
      projectId: ringostat.projectId,
      webhookSecret: SECRET,
      previousWebhookSecret: '',
      baseUrl: ringostat.url,
      ...credential,
    },
    [type]: data,
  };
}

/** One node named `Node` with these parameters, and credentials that lead to the fakes. */
export function oneNode(
  type: string,
  parameters: IDataObject,
  systems: Systems = {},
  more: Partial<WorkflowJson['nodes'][number]> = {},
): EngineSetup {
  return {
    workflow: {
      nodes: [{ name: 'Node', type: PREFIX + type, parameters: parameters as INodeParameters, ...more }],
      connections: {},
    },
    nodeTypes,
    credentialTypes,
    credentials: credentialsOf(systems),
  };
}
