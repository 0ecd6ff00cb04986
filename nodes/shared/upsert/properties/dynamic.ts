import type { INodeProperties } from 'n8n-workflow';
import { FROM_LIST } from '../../options';

interface Dynamic {
  label: string;
  name: string;
  method: string;
  dependsOn?: string[];
  more?: string;
  displayOptions?: INodeProperties['displayOptions'];
}

/** A drop-down filled by a method of the node. */
export function fromCrm({ label, name, method, dependsOn, more, displayOptions }: Dynamic): INodeProperties {
  return {
    displayName: `${label} Name or ID`,
    name,
    type: 'options',
    typeOptions: { loadOptionsMethod: method, ...(dependsOn ? { loadOptionsDependsOn: dependsOn } : {}) },
    default: '',
    description: more ? `${more}. ${FROM_LIST}.` : FROM_LIST,
    ...(displayOptions ? { displayOptions } : {}),
  };
}

/** Pipeline and its stages, for a default, a rule or a record. */
export const pipelineAndStage = (
  more: string,
  displayOptions?: INodeProperties['displayOptions'],
): INodeProperties[] => [
  fromCrm({ label: 'Pipeline', name: 'pipeline', method: 'getPipelines', more, displayOptions }),
  fromCrm({
    label: 'Stage',
    name: 'stage',
    method: 'getStages',
    dependsOn: ['pipeline', '&pipeline'],
    more: "Empty: the pipeline's first",
    displayOptions,
  }),
];
