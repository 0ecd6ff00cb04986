import { chooseRow } from '../../../core/matrix/decide';
import { holds, type CallResult, type Talker } from '../../../core/matrix/rows';
import { EVENT_NAMES } from '../../../core/model/event';
import { ROW_IDS } from '../../../core/matrix/types';
import { LANGUAGES } from '../../../core/text/text';
import { CALL_KEY, card, client, event, MOMENTS, record, userId, type Who } from './world';

const ivans = client({ contact: record('contact'), deal: record('deal') });

describe('rows', () => {
  it.each([
    ['ringing', null, 'R1', 'decide.R1'],
    ['answered', 'olena', 'R2', 'decide.R2'],
    ['missed', null, 'R3', 'decide.R3'],
    ['voicemail', null, 'R3v', 'decide.R3v'],
    ['talked', 'olena', 'R4', 'decide.R4'],
    ['talked', 'ivan', 'R5', 'decide.R5'],
    ['outgoing talked', 'ivan', 'R6', 'decide.R6'],
    ['outgoing talked', 'olena', 'R7', 'decide.R7'],
    ['outgoing missed', 'olena', 'R8', 'decide.R8'],
    ['talked', 'petro', 'R9', 'decide.R9'],
    ['outgoing talked', 'petro', 'R9', 'decide.R9'],
    ['form', null, 'R10', 'decide.R10'],
  ] as const)('%s by %s is %s', (moment, manager, row, code) => {
    const choice = chooseRow(event(MOMENTS[moment]), card(ivans, manager as Who | null));
    expect([choice.row, choice.reason.code]).toEqual([row, code]);
    expect(choice.reason.text).toContain(row);
  });

  it('rows exclude each other: whatever happens, one holds at most', () => {
    const results: (CallResult | null)[] = ['talked', 'voicemail', 'missed', null];
    const talkers: Talker[] = ['responsible', 'manager', 'unmapped', 'unnamed'];
    for (const name of EVENT_NAMES)
      for (const result of results)
        for (const who of talkers) {
          const holding = ROW_IDS.filter((row) => holds(row, name, result, who));
          expect([name, result, who, holding.length <= 1]).toEqual([name, result, who, true]);
        }
  });
  it('each row has a reason in the three languages', () => {
    for (const language of LANGUAGES) {
      expect(chooseRow(event(), card(ivans, 'olena'), null, language).reason.text).toContain('Ivan Bondar');
    }
  });
});

describe('rule 1: no responsible, so the manager is it', () => {
  it('new client', () => {
    expect(chooseRow(event(), card(client(), 'olena'))).toMatchObject({
      row: 'R5',
      reason: { code: 'decide.R5.noResponsible' },
    });
    expect(chooseRow(event(MOMENTS['outgoing talked']), card(client(), 'olena'))).toMatchObject({
      row: 'R6',
    });
  });
  it('owner who is nobody of the team', () => {
    const found = client({ contact: record('contact', { ownerId: 'somebody else' }) });
    expect(chooseRow(event(), card(found, 'olena')).row).toBe('R5');
  });
});

describe('rule 7 and employees without signs', () => {
  const noSigns = { id: null, name: null, email: null, extension: null, direction: null, department: null };
  it('a conversation of which Ringostat names no employee is R9, and says what to tick', () => {
    expect(chooseRow(event({ employee: noSigns }), card(ivans, null))).toMatchObject({
      row: 'R9',
      reason: { code: 'decide.R9.noEmployee' },
    });
  });
  it('signs that fit nobody are R9 with the login', () => {
    const choice = chooseRow(event(), card(ivans, null));
    expect(choice).toMatchObject({ row: 'R9', reason: { code: 'decide.R9' } });
    expect(choice.reason.text).toContain('proj_olena');
  });
  it('a missed call without employee is R3, not R9', () => {
    expect(chooseRow(event({ ...MOMENTS['missed'], employee: noSigns }), card(ivans, null)).row).toBe('R3');
  });
});

describe('rule 9: voicemail', () => {
  it('falls back to R3 when the table ticks nothing for it', () => {
    const voicemail = event(MOMENTS['voicemail']);
    expect(chooseRow(voicemail, card(ivans, null), {})).toMatchObject({
      row: 'R3',
      reason: { code: 'decide.R3v.empty' },
    });
    expect(chooseRow(voicemail, card(ivans, null), { R3v: {} }).row).toBe('R3');
    expect(chooseRow(voicemail, card(ivans, null), { R3v: { contact: true } }).row).toBe('R3v');
  });
  it('an outgoing call that met a voicemail is R8', () => {
    expect(
      chooseRow(event({ ...MOMENTS['outgoing missed'], status: 'voicemail' }), card(ivans, 'ivan')).row,
    ).toBe('R8');
  });
});

describe('events without a row', () => {
  it.each([
    [{ status: 'running' as const }, 'decide.none.running'],
    [
      { name: 'routing' as const, moment: 'routing' as const, kind: 'routing' as const },
      'decide.none.routing',
    ],
    [
      { name: 'outgoing.started' as const, moment: 'started' as const, direction: 'outgoing' as const },
      'decide.none.started',
    ],
  ])('%j', (change, code) => {
    expect(chooseRow(event(change), card(ivans, 'ivan'))).toMatchObject({ row: null, reason: { code } });
  });
  it('internal calls', () => {
    expect(chooseRow(event(), card(ivans, 'ivan', { internal: true }))).toMatchObject({
      row: null,
      reason: { code: 'note.internal' },
    });
  });
});

describe('statuses', () => {
  it('a talk without status is a conversation, anything failed is missed', () => {
    expect(chooseRow(event({ status: null }), card(ivans, 'ivan')).row).toBe('R5');
    expect(
      chooseRow(event({ status: null, durations: { total: 9, talk: 0, wait: 9 } }), card(ivans, 'ivan')).row,
    ).toBe('R3');
    const failed = { status: 'failed' as const, durations: { total: 9, talk: 0, wait: 9 } };
    expect(chooseRow(event(failed), card(ivans, null)).row).toBe('R3');
    expect(chooseRow(event({ status: 'failed' }), card(ivans, 'ivan')).row).toBe('R5');
  });
});

describe('records of this very call', () => {
  it('do not make the client known', () => {
    const own = client({
      contact: record('contact', { ownerId: userId('sofia'), callId: CALL_KEY }),
      deal: record('deal', { ownerId: userId('sofia'), callId: CALL_KEY }),
    });
    expect(chooseRow(event(), card(own, 'olena')).row).toBe('R5');
    const others = client({ contact: record('contact', { ownerId: userId('sofia'), callId: 'p1_call_2' }) });
    expect(chooseRow(event(), card(others, 'olena')).row).toBe('R4');
  });
  it('do not hide an older responsible', () => {
    const mixed = client({ contact: record('contact'), deal: record('deal', { callId: CALL_KEY }) });
    expect(chooseRow(event(), card(mixed, 'olena')).row).toBe('R4');
  });
});
