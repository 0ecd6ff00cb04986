/** What is sent to make a record. Empty values are left out, so that nothing is set to emptiness. */
import { said } from '../../text/said';
import { ATTRIBUTION_FIELDS, type Attribution } from '../../model/attribution';
import type { CreateStep, Entity } from '../../model/plan';
import { CrmError } from '../../http/errors';
import type { RefusedField } from '../engine/refused';
import { cut, shorten } from '../engine/text';
import { unsent } from './refused';
import { customValue } from './custom-values';
import { KINDS } from './entities';
import { pipedriveError, SYSTEM } from './errors';
import type { Codes } from './found';
import { WRITABLE } from './lists';
import { CALL_ID, KEY, ORG_PHONE } from './own-fields';
import { ownKey } from './own-key';
import type { ApiField, Json } from './types';

export interface Body {
  own: Json;
  /** By field code. */
  custom: Json;
  /** Mapped values that the fields do not take; they are not in the body. */
  refused?: RefusedField[];
}
/** Ids the new record hangs on. */
export interface Parents {
  contact: string | null;
  company: string | null;
}
/** Pipedrive's longest name or title. */
const NAME_MAX = 255;

/** Ids of Pipedrive are integers; anything else is refused before it is sent. Null stays null. */
export function integer(id: string | null, what: string): number | null {
  if (id === null || id === '') return null;
  if (/^\d{1,15}$/.test(id)) return Number(id);
  throw pipedriveError(
    'invalidField',
    said('pipedrive.noId', { id, what, system: SYSTEM }),
    said('pipedrive.noId.advice', { what }),
    id,
  );
}
/** Values that are there. */
export function filled(values: Json): Json {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== null && value !== undefined && value !== ''),
  );
}

/** The attribution under the codes of its fields; fields the account lacks are left out. */
export function attributionValues(attribution: Attribution, codes: Codes): Json {
  return Object.fromEntries(
    ATTRIBUTION_FIELDS.flatMap((field): [string, string][] => {
      const [code, value] = [codes.get(field), attribution[field]?.trim()];
      return code && value ? [[code, cut(value, NAME_MAX)]] : [];
    }),
  );
}

/** The value, or what there is against it; `whole`: given by hand, so a refusal is thrown (NewRecordValues). */
export function valueOrRefused(
  field: ApiField,
  text: string,
  whole = false,
): { value: unknown } | { refused: RefusedField } {
  try {
    return { value: customValue(field, text) };
  } catch (error) {
    if (error instanceof CrmError && !whole) return { refused: unsent(field, text) };
    throw error;
  }
}

/**
 * Values of the field mapping; those that a field does not take are told apart (G-27). Throws CrmError (invalidField) for a
 * field that is not there.
 */
export function mappedValues(
  entity: Entity,
  fields: Record<string, string>,
  known: ApiField[],
  whole: boolean,
): Body & { refused: RefusedField[] } {
  const body = { own: {} as Json, custom: {} as Json, refused: [] as RefusedField[] };
  for (const [name, text] of Object.entries(fields)) {
    if (!text.trim()) continue;
    const field = known.find(({ field_code }) => field_code === name);
    const own = WRITABLE[entity].includes(name);
    if (field?.is_custom_field || own) {
      const type = field?.field_type === 'monetary' && own ? 'double' : (field?.field_type ?? 'varchar');
      const read = valueOrRefused({ ...(field ?? noField(name)), field_type: type }, text, whole);
      if ('refused' in read) body.refused.push(read.refused);
      else if (field?.is_custom_field) body.custom[name] = read.value;
      else body.own[name] = read.value;
    } else
      throw pipedriveError(
        'invalidField',
        said('pipedrive.noField', { object: KINDS[entity].object, field: name }),
        said('pipedrive.noField.advice', { field: name }),
        name,
      );
  }
  return body;
}
const noField = (name: string): ApiField => ({
  field_name: name,
  field_code: name,
  field_type: 'varchar',
  is_custom_field: false,
});

export const contactWay = (value: string, primary = true): Json[] => [{ value, primary, label: 'work' }];

function ownValues({ kind, values }: CreateStep, parents: Parents): Json {
  const { name, phone, email, callId, pipeline, stage } = values;
  const title = shorten(name.trim() || phone || email || 'Client', NAME_MAX);
  const [person, org] = [integer(parents.contact, 'contact'), integer(parents.company, 'company')];
  switch (kind) {
    case 'contact':
      return {
        name: title,
        org_id: org,
        phones: phone && contactWay(phone),
        emails: email && contactWay(email),
      };
    case 'company':
      return { name: title };
    case 'lead':
      return { title, person_id: person, organization_id: org, origin_id: callId };
    case 'deal':
      return {
        title,
        person_id: person,
        org_id: org,
        pipeline_id: integer(pipeline, 'pipeline'),
        stage_id: integer(stage, 'stage'),
      };
  }
}

/** Takes the step, its owner, what it hangs on, our codes and the account's fields. Throws CrmError (invalidField). */
export function bodyOf(
  step: CreateStep,
  ownerId: string | null,
  parents: Parents,
  codes: Codes,
  known: ApiField[],
): Body {
  const { kind, key, stateKey, values } = step;
  const texts: Record<string, string | null> = {
    [CALL_ID]: values.callId,
    [KEY]: ownKey(values.phone, stateKey, values.callId ?? (kind === 'deal' ? key || null : null)),
    [ORG_PHONE]: values.phone,
  };
  const marks = Object.entries(texts).map(([name, text]) => [codes.get(name) ?? '', text]);
  const mapped = mappedValues(kind, values.fields, known, values.whole === true);
  return {
    own: { ...filled({ ...ownValues(step, parents), owner_id: integer(ownerId, 'user') }), ...mapped.own },
    custom: {
      ...filled(Object.fromEntries(marks.filter(([code]) => code !== '')) as Json),
      ...attributionValues(values.attribution, codes),
      ...mapped.custom,
    },
    refused: mapped.refused,
  };
}

/** The body as its endpoint wants it: v1 leads have custom fields beside their own. */
export function jsonOf(entity: Entity, { own, custom }: Partial<Body>): Json {
  if (entity === 'lead') return { ...own, ...custom };
  return { ...own, ...(custom && Object.keys(custom).length > 0 ? { custom_fields: custom } : {}) };
}
