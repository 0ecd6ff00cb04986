/** Changes of records that exist: empty attribution filled, owner given, number added. Read first, one change per record. */
import { said } from '../../text/said';
import type { Entity, UpdateStep } from '../../model/plan';
import type { StepOutcome } from '../../model/outcome';
import { isEmptyAttribution } from '../../attribution/attribution';
import { ATTRIBUTION_FIELDS } from '../../model/attribution';
import { CrmError } from '../../http/errors';
import { carriesNumber } from '../engine/carries';
import { numberChange } from '../engine/new-number';
import { phoneForms } from '../../phone/phone';
import { outcomeOf } from '../engine/outcomes';
import { updateRecords } from '../engine/updates';
import { attributionValues, contactWay, integer, jsonOf, mappedValues } from './bodies';
import { KINDS } from './entities';
import { pipedriveError } from './errors';
import { paths } from './endpoints';
import { fieldList } from './field-lists';
import { attributionOf, idOf, type Codes } from './found';
import { refreshFields, withNames } from './remedies';
import type { ApiRecord, Json } from './types';
import { ownCodes, type Work } from './work';

type Changes = StepOutcome['changes'];

const numbersOf = (record: ApiRecord | null): string[] =>
  (record?.phones ?? []).flatMap(({ value }) => value || []);
/** Said of a step that has nothing to change. */
export const DONE: Partial<Record<UpdateStep['kind'], string>> = {
  attribution: 'It has attribution already.',
  phone: 'It has the number already.',
};

/** What the record's fields hold and what they get; null: its attribution is filled already (G-17), or the number is there. */
export function changesOf(step: UpdateStep, record: ApiRecord | null, codes: Codes): Changes | null {
  if (step.kind === 'owner')
    return [{ field: 'owner_id', before: idOf(record?.owner_id), after: step.values.ownerId }];
  if (step.kind === 'phone') {
    const numbers = numbersOf(record);
    const forms = phoneForms(step.values.phone, '');
    if (forms && carriesNumber(numbers, forms)) return null;
    return [numberChange({ ...step, values: { ...step.values, holds: numbers.join(', ') || null } })];
  }
  if (step.kind === 'fields')
    return Object.entries(step.values).map(([field, after]) => ({ field, before: null, after }));
  const before = record ? attributionOf(record, codes) : null;
  if (before && !isEmptyAttribution(before)) return null;
  return ATTRIBUTION_FIELDS.flatMap((field) =>
    step.values[field] ? [{ field, before: null, after: step.values[field] }] : [],
  );
}

function gone(entity: Entity, id: string): CrmError {
  return pipedriveError(
    'notFound',
    said('pipedrive.recordGone', { entity: said(`kind.${entity}`), id }),
    said('advice.lookUpAgain'),
    id,
  );
}

/** Codes of the attribution's fields. Throws CrmError that names those that are missing and cannot be made. */
async function attributionCodes(work: Work, entity: Entity): Promise<Codes> {
  const { codes, missing, why } = await ownCodes(work, entity);
  const lacking = ATTRIBUTION_FIELDS.filter((field) => missing.includes(field));
  if (lacking.length === 0) return codes;
  throw pipedriveError(
    'notPermitted',
    `the fields ${lacking.join(', ')} of ${KINDS[entity].object}s are missing and could not be created.${why ? ` ${why}` : ''}`,
    'Add them in Pipedrive as text fields, or run "create fields" with the token of an admin.',
    lacking.join(', '),
  );
}

/** Sets values of one record; makes our fields anew when they went. Throws CrmError. */
export async function changeRecord(
  work: Work,
  entity: Entity,
  id: string,
  make: () => Promise<{ own: Json; custom: Json }>,
): Promise<void> {
  const path = paths.record(KINDS[entity].collection, id);
  for (let tries = 1; ; tries += 1) {
    const body = await make();
    if (Object.keys(body.own).length + Object.keys(body.custom).length === 0) return;
    try {
      return await work.api.patch(
        path,
        jsonOf(entity, body),
        said('doing.updateKind', { kind: said(`of.${entity}`) }),
      );
    } catch (error) {
      if (!(error instanceof CrmError)) throw error;
      const again = tries === 1 && error.kind === 'invalidField';
      if (!again || !(await refreshFields(work, entity, Object.keys(body.custom))))
        throw withNames(work, entity, error);
    }
  }
}

async function updateOne(work: Work, steps: UpdateStep[]): Promise<StepOutcome[]> {
  const [first] = steps;
  if (!first) return [];
  const { entity, id } = first.target;
  const url = work.links.url(entity, id);
  const fills = steps.some(({ kind }) => kind === 'attribution');
  const codes: Codes = fills ? await attributionCodes(work, entity) : new Map();
  // An owner is given without looking; attribution only to what has none at this moment, a number beside those there.
  const looks = fills || steps.some(({ kind }) => kind === 'phone');
  const record = looks
    ? await work.api.get(KINDS[entity].collection, id, said('doing.readKind', { kind: said(`of.${entity}`) }))
    : null;
  if (looks && !record) throw gone(entity, id);
  const wanted = steps.map((step) => ({ step, changes: changesOf(step, record, codes) }));
  const due = wanted.flatMap(({ step, changes }) => (changes ? [step] : []));
  await changeRecord(work, entity, id, async () => {
    const fresh = fills ? await attributionCodes(work, entity) : codes;
    const body: { own: Json; custom: Json } = { own: {}, custom: {} };
    for (const step of due) {
      if (step.kind === 'owner') body.own.owner_id = integer(step.values.ownerId, 'user');
      else if (step.kind === 'fields') {
        const known = await fieldList(work.api, KINDS[entity].fields);
        const { own, custom } = mappedValues(entity, step.values, known, true);
        Object.assign(body.own, own);
        Object.assign(body.custom, custom);
      } else if (step.kind === 'phone')
        // The list is replaced as a whole.
        body.own.phones = [
          ...(record?.phones ?? []),
          ...contactWay(step.values.phone, numbersOf(record).length === 0),
        ];
      else Object.assign(body.custom, attributionValues(step.values, fresh));
    }
    return body;
  });
  return wanted.map(({ step, changes }) =>
    changes
      ? outcomeOf(step, { status: 'updated', recordId: id, url, changes })
      : outcomeOf(step, { status: 'skipped', recordId: id, url }, [DONE[step.kind] ?? '']),
  );
}

/** Carries the steps out, those of one record together. */
export const updateAll = (work: Work, steps: UpdateStep[]): Promise<StepOutcome[]> =>
  updateRecords(steps, (group) => updateOne(work, group));
