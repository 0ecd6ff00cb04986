import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { upsert, upsertMethods, upsertProperties } from '../shared/product';

const CRM = 'zoho';

export class RingostatZoho implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Zoho CRM Upsert',
    name: 'ringostatZoho',
    icon: {
      light: 'file:../../icons/zoho-upsert.svg',
      dark: 'file:../../icons/zoho-upsert.dark.svg',
    },
    group: ['output'],
    version: 1,
    subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
    description: 'Carries out the plan of a Ringostat call in Zoho CRM, every record once',
    defaults: { name: 'Zoho CRM Upsert' },
    usableAsTool: true,
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main],
    credentials: [{ name: 'ringostatZohoOAuth2Api', required: true }],
    properties: upsertProperties(CRM),
  };

  methods = upsertMethods(CRM);

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    return upsert(this, CRM);
  }
}
