import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { crmCredentials, crmLists, perItem } from '../shared/product';
import { getBatchOfCalls, getCalls } from './actions/calls';
import { callBack, downloadRecording, getEmployees, getSip, pushContact } from './actions/others';
import { getReport } from './actions/report';
import { sendTestCall } from './actions/test-call';
import { callProperties } from './properties/calls';
import { otherProperties } from './properties/others';
import { reportProperties } from './properties/report';
import { testCallProperties } from './properties/test-call';
import { resourceProperties } from './properties/resources';

const ACTIONS = {
  'call.getAll': getCalls,
  'call.callBack': callBack,
  'call.test': sendTestCall,
  'contact.push': pushContact,
  'employee.getAll': getEmployees,
  'recording.download': downloadRecording,
  'report.perEmployee': getReport,
  'report.perGroup': getReport,
  'sip.getOnline': getSip,
  'sip.getSpeaking': getSip,
};

/** Only calls are compared with the CRM, and only when asked for. */
const WITHOUT_CRM = {
  resource: ['contact', 'employee', 'recording', 'report', 'sip'],
  operation: ['callBack', 'test'],
  onlyMissing: [false],
};

export class Ringostat implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Ringostat',
    name: 'ringostat',
    icon: { light: 'file:../../icons/ringostat.svg', dark: 'file:../../icons/ringostat.dark.svg' },
    group: ['input'],
    version: 1,
    subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
    description: 'Reads calls, employees and recordings of Ringostat, reports on calls, and calls back',
    defaults: { name: 'Ringostat' },
    usableAsTool: true,
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main],
    credentials: crmCredentials({
      hidden: WITHOUT_CRM,
      before: [{ name: 'ringostatApi', required: true }],
    }),
    properties: [
      ...resourceProperties,
      ...callProperties,
      ...reportProperties,
      ...testCallProperties,
      ...otherProperties,
    ],
  };

  methods = { loadOptions: crmLists() };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    const resource = this.getNodeParameter('resource', 0) as string;
    const operation = this.getNodeParameter('operation', 0) as string;
    if (resource === 'call' && operation === 'getAll' && this.getNodeParameter('inBatches', 0, false)) {
      let reached = false;
      // A loop brings back all items of the batch before, and wants one batch for them.
      return perItem(this, 1, async () => {
        if (reached) return [];
        reached = true;
        return getBatchOfCalls(this);
      });
    }
    const action = ACTIONS[`${resource}.${operation}` as keyof typeof ACTIONS];
    return perItem(this, 1, (itemIndex, json) => action(this, itemIndex, json));
  }
}
