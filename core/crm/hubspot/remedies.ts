/** HubSpot's own remedies: missing properties of ours are made, a call's outcome or recording goes elsewhere. */
import { ATTRIBUTION_FIELDS } from '../../model/attribution';
import { said } from '../../text/said';
import type { CrmError } from '../../http/errors';
import type { Remedy } from '../engine/write';
import type { ObjectType } from './endpoints';
import { badValuesOf, hubSpotError } from './errors';
import { withMark } from './keyless';
import { BODY, RECORDING } from './late-recording';
import { ownNames } from './properties';
import { without } from '../engine/text';
import type { ApiRecord } from './records';
import type { Work } from './work';
import type { Write } from './write';

const ATTRIBUTION = new Set<string>(ATTRIBUTION_FIELDS);
const UNKNOWN = 'PROPERTY_DOESNT_EXIST';
export const OUTCOME = 'hs_call_disposition';

/** True when the portal has these properties as unique ones; makes those it lacks. */
export async function hasKeys({ ensure }: Work, type: ObjectType, keys: string[]): Promise<boolean> {
  const { missing } = await ensure();
  return !missing.some(({ entity, field }) => entity === type && keys.includes(field));
}

/**
 * Missing properties of ours: makes all that are missing. When they cannot be made, a record goes without its
 * attribution, which a later call fills, but not without its keys: it could be written twice. Throws with the list.
 */
export const makeProperties = (work: Work): Remedy<Write, ApiRecord> => ({
  async try(write, error) {
    const { type, values } = write;
    const unknown = badValuesOf(error).filter(({ code }) => code === UNKNOWN);
    const ours = new Set(ownNames(type));
    if (unknown.every(({ name }) => !ours.has(name))) return false;
    const all = (await work.ensure()).missing;
    // What other types lack, or what is there without being unique, does not stop this write.
    const missing = all.filter(
      ({ entity, field }) => entity === type && unknown.some(({ name }) => name === field),
    );
    if (missing.length === 0) return true;
    const left = missing.reduce((rest, { field }) => without(rest, field), values);
    const namesOf = (fields: typeof missing): string[] =>
      fields.map(({ entity, field }) => `${entity}.${field}`);
    const rights = said('hubspot.schemaRights');
    if (missing.every(({ field }) => ATTRIBUTION.has(field)) && Object.keys(left).length > 0) {
      // A change without what it is for would look done.
      if (write.id !== null) throw error;
      write.values = left;
      write.notes.push(said('hubspot.lackingLeftOut', { names: namesOf(missing), rights }));
      return true;
    }
    const why = missing[0]?.reason ?? '';
    if (type === 'calls' || type === 'tasks') return (await withMark(work.api, write, type, why)) ?? true;
    // One look into the settings should be enough, so everything that is missing is named.
    const names = namesOf(all);
    throw hubSpotError(
      'notPermitted',
      said('hubspot.lacking', { names, why }),
      said('hubspot.lacking.advice', { rights }),
      names.join(', '),
    );
  },
});

export const refusedOwner = (error: CrmError): boolean =>
  badValuesOf(error).some(({ name }) => name === 'hubspot_owner_id') ||
  /hubspot_owner_id|INVALID_OWNER/.test(error.message);

export const refusedEmail = (error: CrmError): boolean =>
  badValuesOf(error).some(({ name, code }) => name === 'email' || code === 'INVALID_EMAIL');

/** Ids of outcomes differ between portals: a call is worth more than its outcome, which its status tells too. */
export const withoutOutcome: Remedy<Write> = {
  try(write, error) {
    const refused =
      badValuesOf(error).some(({ name }) => name === OUTCOME) || error.message.includes(OUTCOME);
    if (!refused || !write.values[OUTCOME]) return false;
    write.values = without(write.values, OUTCOME);
    write.notes.push(said('hubspot.noOutcome'));
    return true;
  },
};

/** A recording link HubSpot refuses goes into the body. */
export const recordingIntoBody: Remedy<Write> = {
  try(write, error) {
    const refused = badValuesOf(error).some(({ name }) => name === RECORDING);
    if (!refused || !write.values[RECORDING]) return false;
    write.values = without(write.values, RECORDING);
    write.values[BODY] = write.body(write.mark);
    return true;
  },
};
