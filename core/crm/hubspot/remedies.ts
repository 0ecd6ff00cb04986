/** What is tried after a refused write before it counts as failed (other owner, no e-mail, missing properties created). Each remedy is tried once per write. */
import { ATTRIBUTION_FIELDS } from '../../model/attribution';
import { CrmError } from '../../http/errors';
import type { Properties } from './api';
import type { ObjectType } from './endpoints';
import { nextOwner } from '../engine/owner';
import { HubSpotError, hubSpotError, SYSTEM } from './errors';
import { NoKey } from './no-key';
import { ownNames } from './properties';
import { without } from '../engine/text';
import type { Work } from './work';

export interface Remedied {
  properties: Properties;
  /** What a person should know of it. */
  note: string | null;
}
/** Returns the values to try again with, or null when the remedy does not fit. Throws a clearer error. */
export type Remedy = (error: HubSpotError, properties: Properties) => Promise<Remedied | null>;

const ATTRIBUTION = new Set<string>(ATTRIBUTION_FIELDS);
const UNKNOWN = 'PROPERTY_DOESNT_EXIST';

const rights =
  'give the credential the scopes crm.schemas.contacts.write, crm.schemas.companies.write and crm.schemas.deals.write and run "create fields"';

/**
 * Takes missing properties of ours: makes all that are missing. When they cannot be made, a record goes without its
 * attribution, which a later call fills, but not without its keys: it could be written twice. Throws with the list.
 */
export function makeProperties({ ensure }: Work, type: ObjectType): Remedy {
  return async (error, properties) => {
    const unknown = error.badValues.filter(({ code }) => code === UNKNOWN);
    if (unknown.length === 0) return null;
    const ours = new Set(ownNames(type));
    if (unknown.every(({ name }) => !ours.has(name))) return null;
    const all = (await ensure()).missing;
    // What other types lack, or what is there without being unique, does not stop this write.
    const missing = all.filter(
      ({ entity, field }) => entity === type && unknown.some(({ name }) => name === field),
    );
    if (missing.length === 0) return { properties, note: null };
    const left = missing.reduce((rest, { field }) => without(rest, field), properties);
    const nameList = (fields: typeof missing): string =>
      fields.map(({ entity, field }) => `${entity}.${field}`).join(', ');
    const why = missing[0]?.reason ?? '';
    if (missing.every(({ field }) => ATTRIBUTION.has(field)) && Object.keys(left).length > 0) {
      const note = `HubSpot lacks the properties ${nameList(missing)}, so they were left out: add them as text properties, or ${rights}.`;
      return { properties: left, note };
    }
    // One look into the settings should be enough, so everything that is missing is named.
    const list = nameList(all);
    const said = `the properties ${list} are missing and could not be created. ${why}`.trim();
    const advice = `Add them in HubSpot's settings (text, unique where the readme says so), or ${rights}.`;
    const refusal = hubSpotError('notPermitted', said, advice, list);
    throw type === 'calls' || type === 'tasks' ? new NoKey(refusal, why) : refusal;
  };
}

function refusedOwner(error: HubSpotError, properties: Properties): string | null {
  const named = error.badValues.some(({ name }) => name === 'hubspot_owner_id');
  const refused = named || /hubspot_owner_id|INVALID_OWNER/.test(error.message);
  return refused ? (properties.hubspot_owner_id ?? null) : null;
}

/** An owner who left or was deactivated: the senior, and once he is refused too nobody. */
export const otherOwner =
  (senior: string | null | undefined): Remedy =>
  (error, properties) => {
    const owner = refusedOwner(error, properties);
    if (!owner) return Promise.resolve(null);
    const { ownerId, note } = nextOwner({ system: SYSTEM, ownerId: owner, senior });
    const rest = without(properties, 'hubspot_owner_id');
    return Promise.resolve({
      properties: ownerId === null ? rest : { ...rest, hubspot_owner_id: ownerId },
      note,
    });
  };

/** A mistyped e-mail of a form must not cost the client: the record is written without it. */
export const withoutEmail: Remedy = (error, properties) => {
  const { email } = properties;
  const refused = error.badValues.some(({ name, code }) => name === 'email' || code === 'INVALID_EMAIL');
  if (!email || !refused) return Promise.resolve(null);
  const note = 'HubSpot refused the e-mail as invalid, so it was left out; it is in the form.';
  return Promise.resolve({ properties: without(properties, 'email'), note });
};

/** Applies the first remedy that fits and takes it out of the list. Throws the error when none does. */
export async function remedy(error: unknown, properties: Properties, left: Remedy[]): Promise<Remedied> {
  if (!(error instanceof CrmError)) throw error;
  if (!(error instanceof HubSpotError) || error.kind !== 'invalidField') throw error;
  for (const candidate of left) {
    const remedied = await candidate(error, properties);
    if (!remedied) continue;
    left.splice(left.indexOf(candidate), 1);
    return remedied;
  }
  throw error;
}
