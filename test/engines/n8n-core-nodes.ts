/**
 * Stand-ins for the core nodes our templates use: n8n-nodes-base is 100+ MB and is not in the n8n-core engine.
 * They keep the parameter names of the real ones; `test/hosts` runs the templates with the real nodes.
 */
import { NodeConnectionTypes } from 'n8n-workflow';
import type {
  IDataObject,
  IExecuteFunctions,
  INodeExecutionData,
  INodeProperties,
  INodeType,
} from 'n8n-workflow';

type Execute = (this: IExecuteFunctions) => Promise<INodeExecutionData[][]>;

interface Shape {
  inputs?: number;
  outputs?: string[];
  properties?: INodeProperties[];
}

const VERSIONS = [1, 1.1, 1.2, 1.3, 1.4, 1.5, 2, 2.1, 2.2, 2.3, 3, 3.1, 3.2, 3.3, 3.4, 4, 4.1, 4.2];
const pass: Execute = async function () {
  return [this.getInputData()];
};

function coreNode(name: string, execute: Execute | undefined, shape: Shape = {}): INodeType {
  const { inputs = 1, outputs = [''], properties = [] } = shape;
  return {
    description: {
      displayName: name,
      name,
      group: inputs === 0 ? ['trigger'] : ['transform'],
      version: VERSIONS,
      description: `Stand-in for ${name}`,
      defaults: { name },
      inputs: inputs === 0 ? [] : [NodeConnectionTypes.Main],
      outputs: outputs.map(() => NodeConnectionTypes.Main),
      properties,
    },
    ...(execute ? { execute } : {}),
  };
}

const field = (
  name: string,
  type: INodeProperties['type'],
  value: INodeProperties['default'],
): INodeProperties => ({
  displayName: name,
  name,
  type,
  default: value,
});

/** Real Set v3, "manual mapping" and "JSON" modes. */
const set: Execute = async function () {
  return [
    this.getInputData().map((item, index) => {
      const keep = this.getNodeParameter('includeOtherFields', index, false) === true;
      const json: IDataObject = keep ? { ...item.json } : {};
      if (this.getNodeParameter('mode', index) === 'raw') {
        const raw = this.getNodeParameter('jsonOutput', index);
        Object.assign(json, typeof raw === 'string' ? JSON.parse(raw) : raw);
      } else {
        const rows = this.getNodeParameter('assignments.assignments', index, []) as IDataObject[];
        for (const row of rows) json[String(row.name)] = row.value;
      }
      return { json, pairedItem: { item: index } };
    }),
  ];
};

/** Real If v2: the filter itself is decided by the engine (`extractValue`), as in the real node. */
const iff: Execute = async function () {
  const yes: INodeExecutionData[] = [];
  const no: INodeExecutionData[] = [];
  this.getInputData().forEach((item, index) => {
    const passed = this.getNodeParameter('conditions', index, false, { extractValue: true }) as boolean;
    (passed ? yes : no).push({ ...item, pairedItem: { item: index } });
  });
  return [yes, no];
};

/** Real Respond to Webhook, for `json`, `text`, `noData` and `firstIncomingItem`. */
const respond: Execute = async function () {
  const kind = this.getNodeParameter('respondWith', 0) as string;
  const options = this.getNodeParameter('options', 0, {}) as IDataObject;
  let body: IDataObject | string | undefined;
  if (kind === 'firstIncomingItem') body = this.getInputData()[0]?.json;
  if (kind === 'text') body = String(this.getNodeParameter('responseBody', 0));
  if (kind === 'json') {
    const raw = this.getNodeParameter('responseBody', 0) as IDataObject | string;
    body = typeof raw === 'string' ? (JSON.parse(raw) as IDataObject) : raw;
  }
  await this.sendResponse({ body, headers: {}, statusCode: Number(options.responseCode ?? 200) });
  return [this.getInputData()];
};

/** Real Loop Over Items v3: the next batch to "loop", and all that came back to "done" in the end; `reset` begins anew. */
const splitInBatches: Execute = async function () {
  const loop = this.getContext('node') as { left?: INodeExecutionData[]; back?: INodeExecutionData[] };
  const { reset } = this.getNodeParameter('options', 0, {}) as { reset?: boolean };
  if (loop.left === undefined || reset === true)
    Object.assign(loop, { left: [...this.getInputData()], back: [] });
  else loop.back?.push(...this.getInputData());
  const batch = loop.left?.splice(0, this.getNodeParameter('batchSize', 0) as number) ?? [];
  return batch.length > 0 ? [[], batch] : [loop.back ?? [], []];
};

/** Real Split Out with one field and its own items only, as its defaults are: an item for each element of the list. */
const splitOut: Execute = async function () {
  const path = (this.getNodeParameter('fieldToSplitOut', 0) as string).split('.');
  return [
    this.getInputData().flatMap(({ json }, item) => {
      const list = path.reduce<unknown>((at, name) => (at as IDataObject | undefined)?.[name], json);
      return (Array.isArray(list) ? list : []).map((element) => ({
        json: element as IDataObject,
        pairedItem: { item },
      }));
    }),
  ];
};

const entries: [string, Execute | undefined, Shape?][] = [
  ['manualTrigger', pass, { inputs: 0 }],
  ['scheduleTrigger', pass, { inputs: 0, properties: [field('rule', 'json', '{}')] }],
  ['errorTrigger', pass, { inputs: 0 }],
  ['stickyNote', undefined, { properties: [field('content', 'string', '')] }],
  ['noOp', pass],
  [
    'splitInBatches',
    splitInBatches,
    {
      outputs: ['done', 'loop'],
      properties: [
        field('batchSize', 'number', 1),
        { ...field('options', 'collection', {}), options: [field('reset', 'boolean', false)] },
      ],
    },
  ],
  [
    'splitOut',
    splitOut,
    {
      properties: [
        field('fieldToSplitOut', 'string', ''),
        { ...field('options', 'collection', {}), options: [] },
      ],
    },
  ],
  [
    'set',
    set,
    {
      properties: [
        field('mode', 'string', 'manual'),
        field('jsonOutput', 'json', '{}'),
        field('assignments', 'assignmentCollection', {}),
        field('includeOtherFields', 'boolean', false),
      ],
    },
  ],
  [
    'if',
    iff,
    {
      outputs: ['true', 'false'],
      properties: [{ ...field('conditions', 'filter', {}), typeOptions: { filter: { version: 2 } } }],
    },
  ],
  [
    'respondToWebhook',
    respond,
    {
      properties: [
        field('respondWith', 'string', 'firstIncomingItem'),
        field('responseBody', 'json', ''),
        { ...field('options', 'collection', {}), options: [field('responseCode', 'number', 200)] },
      ],
    },
  ],
];

/** By full type name, `n8n-nodes-base.<name>`. */
export const coreNodes: Record<string, INodeType> = Object.fromEntries(
  entries.map(([name, execute, shape]) => [`n8n-nodes-base.${name}`, coreNode(name, execute, shape)]),
);
