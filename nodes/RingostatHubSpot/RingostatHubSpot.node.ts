import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { upsert, upsertMethods, upsertProperties } from '../shared/product';

const CRM = 'hubspot';

export class RingostatHubSpot implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'HubSpot Upsert',
    name: 'ringostatHubSpot',
    icon: {
      light: 'file:../../icons/hubspot-upsert.svg',
      dark: 'file:../../icons/hubspot-upsert.dark.svg',
    },
    group: ['output'],
    version: 1,
    subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
    description: 'Carries out the plan of a Ringostat call in HubSpot, every record once',
    defaults: { name: 'HubSpot Upsert' },
    usableAsTool: true,
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main],
    credentials: [
      {
        name: 'ringostatHubSpotApi',
        required: true,
        displayOptions: { show: { authentication: ['serviceKey'] } },
      },
      {
        name: 'ringostatHubSpotOAuth2Api',
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
