import { SINGULAR, typeByName, typesBetween, type AssociationType } from './association-types';
import { checkValues, readProperties } from './check-values';
import { invalid, notFound, Refusal } from './errors';
import type { Portal } from './portal';
import type { HubSpotType, Properties, Stored } from './types';

export const asObject = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};

const REQUIRED: Record<HubSpotType, string[]> = {
  contacts: [],
  companies: [],
  deals: ['dealname', 'dealstage'],
  leads: ['hs_lead_name'],
  calls: ['hs_timestamp'],
  tasks: ['hs_timestamp'],
  notes: ['hs_timestamp'],
};

/** Properties a new record must have a value in. With one pipeline HubSpot takes it; with several it must be told. */
export function requiredOf(portal: Portal, type: HubSpotType, values?: Properties): string[] {
  const several = type === 'deals' && portal.dealPipelines.length > 1 ? ['pipeline'] : [];
  return [...REQUIRED[type], ...several, ...portal.required(type, values)];
}

function checkRequired(portal: Portal, type: HubSpotType, properties: Properties): void {
  const missing = requiredOf(portal, type, properties).filter((name) => !properties[name]);
  if (type === 'companies' && !properties.name && !properties.domain) missing.push('name');
  if (missing.length === 0) return;
  // Recorded: the names stand in the context alone.
  const message = `Error creating ${SINGULAR[type].toUpperCase()}. Some required properties were not set.`;
  throw new Refusal(400, 'VALIDATION_ERROR', message, { context: { properties: missing } });
}

function withDefaults(portal: Portal, type: HubSpotType, properties: Properties): Properties {
  if (type === 'deals') return { pipeline: portal.dealPipelines[0]?.id ?? '', ...properties };
  if (type !== 'leads') return properties;
  const first = portal.leadPipelines[0];
  return { hs_pipeline: first?.id ?? '', hs_pipeline_stage: first?.stages[0]?.id ?? '', ...properties };
}

function checkStageOfPipeline(portal: Portal, type: HubSpotType, properties: Properties): void {
  const [pipelineId, stageId] =
    type === 'deals'
      ? [properties.pipeline, properties.dealstage]
      : [properties.hs_pipeline, properties.hs_pipeline_stage];
  const pipeline = portal.pipelines(type).find(({ id }) => id === pipelineId);
  if (!pipeline || !stageId || pipeline.stages.some(({ id }) => id === stageId)) return;
  throw invalid(`Pipeline stage ${stageId} does not belong to pipeline ${pipeline.id}.`);
}

interface WantedLink {
  target: Stored;
  type: AssociationType;
}
function readLinks(portal: Portal, from: HubSpotType, input: unknown): WantedLink[] {
  if (input === undefined) return [];
  if (!Array.isArray(input)) throw invalid('Invalid input JSON: associations must be a list.');
  return input.flatMap((item) => {
    const toId = String(asObject(asObject(item).to).id ?? '');
    const types = asObject(item).types;
    if (!Array.isArray(types)) throw invalid('Invalid input JSON: an association needs types.');
    return types.map((spec): WantedLink => {
      const typeId = asObject(spec).associationTypeId;
      const type = allTypes(from).find(({ id }) => id === typeId);
      if (!type) throw invalid(`No association type ${String(typeId)} exists from ${from}.`);
      const target = portal.find(type.to, toId);
      if (!target) throw notFound(`The ${SINGULAR[type.to]} ${toId} to associate with does not exist.`);
      return { target, type };
    });
  });
}
function allTypes(from: HubSpotType): AssociationType[] {
  return Object.keys(REQUIRED).flatMap((to) => typesBetween(from, typeByName(to) ?? from));
}

/** Creates one record with its links; nothing is stored when anything of it is refused. */
export function createRecord(portal: Portal, type: HubSpotType, input: unknown): Stored {
  const { properties, associations } = asObject(input);
  const given = readProperties(properties);
  checkValues(portal, type, given);
  checkRequired(portal, type, given);
  const values = withDefaults(portal, type, given);
  checkStageOfPipeline(portal, type, values);
  const links = readLinks(portal, type, associations);
  if (type === 'leads' && !links.some(({ type: { to } }) => to === 'contacts' || to === 'companies')) {
    throw invalid('A lead must be associated with a contact or a company when it is created.');
  }
  const record = portal.insert(type, values);
  for (const { target, type: linkType } of links) portal.link(record, target, linkType);
  portal.reindex(record);
  for (const { target } of links) portal.reindex(target);
  return record;
}

/** Changes one record. Throws 404 when it is not there. */
export function updateRecord(
  portal: Portal,
  type: HubSpotType,
  id: string,
  input: unknown,
  idProperty?: string,
): Stored {
  const record = portal.find(type, id, keyProperty(portal, type, idProperty));
  if (!record) throw notFound(`No ${SINGULAR[type]} ${id}.`);
  const values = readProperties(asObject(input).properties);
  checkValues(portal, type, values, record);
  checkStageOfPipeline(portal, type, { ...record.properties, ...values });
  portal.assign(record, values);
  portal.reindex(record);
  return record;
}

/** Creates the record or overwrites the one that has the key; links are not taken, as at the vendor. */
export function upsertRecord(
  portal: Portal,
  type: HubSpotType,
  input: unknown,
): { record: Stored; isNew: boolean } {
  const { id, idProperty, associations } = asObject(input);
  if (associations !== undefined)
    throw invalid('Invalid input JSON: associations are not supported in an upsert.');
  if (typeof id !== 'string') throw invalid('Invalid input JSON: id is required.');
  const key = keyProperty(portal, type, typeof idProperty === 'string' ? idProperty : undefined);
  const found = portal.find(type, id, key);
  if (found) return { record: updateRecord(portal, type, found.id, input), isNew: false };
  if (key === 'hs_object_id') throw notFound(`No ${SINGULAR[type]} ${id}.`);
  const properties = { [key]: id, ...asObject(asObject(input).properties) };
  return { record: createRecord(portal, type, { properties, associations: [] }), isNew: true };
}

/** Property by which a record may be named. Throws 400 when it is not unique. */
export function keyProperty(portal: Portal, type: HubSpotType, name: string | undefined): string {
  if (!name || name === 'hs_object_id') return 'hs_object_id';
  if (type === 'contacts' && name === 'email') return name;
  if (portal.defs(type).get(name)?.unique) return name;
  throw invalid(
    `Property ${name} of ${type} does not exist or does not have unique values; it cannot be idProperty.`,
  );
}
