/** Fields of the product that an organisation does not have: they are created or, if that fails, left out where a later call can fill them. */
import type { EnsuredFields } from '../port';
import { said } from '../../text/said';
import { without } from '../engine/text';
import { ensureFields, ON_NO_LAYOUT } from './ensure-fields';
import { zohoError } from './errors';
import type { Session } from './find';
import { laidOut } from './laid-out';
import { isAttribution, isOwn } from './own-fields';
import type { Part } from './parts';
import { placed } from './place-remedy';
import type { Remedy, Remedied } from './remedy';

const RIGHTS =
  'give the user who connected the credential the right to customise modules and run "create missing fields"';

const NO_ROOM =
  'The module has no room for them: delete custom fields nobody needs, or take an edition with more (Standard has ten a module, the free one may have none), then run "create missing fields".';

type Missing = EnsuredFields['missing'];
const list = (fields: Missing): string => fields.map(({ entity, field }) => `${entity}.${field}`).join(', ');

const missingOf = ({ missing }: EnsuredFields, { module, values }: Part): Missing =>
  missing.filter(({ entity, field }) => entity === module && field in values);

/**
 * Makes our fields. A refusal met minutes ago is not asked for again when the part can go without the field; a part
 * that cannot tries again, since a person may have given the right. Throws CrmError for the credential only.
 */
function ensured({ http, book }: Session, part: Part): Promise<EnsuredFields> {
  const last = book.lastTry();
  const known = last ? missingOf(last, part) : [];
  const enough = known.length > 0 && known.every(({ field }) => isAttribution(field));
  return last && enough ? Promise.resolve(last) : ensureFields(http, book);
}

/**
 * Takes a part that names fields the organisation lacks: makes all that are missing. When they cannot be made, a
 * record goes without its attribution, but not without its keys: it could be written twice. Throws with the list.
 */
export async function withOurFields(session: Session, part: Part): Promise<Remedied> {
  const result = await ensured(session, part);
  const all = result.missing;
  const missing = missingOf(result, part);
  if (missing.length === 0) return { part, note: null };
  const left = missing.reduce((rest, { field }) => without(rest, field), part.values);
  if (missing.every(({ field }) => isAttribution(field)) && Object.keys(left).length > 0) {
    const note = said('zoho.lacking', { names: list(missing) });
    return { part: { ...part, values: left }, note };
  }
  if (missing.every(({ field, reason }) => isAttribution(field) || reason.startsWith(ON_NO_LAYOUT))) {
    const lost = missing.map(({ field }) => field);
    const note = said('zoho.keyless', { names: list(missing), why: missing[0]?.reason ?? '' });
    return { part: { ...part, values: left, layout: { id: '', lost } }, note };
  }
  const why = missing[0]?.reason ?? '';
  // One look into the settings should be enough, so everything that is missing is named.
  throw zohoError(
    'notPermitted',
    `the fields ${list(all)} are missing and could not be created. ${why}`.trim(),
    why.includes('LIMIT_EXCEEDED')
      ? NO_ROOM
      : `Add them in Zoho CRM (Setup, Modules and Fields; single line, label as the name, "do not allow duplicate values" for rs_phone_key, rs_state_key, rs_call_id, rs_task_key), or ${RIGHTS}.`,
    list(all),
  );
}

/** A refusal that names a field of ours: it may be missing. */
export const ownFieldsRemedy: Remedy = async (error, part, { session }) => {
  const { field } = error;
  if (!field || !isOwn(part.module, field) || error.code === 'MANDATORY_NOT_FOUND') return null;
  session.book.forget(part.module);
  const remedied = await withOurFields(session, part);
  // The field is there, so it is its value that was refused.
  if (remedied.part === part && session.book.lastTry()?.created.length === 0) return null;
  return remedied;
};

/** As Writing.prepare: mends what the book already knows to be missing. */
export async function prepare(session: Session, part: Part): Promise<void> {
  Object.assign(part, placed(part, session.book.pipelines()));
  if (session.book.lacking(part.module).some((name) => name in part.values)) {
    const { part: mended, note } = await withOurFields(session, part);
    Object.assign(part, mended);
    if (note) part.notes.push(note);
  }
  Object.assign(part, await laidOut(session, part));
}
