import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { upsert, upsertMethods, upsertProperties } from '../shared/product';

const CRM = 'nethunt';

export class RingostatNetHunt implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'NetHunt Upsert',
    name: 'ringostatNetHunt',
    icon: {
      light: 'file:../../icons/nethunt-upsert.svg',
      dark: 'file:../../icons/nethunt-upsert.dark.svg',
    },
    group: ['output'],
    version: 1,
    subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
    description: 'Carries out the plan of a Ringostat call in NetHunt, every record once',
    defaults: { name: 'NetHunt Upsert' },
    usableAsTool: true,
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main],
    credentials: [{ name: 'ringostatNetHuntApi', required: true }],
    properties: upsertProperties(CRM),
  };

  methods = upsertMethods(CRM);

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    return upsert(this, CRM);
  }
}
