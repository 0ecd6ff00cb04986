/** The properties a prepared portal has: those the product itself would create. */
import properties from '../../core/crm/hubspot/properties.json';
import type { CustomProperty, HubSpotType } from '../../sandbox/hubspot/types';

export const ourProperties = properties as unknown as { type: HubSpotType; properties: CustomProperty[] }[];
