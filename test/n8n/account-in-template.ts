/** A template with the account of a lab chosen in its nodes, as a user would. */
import type { INodeParameters } from 'n8n-workflow';
import type { WorkflowJson } from '../engines/n8n-core';
import { upsertType, type Opened } from './labs';
import { PREFIX } from './pack';

const FOR_ALL = ['ringostat', 'ringostatFindResponsible'];

/** A copy; the nodes' other parameters stay as the template has them. */
export function withAccount(
  template: WorkflowJson,
  { lab, account }: Opened,
  more: Record<string, INodeParameters> = {},
): WorkflowJson {
  const workflow = structuredClone(template);
  const settings = Object.keys(lab.settings).length > 0 ? { settings: lab.settings } : {};
  for (const node of workflow.nodes) {
    const type = node.type.slice(PREFIX.length);
    const choice = FOR_ALL.includes(type)
      ? { ...account.inOthers, ...settings }
      : type === upsertType(lab.crm)
        ? { ...account.inUpsert, ...settings }
        : {};
    node.parameters = { ...node.parameters, ...(choice as INodeParameters), ...more[type] };
  }
  return workflow;
}
