/** The one implementation of the Upsert nodes: each of them is this, over the data of its CRM. */
import type { IExecuteFunctions, INodeExecutionData, INodeProperties, INodeType } from 'n8n-workflow';
import type { CrmId } from '../../../core';
import { settingsProperty } from '../crm-settings';
import { perItem } from '../items';
import { crmLists } from '../lists';
import { carryOut } from './actions/carry-out';
import { activityProperties } from './properties/activity';
import { deskProperties } from './properties/desk';
import { planProperties } from './properties/plan';
import { recordProperties } from './properties/record';
import { resourceProperties } from './properties/resources';
import { shapeOf } from './shape';

/** Fields of the Upsert node of a CRM. */
export function upsertProperties(crm: CrmId): INodeProperties[] {
  const shape = shapeOf(crm);
  return [
    ...resourceProperties(shape),
    ...planProperties(shape),
    ...recordProperties(shape),
    ...activityProperties(shape),
    ...deskProperties,
    ...settingsProperty(crm, () => true),
  ];
}

/** Methods behind its drop-downs. */
export const upsertMethods = (crm: CrmId): NonNullable<INodeType['methods']> => ({
  loadOptions: crmLists(crm),
});

/** Its work, item by item. */
export function upsert(context: IExecuteFunctions, crm: CrmId): Promise<INodeExecutionData[][]> {
  return perItem(context, 1, (itemIndex, json) => carryOut(crm, context, itemIndex, json));
}
