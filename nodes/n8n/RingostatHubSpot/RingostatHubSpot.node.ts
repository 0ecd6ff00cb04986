import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { getFields, getPipelines, getStages, getUsers, perItem } from '../shared/product';
import { carryOut } from './actions/carry-out';
import { activityProperties } from './properties/activity';
import { planProperties } from './properties/plan';
import { recordProperties } from './properties/record';
import { authentication, resourceProperties } from './properties/resources';

export class RingostatHubSpot implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'HubSpot Upsert',
    name: 'ringostatHubSpot',
    icon: {
      light: 'file:../../../icons/hubspot-upsert.svg',
      dark: 'file:../../../icons/hubspot-upsert.dark.svg',
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
    properties: [
      authentication,
      ...resourceProperties,
      ...planProperties,
      ...recordProperties,
      ...activityProperties,
    ],
  };

  methods = { loadOptions: { getFields, getPipelines, getStages, getUsers } };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    return perItem(this, 1, (itemIndex, json) => carryOut(this, itemIndex, json));
  }
}
