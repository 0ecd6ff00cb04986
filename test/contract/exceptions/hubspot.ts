/** Operations of HubSpot that its description files lack and its published reference has. */
import type { SpecFile } from '../spec-files';

const text = { type: 'string' };
const texts = { type: 'array', items: text };
const json = (schema: Record<string, unknown>): unknown => ({ content: { 'application/json': { schema } } });
const named = (name: string): unknown => ({ name, in: 'path', required: true, schema: text });
const refusal = json({ type: 'object', required: ['status', 'message', 'category'] });
const refusals = { '401': refusal, '403': refusal, '404': refusal, '429': refusal };

const SCHEMA = {
  type: 'object',
  required: ['id', 'name', 'labels', 'properties', 'requiredProperties', 'associations'],
  properties: {
    id: text,
    name: text,
    labels: { type: 'object', properties: { singular: text, plural: text } },
    properties: { type: 'array', items: { type: 'object' } },
    associations: { type: 'array', items: { type: 'object' } },
    requiredProperties: texts,
    searchableProperties: texts,
  },
};
const RULE = {
  type: 'object',
  required: ['ruleType', 'ruleArguments'],
  properties: { ruleType: text, ruleArguments: texts, shouldApplyNormalization: { type: 'boolean' } },
};
const RULES = {
  type: 'object',
  required: ['results'],
  properties: {
    results: {
      type: 'array',
      items: {
        type: 'object',
        required: ['propertyName', 'propertyValidationRules'],
        properties: { propertyName: text, propertyValidationRules: { type: 'array', items: RULE } },
      },
    },
  },
};

const operation = (schema: Record<string, unknown>, parameter: string): unknown => ({
  get: { parameters: [named(parameter)], responses: { '200': json(schema), ...refusals } },
});

const number = { type: 'number' };
const LIMITS = {
  type: 'object',
  required: ['byObjectType', 'overallLimit', 'overallPercentage', 'overallUsage'],
  properties: {
    byObjectType: {
      type: 'array',
      items: {
        type: 'object',
        required: ['limit', 'objectTypeId', 'percentage', 'pluralLabel', 'singularLabel', 'usage'],
        properties: { limit: number, objectTypeId: text, percentage: number, usage: number },
      },
    },
    overallLimit: number,
    overallPercentage: number,
    overallUsage: number,
  },
};

export const HUBSPOT_ADDITIONS = [
  {
    name: 'hubspot-limits',
    doc: {
      paths: {
        '/crm/limits/2026-09/custom-properties': { get: { responses: { '200': json(LIMITS), ...refusals } } },
      },
      components: {},
    },
  },
  {
    name: 'hubspot-object-schemas',
    doc: {
      paths: { '/crm-object-schemas/v3/schemas/{objectType}': operation(SCHEMA, 'objectType') },
      components: {},
    },
  },
  {
    name: 'hubspot-property-validations',
    doc: {
      paths: { '/crm/property-validations/2026-03/{objectTypeId}': operation(RULES, 'objectTypeId') },
      components: {},
    },
  },
] as SpecFile[];
