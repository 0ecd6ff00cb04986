import { NodeHelpers } from 'n8n-workflow';
import type { IDataObject, INodeType, INodeTypes, IVersionedNodeType } from 'n8n-workflow';
import { coreNodes } from './n8n-core-nodes';

export type NodeTypeMap = Record<string, INodeType | IVersionedNodeType>;

/**
 * The registry the engine asks for node types. Keys are full type names (`n8n-nodes-ringostat.ringostat`);
 * the stand-ins of `n8n-core-nodes.ts` are always there. An unknown type throws, with the known ones listed.
 */
export function nodeTypesOf(own: NodeTypeMap): INodeTypes {
  const all: NodeTypeMap = { ...coreNodes, ...own };
  const find = (type: string): INodeType | IVersionedNodeType => {
    const found = all[type];
    if (!found)
      throw new Error(`Node type "${type}" is not registered. Known: ${Object.keys(all).join(', ')}`);
    return found;
  };
  return {
    getByName: find,
    getByNameAndVersion: (type, version) => NodeHelpers.getVersionedNodeType(find(type), version),
    getKnownTypes: (): IDataObject => ({}),
  };
}
