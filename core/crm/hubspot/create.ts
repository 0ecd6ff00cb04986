/** Creates contacts, companies and deals of a plan. */
import type { CreateStep } from '../../model/plan';
import { phoneKey } from '../../plan/keys';
import type { Properties } from './api';
import type { Target, Written } from '../engine/run';
import { inlineLinks } from './associations';
import { CALL_ID, DEAL_KEY, PHONE_KEY } from './properties';
import { makeProperties, otherOwner, withoutEmail } from './remedies';
import { standardStage, stageRemedy, withStage } from './stages';
import { commonValues, filled, short } from './values';
import { createKeyed, type NewRecord } from './write-record';
import type { Work } from './work';
import { said } from '../../text/said';

/** Values of a contact or company to be made. */
export function clientValues({ kind, values }: CreateStep): Properties {
  const { name, phone, email, callId } = values;
  const named = kind === 'company' ? { name: short(name) } : { firstname: short(name), email };
  const key = phone ? phoneKey(phone) : null;
  return { ...filled({ ...named, phone, [PHONE_KEY]: key, [CALL_ID]: callId }), ...commonValues(values) };
}

function newClient(work: Work, step: CreateStep, targets: Target[]): NewRecord {
  const type = step.kind === 'company' ? 'companies' : 'contacts';
  const properties = clientValues(step);
  const keys = [PHONE_KEY, ...(type === 'contacts' ? ['email'] : [])].filter((name) => properties[name]);
  return {
    type,
    properties,
    associations: inlineLinks(type, targets),
    keys,
    needed: [],
    given: step.values,
    action: said('doing.createKind', { kind: said(`of.${step.kind}`) }),
    remedies: [
      makeProperties(work, type),
      otherOwner(step.values.fallbackOwnerId),
      otherOwner(null),
      withoutEmail,
    ],
  };
}

/** Values of a deal to be made. Without a chosen stage the one every portal starts with. */
export function dealValues({ values, key, stateKey }: CreateStep): Properties {
  const { name, callId, pipeline, stage } = values;
  const place = standardStage(pipeline, stage);
  const own = filled({ dealname: short(name), ...place, [CALL_ID]: callId ?? key, [DEAL_KEY]: stateKey });
  return { ...own, ...commonValues(values) };
}

async function newDeal(work: Work, step: CreateStep, targets: Target[]): Promise<NewRecord> {
  const properties = await withStage(work, dealValues(step));
  return {
    type: 'deals',
    properties,
    associations: inlineLinks('deals', targets),
    keys: [CALL_ID, DEAL_KEY].filter((name) => properties[name]),
    // A place somebody chose is never replaced silently (G-34).
    needed: ['dealname', 'pipeline', 'dealstage'],
    given: step.values,
    action: said('doing.createKind', { kind: said('of.deal') }),
    remedies: [
      makeProperties(work, 'deals'),
      otherOwner(step.values.fallbackOwnerId),
      otherOwner(null),
      stageRemedy(work, step.values),
    ],
    wanted: ['hs_is_closed'],
    onExisting: (record, property) => {
      // The deal of that state was closed meanwhile: the client's state is a newer one (docs/decisions/0002).
      const closed = property === DEAL_KEY && record.properties.hs_is_closed === 'true';
      return closed ? { ...properties, [DEAL_KEY]: `${properties[DEAL_KEY]}_${record.id}` } : null;
    },
  };
}

/** Creates the record of the step with links to `targets`, or finds it. Throws CrmError. */
export async function createRecord(work: Work, step: CreateStep, targets: Target[]): Promise<Written> {
  const record = step.kind === 'deal' ? await newDeal(work, step, targets) : newClient(work, step, targets);
  return createKeyed(work, record);
}
