/** What this credential may write to an object type: properties, required ones, lengths, the right to create. Writes nothing. */
import type { ObjectDescription, Right } from '../port';
import { askRight } from '../engine/right';
import type { HubSpotApi } from './api';
import { paths, type ObjectType } from './endpoints';
import { readFields } from './lists';
import { ownNames } from './properties';
import { listOf, told } from './told';
import { said } from '../../text/said';

/** The product finds them by itself where nobody chose them, and a chosen one is checked by the pipelines. */
const PLACE = new Set(['pipeline', 'dealstage']);
const DATES = new Set(['date', 'datetime']);
/** Their lists are read elsewhere, with what is active and closed. */
const CHOICES = new Set(['hubspot_owner_id', ...PLACE]);

async function readRequired(api: HubSpotApi, type: ObjectType): Promise<Set<string>> {
  const body = await told(api, paths.schema(type), said('doing.readDemanded', { of: type }));
  return new Set(Array.isArray(body?.requiredProperties) ? (body.requiredProperties as string[]) : []);
}

/** Longest texts by the portal's validation rules; HubSpot's own limit is kept by the values themselves. */
async function readLengths(api: HubSpotApi, type: ObjectType): Promise<Map<string, number>> {
  const body = await told(api, paths.validations(type), said('doing.readRules', { of: type }));
  return new Map(
    listOf(body?.results).flatMap(({ propertyName, propertyValidationRules }): [string, number][] => {
      const rule = listOf(propertyValidationRules).find(({ ruleType }) => ruleType === 'MAX_LENGTH');
      const max = Number(Array.isArray(rule?.ruleArguments) ? rule.ruleArguments[0] : NaN);
      return max > 0 ? [[String(propertyName), max]] : [];
    }),
  );
}

/** A batch of no records: nothing can be made of none. */
const mayCreate = (api: HubSpotApi, type: ObjectType): Promise<Right> =>
  askRight(() => api.batchCreate(type, [], said('doing.create', { what: type })));

/** As CrmProvider.describe, for a type HubSpot has. Throws CrmError when its properties may not be read. */
export async function describeType(api: HubSpotApi, type: ObjectType): Promise<ObjectDescription> {
  const [fields, required, lengths, creatable] = await Promise.all([
    readFields(api, type),
    readRequired(api, type),
    readLengths(api, type),
    mayCreate(api, type),
  ]);
  return {
    label: type,
    creatable,
    fields: fields.map(({ name, label, type: kind, writable, options }) => ({
      name,
      label,
      writable,
      required: required.has(name) && !PLACE.has(name),
      options: kind !== 'enumeration' || CHOICES.has(name) || options.length === 0 ? null : options,
      takes: kind === 'number' ? 'numbers' : DATES.has(kind) ? 'dates' : null,
      maxLength: lengths.get(name) ?? null,
    })),
    besides: new Set(ownNames(type)),
  };
}
