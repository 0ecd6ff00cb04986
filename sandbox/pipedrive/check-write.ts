/** What a write may carry: keys, types, then values that must exist (docs/reference/pipedrive.md#addresses-and-versions, docs/reference/pipedrive.md#values). */
import type { Account } from './account';
import { fieldOwner } from './account';
import { checkCustom, checkRequired } from './custom-values';
import { titleOf, type Errors } from './errors';
import type { FieldOwner, PipedriveType, Values } from './types';
import { KINDS } from './value-kinds';
import { CONTACT_SYNC, SHAPES } from './write-shapes';

export interface Write {
  values: Values;
  custom: Values;
}
export interface WriteRules {
  account: Account;
  errors: Errors;
  enforceRequired: boolean;
}
const HASH = /^[0-9a-f]{40}$/;
/** Fields that `person_id` of an activity follows from (n8n issue 31684). */
const READ_ONLY_PERSON =
  '\'person_id\' is a read-only field. Add a primary participant to set \'person_id\' instead. For example: "participants": [{ "person_id": 1, "primary": true }]';

export function asObject(body: unknown, errors: Errors): Values {
  if (KINDS.object.test(body)) return body as Values;
  throw errors.invalid('body: expected an object');
}

function checkKeys(type: PipedriveType, mode: 'create' | 'update', body: Values, errors: Errors): void {
  const { nullable, required } = SHAPES[type];
  const kinds = SHAPES[type][mode];
  if (type === 'activity' && 'person_id' in body) throw errors.bad(READ_ONLY_PERSON);
  for (const [key, value] of Object.entries(body)) {
    const kind = kinds[key];
    if (type === 'person' && CONTACT_SYNC.includes(key))
      throw errors.forbidden(`'${key}' is available only with contact sync`);
    if (!kind) throw errors.invalid(`'${key}' is not allowed`);
    if (value === null && nullable.includes(key)) continue;
    if (!KINDS[kind].test(value)) throw errors.invalid(`${key}: expected ${KINDS[kind].expects}`);
  }
  for (const key of required) {
    const missing = mode === 'create' ? body[key] === undefined : false;
    if (missing || (body[key] as string | undefined)?.trim?.() === '')
      throw errors.invalid(`${key} is required`);
  }
}

/** Records and users that the body names must be there. */
export function checkReferences({ account, errors }: WriteRules, body: Values): void {
  const ownerId = body['owner_id'] ?? body['user_id'];
  if (ownerId !== undefined && !account.user(ownerId)?.active)
    throw errors.bad(`User ${String(ownerId)} does not exist or is not active`);
  const participants = (body['participants'] ?? []) as { person_id: number }[];
  const links: [PipedriveType, unknown][] = [
    ['person', body['person_id']],
    ['organization', body['org_id'] ?? body['organization_id']],
    ['deal', body['deal_id']],
    ['lead', body['lead_id']],
    ...participants.map(({ person_id }): [PipedriveType, unknown] => ['person', person_id]),
  ];
  for (const [type, id] of links) {
    if (id === undefined || id === null) continue;
    const row = account.find(type, id);
    if (!row || row.deleted) throw errors.notFound(titleOf(type));
  }
}

/** Custom fields stand at the top level of leads (v1), under `custom_fields` elsewhere. */
function split(type: PipedriveType, body: Values): Write {
  if (type !== 'lead') {
    const { custom_fields: custom, ...values } = body;
    return { values, custom: (custom ?? {}) as Values };
  }
  const isCustom = ([key]: [string, unknown]): boolean => HASH.test(key);
  const entries = Object.entries(body);
  return {
    values: Object.fromEntries(entries.filter((entry) => !isCustom(entry))),
    custom: Object.fromEntries(entries.filter(isCustom)),
  };
}

/** Takes the body of a write; returns values and custom values apart. Throws the vendor's refusal. */
export function checkWrite(
  rules: WriteRules,
  type: PipedriveType,
  mode: 'create' | 'update',
  body: unknown,
): Write {
  const { account, errors } = rules;
  const object = asObject(body, errors);
  const write = split(type, object);
  checkKeys(type, mode, type === 'lead' ? write.values : object, errors);
  checkReferences(rules, write.values);
  const owner: FieldOwner | null = fieldOwner(type);
  if (owner) {
    checkCustom(account, owner, write.custom, errors);
    if (mode === 'create' && rules.enforceRequired) checkRequired(account, owner, write.custom, errors);
  }
  return write;
}
