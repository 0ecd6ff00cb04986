/** One request by the transport that fetches recordings in n8n, within its real engine. */
import type { IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import type { TransportFault } from '../../core/http/errors';
import type { HttpRequest } from '../../core/http/types';
import { plainTransport } from '../../nodes/shared/transport';
import { runWorkflow } from '../engines/n8n-core';

const getter = (request: Omit<HttpRequest, 'method'>): INodeType => ({
  description: {
    displayName: 'Getter',
    name: 'getter',
    group: ['transform'],
    version: 1,
    description: 'Gets',
    defaults: { name: 'Getter' },
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main],
    properties: [],
  },
  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    const asked = plainTransport(this)({ method: 'GET', answer: 'binary', ...request });
    const json = await asked.then(
      ({ status, body }) => ({ status, length: (body as Uint8Array).length }),
      (fault: TransportFault) => ({ reason: fault.reason }),
    );
    return [[{ json }]];
  },
});

/** Returns status and length of the answer, or the reason of the fault. */
export async function getInN8n(request: Omit<HttpRequest, 'method'>): Promise<unknown> {
  const run = await runWorkflow({
    workflow: { nodes: [{ name: 'Node', type: 'test.getter', parameters: {} }], connections: {} },
    nodeTypes: { 'test.getter': getter(request) },
    credentialTypes: [],
    credentials: {},
    startNode: 'Node',
  });
  return run.items('Node')[0];
}
