/** What can be done about a refused write before it counts as failed. Each remedy is tried once per write. */
import { mapValues, said } from '../../text/said';
import { CrmError } from '../../http/errors';
import type { CreateStep, Entity } from '../../model/plan';
import { KINDS } from './entities';
import { pipedriveError, SYSTEM } from './errors';
import { readFieldList } from './field-lists';
import { ownOf } from './own-fields';
import type { Work } from './work';

/** Texts a refusal about an owner holds; a refusal may also name nothing. */
const OWNER_WORDS = /owner|user/i;

/** True when this owner is the reason: the refusal speaks of him, or he is not an active user. */
export async function refusedOwner(work: Work, error: CrmError, ownerId: string | null): Promise<boolean> {
  if (
    ownerId === null ||
    (error.kind !== 'invalidField' && error.kind !== 'notPermitted' && error.kind !== 'notFound')
  )
    return false;
  if (OWNER_WORDS.test(error.message) || error.subject === ownerId) return true;
  try {
    const user = (await work.users()).find(({ id }) => id === ownerId);
    return user?.active !== true;
  } catch (fault) {
    // Users cannot be read: the refusal stands as it is.
    if (fault instanceof CrmError) return false;
    throw fault;
  }
}

/** A chosen pipeline or stage that is not there (any more): throws an error that names it and those that are there. */
export async function checkStage(work: Work, { kind, values }: CreateStep): Promise<void> {
  const { pipeline, stage } = values;
  if (kind !== 'deal' || (pipeline === null && stage === null)) return;
  const all = await work.pipelines();
  const place = all.find(({ id }) => id === pipeline);
  if (pipeline !== null && !place) {
    const names = all.map(({ id, name }) => `${name} (${id})`).join(', ');
    throw pipedriveError(
      'invalidField',
      said('place.noPipeline', { pipeline }),
      said('place.noPipeline.advice', { system: SYSTEM, names }),
      pipeline,
    );
  }
  const stages = place ? place.stages : all.flatMap((one) => one.stages);
  if (stage === null || stages.some(({ id }) => id === stage)) return;
  const names = stages.map(({ id, name }) => `${name} (${id})`).join(', ');
  throw pipedriveError(
    'invalidField',
    place ? said('place.noStage', { stage, pipeline: place.name }) : said('place.noStageAnywhere', { stage }),
    said('place.noStage.advice', { system: SYSTEM, names }),
    stage,
  );
}

/**
 * A field that was sent is not there any more: reads the fields anew, so that ours are made again. Returns true when
 * the write is worth another try; throws an error that names a field of the mapping.
 */
export async function refreshFields(work: Work, entity: Entity, sent: string[]): Promise<boolean> {
  const { fields: list, object } = KINDS[entity];
  if (sent.length === 0) return false;
  const before = new Map(
    (work.api.book.fields.get(list)?.all ?? []).map((field) => [field.field_code, field]),
  );
  const now = new Set((await readFieldList(work.api, list)).map(({ field_code }) => field_code));
  const gone = sent.filter((code) => !now.has(code));
  if (gone.length === 0) return false;
  const ours = new Set(ownOf(list).map(({ name }) => name.toLowerCase()));
  const nameOf = (code: string): string => before.get(code)?.field_name ?? code;
  const foreign = gone.map(nameOf).filter((name) => !ours.has(name.trim().toLowerCase()));
  if (foreign.length === 0) return true;
  throw pipedriveError(
    'invalidField',
    said('pipedrive.fieldGone', { object, field: foreign }),
    said('pipedrive.fieldGone.advice', { field: foreign }),
    foreign.join(', '),
  );
}

/** The same error with names of fields in place of their codes. */
export function withNames(work: Work, entity: Entity, error: CrmError): CrmError {
  const all = work.api.book.fields.get(KINDS[entity].fields)?.all ?? [];
  const named = (text: string): string =>
    text.replace(/\b[0-9a-f]{40}\b/g, (code) => {
      const field = all.find(({ field_code }) => field_code === code);
      return field ? `"${field.field_name}"` : code;
    });
  if (named(error.message) === error.message) return error;
  const message = mapValues(error.words.message, named);
  const { advice } = error.words;
  const { kind, system, status, waitMs, code, subject } = error;
  return new CrmError({ kind, system, message, advice, status, waitMs, code, subject, cause: error });
}
