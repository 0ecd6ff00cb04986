import type { Words } from './texts';
import type { CallMoment, FakeCall, Payload } from './types';

/** A call at one moment, with what every family needs. */
export interface Parts extends Words {
  call: FakeCall;
  moment: CallMoment;
  zone: string;
  date: string;
  /** The call is over: status and durations are known. */
  ended: boolean;
}
export const flag = (value: string): string => (value === '' ? '0' : '1');
export const whenEnded = (parts: Parts, value: string | number): string | number =>
  parts.ended ? value : '';

/** Attribution under Ringostat's own names. */
export function utm({ call }: Parts): Payload {
  return { ...visit(call), refferrer: call.referrer ?? '' };
}
/** What calls and forms tell alike of the visit. */
export function visit(of: Pick<FakeCall, 'utm' | 'googleClientId' | 'landing'>): Payload {
  const { source = '', medium = '', campaign = '', term = '', content = '' } = of.utm ?? {};
  return {
    utm_source: source,
    utm_medium: medium,
    utm_campaign: campaign,
    utm_term: term,
    utm_content: content,
    client_id: of.googleClientId ?? '',
    landing: of.landing ?? '',
  };
}
