import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { upsert, upsertMethods, upsertProperties } from '../shared/product';

const CRM = 'salesforce';

export class RingostatSalesforce implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Salesforce Upsert',
    name: 'ringostatSalesforce',
    icon: {
      light: 'file:../../icons/salesforce-upsert.svg',
      dark: 'file:../../icons/salesforce-upsert.dark.svg',
    },
    group: ['output'],
    version: 1,
    subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
    description: 'Carries out the plan of a Ringostat call in Salesforce, every record once',
    defaults: { name: 'Salesforce Upsert' },
    usableAsTool: true,
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main],
    credentials: [
      {
        name: 'ringostatSalesforceOAuth2Api',
        required: true,
        displayOptions: { show: { authentication: ['oAuth2'] } },
      },
      {
        name: 'ringostatSalesforceJwtApi',
        required: true,
        displayOptions: { show: { authentication: ['jwt'] } },
      },
    ],
    properties: upsertProperties(CRM),
  };

  methods = upsertMethods(CRM);

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    return upsert(this, CRM);
  }
}
