/** Creates contacts, companies and deals of a plan. */
import { phoneForms } from '../../phone/phone';
import type { CreateStep, Entity } from '../../model/plan';
import type { Target, Written } from '../engine/run';
import { carriesNumber } from '../engine/carries';
import { shorten } from '../engine/text';
import type { FieldKey } from './kinds';
import type { Wanted, ApiRecord } from './port';
import { keyOf, textOf, textsOf, isClosedStage } from './records';
import type { Layout } from './layout';
import { notationsOf } from './notations';
import type { Identity } from './settle';
import { attributionValues, type Values } from './values';
import { ONE_PIPELINE } from './settings';
import { newWrite, type Write } from './write';
import { writeRecord } from './write-record';
import type { Work } from './work';
import { said } from '../../text/said';

/** NetHunt states no longest name; people read one line. */
const NAME_MAX = 255;

export const idsOf = (targets: Target[], entity: Entity): string[] =>
  targets.filter((target) => target.entity === entity).map(({ id }) => id);
/** Pipeline and stage of a new deal: the chosen ones, else the first open stage the builder named. */
function placeOf({ settings }: Layout, { values }: CreateStep): Values {
  const { stage } = values;
  const pipeline = values.pipeline === ONE_PIPELINE ? null : values.pipeline;
  const known = settings.stages.find((choice) => pipeline === null || choice.pipeline === pipeline);
  const first = known?.stages.find(({ closed }) => !closed)?.name ?? null;
  return { pipeline: pipeline ?? (known?.pipeline || null), stage: stage ?? first };
}

/** Values of the step's record by meaning. */
export function valuesOfStep(layout: Layout, step: CreateStep, targets: Target[]): Values {
  const { name, phone, email, ownerId, attribution } = step.values;
  const common: Values = {
    name: shorten(name, NAME_MAX),
    owner: ownerId ? [ownerId] : null,
    ...attributionValues(attribution),
  };
  if (step.kind === 'deal')
    return {
      ...common,
      ...placeOf(layout, step),
      contact: idsOf(targets, 'contact'),
      company: idsOf(targets, 'company'),
      dealKey: step.stateKey,
    };
  if (step.kind === 'company') return { ...common, phone, contact: idsOf(targets, 'contact') };
  return { ...common, phone, email, source: layout.settings.source, company: idsOf(targets, 'company') };
}

/** A client is its number, else its e-mail; a deal is the state of the client it was made for (decision 0002). */
function identityOf({ layout }: Work, step: CreateStep): Identity {
  const { kind, values, stateKey } = step;
  const entity = kind === 'lead' ? 'contact' : kind;
  const { phone, email, callId, home = '' } = values;
  const of = (key: FieldKey, text: string | null): Wanted => ({
    field: layout.nameOf(entity, key),
    texts: text ? [text] : [],
  });
  const byKey = (record: ApiRecord): boolean => callId !== null && keyOf(layout, entity, record) === callId;
  if (entity === 'deal') {
    const open = (record: ApiRecord): boolean =>
      !isClosedStage(layout, textOf(layout.valueOf(record, 'deal', 'stage')));
    const byState = (record: ApiRecord): boolean =>
      stateKey !== null && textOf(layout.valueOf(record, 'deal', 'dealKey')) === stateKey;
    const wanted = [of('callId', callId), of('dealKey', stateKey)];
    return { kind: entity, wanted, isSame: (record) => byKey(record) || (byState(record) && open(record)) };
  }
  const forms = phoneForms(phone, home);
  if (forms) {
    const isSame = (record: ApiRecord): boolean =>
      carriesNumber(textsOf(layout.valueOf(record, entity, 'phone')), forms);
    return {
      kind: entity,
      wanted: [{ field: layout.nameOf(entity, 'phone'), texts: notationsOf(forms) }],
      isSame,
    };
  }
  const isSame = (record: ApiRecord): boolean =>
    byKey(record) ||
    (!!email &&
      textsOf(layout.valueOf(record, entity, 'email')).some(
        (text) => text.toLowerCase() === email.toLowerCase(),
      ));
  return { kind: entity, wanted: [of('email', email), of('callId', callId)], isSame };
}

/** What is to be written for the step. */
export function recordOfStep(work: Work, step: CreateStep, targets: Target[]): Write {
  const kind = step.kind === 'lead' ? 'contact' : step.kind;
  const { pipeline, stage, callId } = step.values;
  return newWrite(step, targets, {
    kind,
    meanings: valuesOfStep(work.layout, step, targets),
    key: callId,
    flight: `${kind} ${step.stateKey ?? step.key}`,
    identity: identityOf(work, step),
    action: said('doing.createKind', { kind: said(`of.${kind}`) }),
    chosen: { stage, pipeline },
  });
}

/** Creates the record of the step with links to `targets`, or finds it. Throws CrmError. */
export const createRecord = (work: Work, step: CreateStep, targets: Target[]): Promise<Written> =>
  writeRecord(work, recordOfStep(work, step, targets));
