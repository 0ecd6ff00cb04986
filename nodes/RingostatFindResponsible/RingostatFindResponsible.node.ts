import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import {
  crmCredentials,
  crmLists,
  findProperties,
  getEmployees,
  perItem,
  searchUsers,
} from '../shared/product';
import { answerItem, findClient } from './find';

export class RingostatFindResponsible implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Find Responsible Manager',
    name: 'ringostatFindResponsible',
    icon: {
      light: 'file:../../icons/find-responsible.svg',
      dark: 'file:../../icons/find-responsible.dark.svg',
    },
    group: ['transform'],
    version: 1,
    subtitle: '={{$parameter["mode"] === "routing" ? "routing answer" : "client card"}}',
    description: 'Finds the client of a Ringostat call in the CRM, and who is responsible',
    defaults: { name: 'Find Responsible Manager' },
    usableAsTool: true,
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
    outputNames: ['Found', 'Not Found'],
    credentials: crmCredentials({
      after: [
        {
          name: 'ringostatApi',
          required: true,
          displayOptions: { hide: { teamSource: ['table', 'input', 'json'] } },
        },
      ],
    }),
    properties: findProperties,
  };

  methods = { loadOptions: { ...crmLists(), getEmployees }, listSearch: { searchUsers } };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    const work = this.getNodeParameter('mode', 0) === 'routing' ? answerItem : findClient;
    return perItem(this, 2, (itemIndex, json) => work(this, itemIndex, json));
  }
}
