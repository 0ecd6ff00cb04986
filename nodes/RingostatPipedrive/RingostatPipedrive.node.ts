import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { upsert, upsertMethods, upsertProperties } from '../shared/product';

const CRM = 'pipedrive';

export class RingostatPipedrive implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Pipedrive Upsert',
    name: 'ringostatPipedrive',
    icon: {
      light: 'file:../../icons/pipedrive-upsert.svg',
      dark: 'file:../../icons/pipedrive-upsert.dark.svg',
    },
    group: ['output'],
    version: 1,
    subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
    description: 'Carries out the plan of a Ringostat call in Pipedrive, every record once',
    defaults: { name: 'Pipedrive Upsert' },
    usableAsTool: true,
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main],
    credentials: [
      {
        name: 'ringostatPipedriveApi',
        required: true,
        displayOptions: { show: { authentication: ['apiToken'] } },
      },
      {
        name: 'ringostatPipedriveOAuth2Api',
        required: true,
        displayOptions: { show: { authentication: ['oAuth2'] } },
      },
    ],
    properties: upsertProperties(CRM),
  };

  methods = upsertMethods(CRM);

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    return upsert(this, CRM);
  }
}
