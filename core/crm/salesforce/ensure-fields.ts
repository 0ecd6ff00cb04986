/**
 * Makes the custom fields we keep in the org, where they are missing, and shows them to its users (a field made by the
 * API is hidden from everybody). Existing ones are never changed.
 */
import { CrmError } from '../../http/errors';
import { singleFlightByKey } from '../../http/single-flight';
import { said } from '../../text/said';
import type { EnsuredFields } from '../port';
import type { SalesforceApi } from './api';
import { paths } from './endpoints';
import { textOf, type SalesforceError } from './errors';
import { showFields } from './field-rights';
import { OWN_FIELDS, type OwnField, type OwnObject } from './own-fields';
import { describeAll, type Descriptions } from './schema';
import type { Work } from './work';

/** Two nodes of one account do not make the same fields side by side. */
const flights = singleFlightByKey<EnsuredFields>();
/** Longest of a Salesforce text field. */
const LENGTH = 255;

const metadataOf = ({ label, unique, externalId }: OwnField): Record<string, unknown> => ({
  type: 'Text',
  label,
  length: LENGTH,
  externalId: unique === true || externalId === true,
  unique: unique === true,
  // Keys are compared without regard to case.
  ...(unique ? { caseSensitive: false } : {}),
});

/** Fields of ours that the user can see, and those of them that cannot keep doubles away. */
export function seenFields(
  own: OwnObject,
  descriptions: Descriptions,
): { visible: OwnField[]; absent: OwnField[]; plain: OwnField[]; readOnly: OwnField[] } {
  const known = new Map((descriptions[own.object].fields ?? []).map((field) => [textOf(field.name), field]));
  const visible = own.fields.filter(({ name }) => known.has(name));
  return {
    visible,
    absent: own.fields.filter(({ name }) => !known.has(name)),
    plain: visible.filter(({ name, unique }) => unique === true && known.get(name)?.unique === false),
    readOnly: visible.filter(({ name }) => known.get(name)?.createable === false),
  };
}
export const NOT_UNIQUE =
  'exists, but does not require unique values: tick "Unique" and "External ID" in its definition';
const READ_ONLY = 'exists, but the integration user may not edit it: give the right in field-level security';

/** Makes one field; true when it is there now. A name that is taken belongs to a hidden field. */
async function make(api: SalesforceApi, { definedOn }: OwnObject, field: OwnField): Promise<void> {
  const json = { FullName: `${definedOn}.${field.name}`, Metadata: metadataOf(field) };
  try {
    await api.post(
      paths.customFields,
      json,
      said('doing.createField', { field: `${definedOn}.${field.name}` }),
    );
  } catch (error) {
    const taken = error instanceof CrmError && /DUPLICATE/.test(`${error.code ?? ''} ${error.message}`);
    if (!taken) throw error;
  }
}

type Reasons = Map<string, string>;
const nameOf = (own: OwnObject, { name }: OwnField): string => `${own.object}.${name}`;

/** Makes the fields one after another (Salesforce locks its set-up meanwhile); returns why not, by name. */
async function makeAll(api: SalesforceApi, wanted: [OwnObject, OwnField][]): Promise<Reasons> {
  const reasons: Reasons = new Map();
  let forbidden: CrmError | null = null;
  for (const [own, field] of wanted) {
    try {
      if (forbidden) throw forbidden;
      await make(api, own, field);
    } catch (error) {
      if (!(error instanceof CrmError) || error.kind === 'credentialRefused') throw error;
      // The right is missing for all of them or for none.
      if (error.kind === 'notPermitted' || error.kind === 'notFound') forbidden = error;
      reasons.set(nameOf(own, field), `${error.message} ${error.advice}`);
    }
  }
  return reasons;
}

async function run({ api, schema }: Work): Promise<EnsuredFields> {
  const result: EnsuredFields = { created: [], present: [], missing: [] };
  const before = await describeAll(api);
  const wanted = OWN_FIELDS.flatMap((own) =>
    seenFields(own, before).absent.map((field): [OwnObject, OwnField] => [own, field]),
  );
  let reasons: Reasons = new Map();
  let after = before;
  if (wanted.length > 0) {
    reasons = await makeAll(api, wanted);
    const made = wanted.filter(([own, field]) => !reasons.has(nameOf(own, field)));
    const hidden =
      made.length > 0
        ? await showFields(
            api,
            made.map(([own, field]) => nameOf(own, field)),
          )
        : null;
    if (hidden) for (const [own, field] of made) reasons.set(nameOf(own, field), hidden);
    if (made.length > 0) after = await describeAll(api);
  }
  schema.note(after);
  const asked = new Set(wanted.map(([own, field]) => nameOf(own, field)));
  for (const own of OWN_FIELDS) {
    const { visible, absent, plain, readOnly } = seenFields(own, after);
    const entity = own.object;
    const denied: SalesforceError | null = after[entity].error;
    for (const field of absent)
      result.missing.push({
        entity,
        field: field.name,
        reason:
          reasons.get(nameOf(own, field)) ??
          (denied
            ? `${denied.message} ${denied.advice}`
            : 'It was made, but is hidden from the integration user.'),
      });
    for (const field of visible) {
      const fault = plain.includes(field) ? NOT_UNIQUE : readOnly.includes(field) ? READ_ONLY : null;
      if (fault) result.missing.push({ entity, field: field.name, reason: fault });
      else if (asked.has(nameOf(own, field))) result.created.push({ entity, field: field.name });
      else result.present.push({ entity, field: field.name });
    }
  }
  return result;
}

/** As CrmProvider.ensureFields. Throws CrmError when the credential is refused or the org cannot be described. */
export function ensureFields(work: Work): Promise<EnsuredFields> {
  const { account } = work.api.http;
  return account ? flights(account, () => run(work)) : run(work);
}
