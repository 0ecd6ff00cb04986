import type { SandboxAnswer } from '../common/types';
import { SINGULAR } from './association-types';
import type { Portal } from './portal';
import type { HubSpotType } from './types';
import { requiredOf } from './write';

/** Answers `/crm-object-schemas/{version}/schemas/{type}`, without the definitions that others give. */
export function schemaOf(portal: Portal, type: HubSpotType): SandboxAnswer {
  return {
    status: 200,
    body: {
      id: type,
      name: SINGULAR[type],
      labels: { singular: SINGULAR[type], plural: type },
      properties: [],
      associations: [],
      requiredProperties: requiredOf(portal, type),
      searchableProperties: [],
    },
  };
}

/** Answers `/crm/property-validations/{version}/{typeId}`: the properties that have rules. */
export function validationsOf(portal: Portal, type: HubSpotType): SandboxAnswer {
  const results = [...portal.defs(type).values()].flatMap(({ name, maxLength }) =>
    maxLength === undefined
      ? []
      : [
          {
            propertyName: name,
            propertyValidationRules: [
              { ruleType: 'MAX_LENGTH', ruleArguments: [String(maxLength)], shouldApplyNormalization: false },
            ],
          },
        ],
  );
  return { status: 200, body: { results } };
}
