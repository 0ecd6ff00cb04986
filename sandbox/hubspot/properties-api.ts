import type { SandboxAnswer, SandboxRequest } from '../common/types';
import { Refusal, invalid, notFound } from './errors';
import { batchAnswer, readInputs } from './objects-api';
import type { Portal } from './portal';
import type { HubSpotType, PropertyDef } from './types';
import { asObject } from './write';

/** Unique properties one object type can have. */
const MAX_UNIQUE = 10;
const KINDS = ['string', 'number', 'datetime', 'date', 'bool', 'enumeration', 'phone_number'];

function optionsOf(portal: Portal, type: HubSpotType, def: PropertyDef): { value: string; label: string }[] {
  const pipelines = portal.pipelines(type);
  if (def.name === 'hubspot_owner_id') {
    return portal.owners
      .filter((owner) => !owner.archived)
      .map(({ id, email }) => ({ value: id, label: email }));
  }
  if (['pipeline', 'hs_pipeline'].includes(def.name))
    return pipelines.map(({ id, label }) => ({ value: id, label }));
  if (['dealstage', 'hs_pipeline_stage'].includes(def.name)) {
    return pipelines.flatMap(({ stages }) => stages.map(({ id, label }) => ({ value: id, label })));
  }
  return def.options.map((value) => ({ value, label: value }));
}

function render(portal: Portal, type: HubSpotType, def: PropertyDef): unknown {
  const { name, label, fieldType, groupName, description, unique, readOnly, standard } = def;
  const options = optionsOf(portal, type, def).map((option, displayOrder) => ({
    ...option,
    displayOrder,
    hidden: false,
  }));
  return {
    name,
    label,
    type: def.type,
    fieldType,
    groupName,
    description,
    options,
    displayOrder: -1,
    calculated: readOnly,
    externalOptions: name === 'hubspot_owner_id',
    hasUniqueValue: unique,
    hidden: name.startsWith('hs_searchable'),
    hubspotDefined: standard,
    formField: false,
    modificationMetadata: {
      archivable: !standard,
      readOnlyDefinition: standard,
      readOnlyOptions: standard,
      readOnlyValue: readOnly,
    },
    archived: false,
  };
}

function text(input: Record<string, unknown>, name: string): string {
  const value = input[name];
  if (typeof value !== 'string' || value === '') throw invalid(`Invalid input JSON: ${name} is required.`);
  return value;
}

function create(portal: Portal, type: HubSpotType, body: unknown): PropertyDef {
  const input = asObject(body);
  const [name, label, groupName] = [text(input, 'name'), text(input, 'label'), text(input, 'groupName')];
  const [kind, fieldType] = [text(input, 'type'), text(input, 'fieldType')];
  if (!/^[a-z][a-z0-9_]{0,99}$/.test(name)) {
    throw invalid(
      `Invalid property name ${name}: lower-case letters, digits and underscores, a letter first.`,
    );
  }
  if (!KINDS.includes(kind)) throw invalid(`Invalid property type ${kind}.`);
  if (!portal.groups.get(type)?.has(groupName)) throw invalid(`Property group ${groupName} does not exist.`);
  const defs = portal.defs(type);
  if (defs.has(name)) {
    throw new Refusal(409, 'OBJECT_ALREADY_EXISTS', `A property named '${name}' already exists.`);
  }
  const unique = input.hasUniqueValue === true;
  if (unique && [...defs.values()].filter((def) => def.unique).length >= MAX_UNIQUE) {
    throw invalid(`Only ${MAX_UNIQUE} properties of ${type} can have unique values.`);
  }
  const options = Array.isArray(input.options)
    ? input.options.map((option) => String(asObject(option).value))
    : [];
  const description = typeof input.description === 'string' ? input.description : '';
  const def: PropertyDef = {
    name,
    label,
    groupName,
    fieldType,
    description,
    type: kind as PropertyDef['type'],
    options,
    unique,
    readOnly: false,
    standard: false,
  };
  defs.set(name, def);
  return def;
}

function batch(portal: Portal, type: HubSpotType, action: string, body: unknown): SandboxAnswer | null {
  if (action !== 'create' && action !== 'read') return null;
  const results: unknown[] = [];
  const errors: unknown[] = [];
  for (const input of readInputs(body)) {
    const known = portal.defs(type).get(String(asObject(input).name));
    try {
      if (action === 'read' && !known) throw notFound(`No property ${String(asObject(input).name)}.`);
      results.push(render(portal, type, action === 'read' && known ? known : create(portal, type, input)));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      errors.push(error.part());
    }
  }
  return batchAnswer(portal, 200, results, errors);
}

function groups(portal: Portal, type: HubSpotType, { method, body }: SandboxRequest): SandboxAnswer | null {
  const known = portal.groups.get(type) ?? new Map<string, string>();
  if (method === 'GET') {
    const results = [...known].map(([name, label]) => ({ name, label, displayOrder: -1, archived: false }));
    return { status: 200, body: { results } };
  }
  if (method !== 'POST') return null;
  const [name, label] = [text(asObject(body), 'name'), text(asObject(body), 'label')];
  if (known.has(name)) {
    throw new Refusal(409, 'OBJECT_ALREADY_EXISTS', `A property group named '${name}' already exists.`);
  }
  known.set(name, label);
  return { status: 201, body: { name, label, displayOrder: -1, archived: false } };
}

/** Answers `/crm/properties/{version}/{type}/…`; null for a path it does not know. */
export function propertiesApi(
  portal: Portal,
  type: HubSpotType,
  rest: string[],
  request: SandboxRequest,
): SandboxAnswer | null {
  const { method, body } = request;
  const [head, action] = rest;
  const defs = portal.defs(type);
  if (head === undefined && method === 'GET') {
    return { status: 200, body: { results: [...defs.values()].map((def) => render(portal, type, def)) } };
  }
  if (head === undefined && method === 'POST') {
    return { status: 201, body: render(portal, type, create(portal, type, body)) };
  }
  if (head === 'groups' && rest.length === 1) return groups(portal, type, request);
  if (head === 'batch' && method === 'POST' && action) return batch(portal, type, action, body);
  if (head === undefined || rest.length !== 1) return null;
  const def = defs.get(head);
  if (!def) throw notFound(`No property ${head} of ${type}.`);
  if (method === 'GET') return { status: 200, body: render(portal, type, def) };
  if (method !== 'DELETE') return null;
  if (def.standard) throw invalid(`Property ${head} is defined by HubSpot and cannot be archived.`);
  defs.delete(head);
  return { status: 204 };
}
