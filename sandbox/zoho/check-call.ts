import { badValue, invalidData, mandatory, Refusal, type Place } from './errors';
import { idOf } from './render';
import type { Values } from './types';

/** Minutes and seconds. */
const DURATION = /^\d{1,4}:[0-5]\d$/;

/** Throws when a call to be stored lacks what its type needs (docs/reference/zoho.md#calls-tasks-links). */
export function checkCall(values: Values, place: (name: string) => Place): void {
  const duration = values['Call_Duration'];
  const scheduled = values['Outgoing_Call_Status'] === 'Scheduled';
  if (values['Call_Type'] !== 'Missed' && !scheduled && !duration) throw mandatory(place('Call_Duration'));
  const types = ['Inbound', 'Outbound'];
  if (duration === '00:00' && !scheduled && types.includes(String(values['Call_Type'])))
    throw new Refusal(400, 'DEPENDENT_MISMATCH', 'the call duration must be greater than zero', {
      ...place('Call_Duration'),
      dependee: place('Call_Type'),
    });
  if (duration && !DURATION.test(String(duration))) throw badValue(place('Call_Duration'), 'string');
  if (values['Outgoing_Call_Status'] && values['Call_Type'] !== 'Outbound')
    throw invalidData('invalid data', { ...place('Outgoing_Call_Status') });
}
/** Throws when a change touches what is settled once a call is completed. */
export function checkCallChange(old: Values, change: Values, place: (name: string) => Place): void {
  if (old['Outgoing_Call_Status'] === 'Scheduled') return;
  for (const name of ['Call_Type', 'Call_Start_Time'])
    if (change[name] !== undefined && change[name] !== old[name])
      throw invalidData('invalid data', { ...place(name) });
  if (change['Owner'] !== undefined && idOf(change['Owner']) !== idOf(old['Owner']))
    throw invalidData('invalid data', { ...place('Owner') });
}
/** Throws when links of a call or task do not say what they lead to. */
export function checkLinks(values: Values, place: (name: string) => Place): void {
  const module = values['$se_module'];
  if (values['What_Id'] && !module) throw mandatory(place('$se_module'));
  // A lead stands alone: it is no contact's affair.
  if (values['Who_Id'] && values['What_Id'] && module === 'Leads')
    throw invalidData('invalid data', { ...place('Who_Id') });
}
