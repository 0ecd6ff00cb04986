import { Refusal, invalid, invalidValues, type BadValue } from './errors';
import { same, type Portal } from './portal';
import type { HubSpotType, Properties, PropertyDef, Stored } from './types';

const MAX_TEXT = 65_536;

function badNumber(value: string): boolean {
  return !/^-?\d+(\.\d+)?$/.test(value);
}
/** Milliseconds of an ISO 8601 text or of milliseconds as text; null when it is neither. */
export function timeOf(value: string): number | null {
  if (/^-?\d+$/.test(value)) return Number(value);
  const ms = /^\d{4}-\d\d-\d\d/.test(value) ? Date.parse(value) : NaN;
  return Number.isNaN(ms) ? null : ms;
}

function stageProblem(portal: Portal, type: HubSpotType, name: string, value: string): string | null {
  const pipelines = portal.pipelines(type);
  if (name === 'pipeline' || name === 'hs_pipeline') {
    return pipelines.some(({ id }) => id === value) ? null : `Pipeline ${value} does not exist.`;
  }
  const known = pipelines.flatMap(({ stages }) => stages).some(({ id }) => id === value);
  return known ? null : `Pipeline stage ${value} does not exist.`;
}

function problem(
  portal: Portal,
  type: HubSpotType,
  def: PropertyDef,
  value: string,
): [string, string] | null {
  if (def.readOnly)
    return ['READ_ONLY_VALUE', `"${def.name}" is a read only property; its value cannot be set.`];
  if (value === '') return null;
  const max = def.maxLength ?? MAX_TEXT;
  if (value.length > max) return ['INVALID_LENGTH', `The value is longer than ${max} characters.`];
  if (def.name === 'hubspot_owner_id') {
    const owner = portal.owners.find(({ id }) => id === value);
    return owner && !owner.archived
      ? null
      : ['INVALID_OWNER_ID', `Owner ${value} does not exist or is inactive.`];
  }
  if (['pipeline', 'dealstage', 'hs_pipeline', 'hs_pipeline_stage'].includes(def.name)) {
    const text = stageProblem(portal, type, def.name, value);
    return text ? ['INVALID_OPTION', text] : null;
  }
  if (def.name === 'hs_call_recording_url' && !value.startsWith('https://')) {
    return ['INVALID_URL', 'The recording URL must start with https://.'];
  }
  if (def.name === 'email' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) {
    return ['INVALID_EMAIL', `Email address ${value} is invalid`];
  }
  if (def.type === 'number' && badNumber(value))
    return ['INVALID_INTEGER', `${value} was not a valid number.`];
  if (def.type === 'datetime' && timeOf(value) === null)
    return ['INVALID_DATE', `${value} was not a valid date.`];
  if (def.type === 'bool' && !['true', 'false'].includes(value))
    return ['INVALID_BOOLEAN', `${value} is not a boolean.`];
  if (def.type === 'enumeration' && !def.options.includes(value)) {
    return ['INVALID_OPTION', `${value} was not one of the allowed options: [${def.options.join(', ')}]`];
  }
  return null;
}

/** Values of a request body as strings. Throws the 400 of a body that is not an object of strings. */
export function readProperties(input: unknown): Properties {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw invalid('Invalid input JSON: properties must be an object.');
  }
  for (const [name, value] of Object.entries(input)) {
    if (typeof value !== 'string') {
      throw invalid(
        `Invalid input JSON: cannot read the value of property ${name} as a string (${typeof value}).`,
      );
    }
  }
  return input as Properties;
}

/**
 * Refuses what the portal refuses: unknown, read-only and ill-typed values (400, all named at once), values of unique
 * properties that another record has (400), an e-mail that another contact has (409).
 */
export function checkValues(portal: Portal, type: HubSpotType, properties: Properties, self?: Stored): void {
  const bad: BadValue[] = [];
  for (const [name, value] of Object.entries(properties)) {
    const def = portal.defs(type).get(name);
    if (!def)
      bad.push({ name, error: 'PROPERTY_DOESNT_EXIST', message: `Property "${name}" does not exist` });
    else {
      const found = problem(portal, type, def, value);
      if (found) bad.push({ name, error: found[0], message: found[1] });
    }
  }
  if (bad.length > 0) throw invalidValues(bad);
  checkUnique(portal, type, properties, self);
}

function checkUnique(portal: Portal, type: HubSpotType, properties: Properties, self?: Stored): void {
  for (const [name, value] of Object.entries(properties)) {
    const email = type === 'contacts' && name === 'email';
    if (value === '' || !(email || portal.defs(type).get(name)?.unique)) continue;
    const rows = [...portal.table(type).values()];
    const other = rows.find((row) => row !== self && !row.archived && same(row.properties[name], value));
    if (!other) continue;
    if (email) throw new Refusal(409, 'CONFLICT', `Contact already exists. Existing ID: ${other.id}`);
    if (portal.options.uniqueConflict === 'plain')
      throw invalid(`propertyValue: already has that value ${name}`);
    const message = `${other.id} already has that value.`;
    throw invalidValues([{ name, error: 'CONFLICTING_UNIQUE_VALUE', message }]);
  }
}
