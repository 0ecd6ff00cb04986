import { toEvent } from '../../../core/event/normalise';
import statuses from '../../../core/event/statuses.json';
import reasons from '../../../core/event/why-missed.json';
import { choosePipeline } from '../../../core/attribution/pipeline';
import { LANGUAGES, say } from '../../../core/text/text';
import { receiveWebhook } from '../../../core/event/receive';
import { CALL, REQUEST, SETTINGS } from './settings';
import { NOW, OPTIONS } from './payloads';

const why = (call: Record<string, unknown>, seconds?: number): unknown =>
  toEvent(
    { ...CALL, billsec: '0', waittime: '20', ...call },
    {
      ...OPTIONS,
      event: 'incoming.ended',
      ...(seconds === undefined ? {} : { shortAbandonSeconds: seconds }),
    },
  ).whyMissed;

describe('why a call was missed', () => {
  it.each([
    ['NO ANSWER', 'noAnswer'],
    ['no-answer', 'noAnswer'],
    ['BUSY', 'busy'],
    ['DECLINE', 'declined'],
    ['NO-FORWARD', 'outOfHours'],
    ['NO_FORWARD', 'outOfHours'],
    ['WRONG EXTENSION', 'wrongExtension'],
    ['NO EXTENSION', 'wrongExtension'],
    ['VOICEMAIL', 'voicemail'],
    ['FAILED', 'failed'],
    ['FAILED FORBIDDEN DESTINATION', 'failed'],
    ['CLIENT NO ANSWER', 'noAnswer'],
    ['MISSED', null],
    ['CANCEL', null],
    ['something new', null],
    ['', null],
    ['ANSWERED', null],
  ])('%s: %s', (disposition, reason) => expect(why({ disposition })).toBe(reason));

  it('a talk has none, whatever the status says', () =>
    expect(why({ disposition: 'BUSY', billsec: 3 })).toBeNull());

  it.each([
    [{ waittime: '5' }, undefined, 'hungUp'],
    [{ waittime: '6' }, undefined, 'noAnswer'],
    [{ waittime: '6' }, 10, 'hungUp'],
    [{ waittime: '1' }, 0, 'noAnswer'],
    [{ waittime: '', duration: '3' }, undefined, 'hungUp'],
    [{ waittime: '' }, undefined, 'noAnswer'],
    [{ waittime: '0', duration: '30' }, undefined, 'noAnswer'],
    [{ waittime: '2', disposition: 'BUSY' }, undefined, 'busy'],
    [{ waittime: '2', disposition: 'NO FORWARD' }, undefined, 'outOfHours'],
    [{ waittime: '2', call_type: 'callback', disposition: 'CLIENT NO ANSWER' }, undefined, 'noAnswer'],
    [{ waittime: '2', call_type: 'out', callee: '380671234567' }, undefined, 'noAnswer'],
  ])('%j within %s seconds: %s', (call, seconds, reason) =>
    expect(why({ disposition: 'NO ANSWER', ...call }, seconds)).toBe(reason),
  );

  it('the seconds are a setting of the trigger', () => {
    const body = JSON.stringify({ ...CALL, disposition: 'NO ANSWER', billsec: '0', waittime: '9' });
    const of = (shortAbandonSeconds: number): unknown =>
      receiveWebhook({ ...REQUEST, body }, { ...SETTINGS, shortAbandonSeconds }, NOW).event?.whyMissed;
    expect([of(5), of(9)]).toEqual(['noAnswer', 'hungUp']);
  });

  it('is a variable of rules and mappings', () => {
    const event = toEvent({ ...CALL, disposition: 'NO FORWARD', billsec: '0' }, OPTIONS);
    const rule = {
      variable: 'why_missed',
      operator: 'equals',
      value: 'outofhours',
      pipeline: 'Night',
      stage: '',
    } as const;
    expect(choosePipeline([rule], event, { pipeline: null, stage: null }).pipeline).toBe('Night');
  });

  it('every status that is read as one of these says so in every language', () => {
    const known = new Set([...statuses.missed, ...statuses.voicemail, ...statuses.failed]);
    for (const [reason, spellings] of Object.entries(reasons)) {
      for (const spelling of spellings) expect([spelling, known.has(spelling)]).toEqual([spelling, true]);
      for (const language of LANGUAGES)
        expect(say(language, `whyMissed.${reason as keyof typeof reasons}`)).toMatch(/\p{L}{3}/u);
    }
  });
});
