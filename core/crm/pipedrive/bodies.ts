/** What is sent to make a record. Empty values are left out, so that nothing is set to emptiness. */
import { ATTRIBUTION_FIELDS, type Attribution } from '../../attribution/types';
import type { CreateStep, Entity } from '../../plan/types';
import { cut, shorten } from '../shared/text';
import { customValue } from './custom-values';
import { KINDS } from './entities';
import { pipedriveError, SYSTEM } from './errors';
import type { Codes } from './found';
import { WRITABLE } from './lists';
import { CALL_ID, KEY, ORG_PHONE } from './own-fields';
import { ownKey } from './own-key';
import type { ApiField } from './types';

export type Json = Record<string, unknown>;
export interface Body {
  own: Json;
  /** By field code. */
  custom: Json;
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
    `${id} is no ${what} of ${SYSTEM}.`,
    `Choose a ${what} from the list.`,
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

/** Values of the field mapping. Throws CrmError (invalidField) for a field that is not there. */
export function mappedValues(entity: Entity, fields: Record<string, string>, known: ApiField[]): Body {
  const body: Body = { own: {}, custom: {} };
  for (const [name, text] of Object.entries(fields)) {
    if (!text.trim()) continue;
    const field = known.find(({ field_code }) => field_code === name);
    if (field?.is_custom_field) body.custom[name] = customValue(field, text);
    else if (WRITABLE[entity].includes(name)) {
      const type = field?.field_type === 'monetary' ? 'double' : (field?.field_type ?? 'varchar');
      body.own[name] = customValue({ ...(field ?? noField(name)), field_type: type }, text);
    } else
      throw pipedriveError(
        'invalidField',
        `a ${KINDS[entity].object} has no field ${name} that could be written.`,
        `Create the field in Pipedrive or take ${name} out of the field mapping of the node.`,
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

const contactWay = (value: string | null): Json[] | null =>
  value ? [{ value, primary: true, label: 'work' }] : null;

function ownValues({ kind, values }: CreateStep, parents: Parents): Json {
  const { name, phone, email, callId, pipeline, stage } = values;
  const title = shorten(name.trim() || phone || email || 'Client', NAME_MAX);
  const [person, org] = [integer(parents.contact, 'contact'), integer(parents.company, 'company')];
  switch (kind) {
    case 'contact':
      return { name: title, org_id: org, phones: contactWay(phone), emails: contactWay(email) };
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
  const mapped = mappedValues(kind, values.fields, known);
  return {
    own: { ...filled({ ...ownValues(step, parents), owner_id: integer(ownerId, 'user') }), ...mapped.own },
    custom: {
      ...filled(Object.fromEntries(marks.filter(([code]) => code !== '')) as Json),
      ...attributionValues(values.attribution, codes),
      ...mapped.custom,
    },
  };
}

/** The body as its endpoint wants it: v1 leads have custom fields beside their own. */
export function jsonOf(entity: Entity, { own, custom }: Partial<Body>): Json {
  if (entity === 'lead') return { ...own, ...custom };
  return { ...own, ...(custom && Object.keys(custom).length > 0 ? { custom_fields: custom } : {}) };
}
