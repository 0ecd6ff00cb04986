/** Which event a payload is: from the URL's static `event`, else from its fields. */
import { AI_VARIABLES } from './analysis';
import data from './event-names.json';
import type { Direction, EventName, Moment } from '../model/event';
import type { Variables } from './variables';

export interface StaticEvent {
  direction: Direction | null;
  moment: Moment | null;
}

const MOMENTS = Object.entries(data.moments) as [Moment, string[]][];
const fold = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '');

/**
 * Takes the URL's `event` (`incoming.ended`, `after_call`, `pick-up`, `outgoing`, …); returns what it says, or null
 * when no part of it is known.
 */
export function readStaticEvent(text: string): StaticEvent | null {
  const parts = fold(text).split('_');
  const incoming = parts.some((part) => data.incoming.includes(part));
  const outgoing = parts.some((part) => data.outgoing.includes(part));
  const rest = parts.filter((part) => !data.incoming.includes(part) && !data.outgoing.includes(part));
  const spelled = [rest.join('_'), rest.filter((part) => part !== 'call').join('_')];
  const moment = MOMENTS.find(([, names]) => spelled.some((name) => names.includes(name)))?.[0] ?? null;
  if (!incoming && !outgoing && !moment) return null;
  return { direction: incoming ? 'incoming' : outgoing ? 'outgoing' : null, moment };
}

const ofCallType = (text: string | null): Direction | null => {
  const type = text?.toLowerCase() ?? '';
  if (data.callTypes.incoming.includes(type)) return 'incoming';
  return data.callTypes.outgoing.includes(type) ? 'outgoing' : null;
};

/** Takes the variables; true for a call of the callback widget: it rings both sides but counts as incoming (G-06). */
export function isCallback(variables: Variables): boolean {
  const inserted = variables.text('insertion_type')?.toLowerCase() ?? '';
  return variables.text('call_type')?.toLowerCase() === 'callback' || data.callback.includes(inserted);
}

/** Takes the variables and the URL's word; returns the direction, the payload's own first; null when nothing tells. */
export function directionOf(variables: Variables, fixed: StaticEvent | null): Direction | null {
  if (isCallback(variables)) return 'incoming';
  const sent = ofCallType(variables.text('call_type')) ?? fixed?.direction;
  if (sent) return sent;
  if (variables.has('outbound_number') && !variables.has('e164', 'userfield')) return 'outgoing';
  if (
    variables.has('e164', 'userfield', 'client_number') ||
    (variables.has('caller_number', 'caller') && variables.has('dst'))
  )
    return 'incoming';
  return null;
}

/** Takes the variables; true when one of them belongs to a call. */
export function hasCallFields(variables: Variables): boolean {
  return variables.has(
    'uniqueid',
    'record',
    'call_type',
    'disposition',
    'billsec',
    'caller',
    'caller_number',
    'callee',
    'dst',
    'e164',
    'userfield',
    'connected_with',
    'outbound_number',
  );
}

/** Takes the variables of a call without a word in the URL; returns the moment its fields speak for. */
export function deduceMoment(variables: Variables): Moment {
  // One may be somebody's own parameter with such a name; several come with the analysis only.
  const analysed = AI_VARIABLES.filter((name) => variables.has(name)).length;
  if (analysed > 1) return 'analysed';
  if (
    variables.has(
      'disposition',
      'billsec',
      'duration',
      'duration_ms',
      'recording',
      'recording_wav',
      'has_recording',
      'end_date',
    )
  ) {
    return variables.has('disposition', 'billsec') || analysed === 0 ? 'ended' : 'analysed';
  }
  if (analysed > 0) return 'analysed';
  if (
    variables.has(
      'employee_number',
      'employee_email',
      'employee_fio',
      'extension_number',
      'connected_with',
      'answer_date',
    )
  )
    return 'answered';
  return 'ringing';
}

/** Takes direction and moment of a call; returns the moment and name the event has. */
export function nameOf(direction: Direction | null, moment: Moment): { moment: Moment; name: EventName } {
  if (moment === 'submitted') return { moment, name: 'form.submitted' };
  if (moment === 'analysed') return { moment, name: 'call.analysed' };
  if (moment === 'routing') return { moment, name: 'routing' };
  if (moment === 'ended')
    return { moment, name: direction === 'outgoing' ? 'outgoing.ended' : 'incoming.ended' };
  // An outgoing call has no pick-up hook: before and during it is "started".
  if (direction === 'outgoing') return { moment: 'started', name: 'outgoing.started' };
  return moment === 'answered'
    ? { moment, name: 'incoming.answered' }
    : { moment: 'ringing', name: 'incoming.ringing' };
}
