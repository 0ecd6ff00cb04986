/** Creates contacts, companies and deals of a plan. */
import type { CreateStep } from '../../model/plan';
import { phoneKey } from '../../plan/keys';
import type { Properties } from './api';
import type { Target, Written } from '../engine/run';
import { CALL_ID, DEAL_KEY, PHONE_KEY } from './properties';
import { writeOne } from '../engine/writer';
import { standardStage, withStage } from './stages';
import { commonValues, filled, short } from './values';
import type { Work } from './work';
import { newWrite, type Write } from './write';
import { writing } from './writing';
import { said } from '../../text/said';

/** Values of a contact or company to be made. */
export function clientValues({ kind, values }: CreateStep): Properties {
  const { name, phone, email, callId } = values;
  const named = kind === 'company' ? { name: short(name) } : { firstname: short(name), email };
  const key = phone ? phoneKey(phone) : null;
  return { ...filled({ ...named, phone, [PHONE_KEY]: key, [CALL_ID]: callId }), ...commonValues(values) };
}

function newClient(step: CreateStep, targets: Target[]): Write {
  const type = step.kind === 'company' ? 'companies' : 'contacts';
  const values = clientValues(step);
  const keys = [PHONE_KEY, ...(type === 'contacts' ? ['email'] : [])].filter((name) => values[name]);
  const action = said('doing.createKind', { kind: said(`of.${step.kind}`) });
  return newWrite(step, { type, values, targets, keys, needed: [], action });
}

/** Values of a deal to be made. Without a chosen stage the one every portal starts with. */
export function dealValues({ values, key, stateKey }: CreateStep): Properties {
  const { name, callId, pipeline, stage } = values;
  const place = standardStage(pipeline, stage);
  const own = filled({ dealname: short(name), ...place, [CALL_ID]: callId ?? key, [DEAL_KEY]: stateKey });
  return { ...own, ...commonValues(values) };
}

async function newDeal(work: Work, step: CreateStep, targets: Target[]): Promise<Write> {
  const values = await withStage(work, dealValues(step));
  return newWrite(step, {
    type: 'deals',
    values,
    targets,
    keys: [CALL_ID, DEAL_KEY].filter((name) => values[name]),
    // A place somebody chose is never replaced silently (G-34).
    needed: ['dealname', 'pipeline', 'dealstage'],
    action: said('doing.createKind', { kind: said('of.deal') }),
    wanted: ['hs_is_closed'],
  });
}

/** Creates the record of the step with links to `targets`, or finds it. Throws CrmError. */
export async function createRecord(work: Work, step: CreateStep, targets: Target[]): Promise<Written> {
  const write = step.kind === 'deal' ? await newDeal(work, step, targets) : newClient(step, targets);
  return writeOne(writing(work), write);
}
