import { beforeThisCall, foundRecords, isNewClient, madeByThisCall } from '../../../core/matrix/this-call';
import { CALL_KEY, card, client, event, plan, record, short } from './world';

const own = record('deal', { callId: CALL_KEY });
const old = record('contact', { callId: 'p1_call_0' });

it('knows the records that carry the key of this call', () => {
  expect(madeByThisCall(own, event())).toBe(true);
  expect(madeByThisCall(old, event())).toBe(false);
  expect(madeByThisCall(record('contact'), event())).toBe(false);
  expect(madeByThisCall(own, event({ projectId: 'p2' }))).toBe(false);
});

it('looks at the client as he was before the call', () => {
  const found = client({ contact: old, deal: own });
  expect(beforeThisCall(event(), found)).toMatchObject({ contact: old, deal: null });
  expect(isNewClient(event(), card(found, null))).toBe(false);
  expect(isNewClient(event(), card(client({ deal: own }), null))).toBe(true);
});

it('lists what was found in creation order', () => {
  expect(foundRecords(card(client({ deal: own, contact: old }), null))).toEqual([old, own]);
});

/** Steps of a plan for a client of whom only a company is known, with what they hang on. */
const ofCompany = (callId: string, linkFoundCompany: boolean): string[] =>
  short(
    plan({
      card: card(client({ company: record('company', { callId }) }), 'olena'),
      preset: 'pipedrive',
      options: { linkFoundCompany },
    }),
  );

// G-30 came after PD-12: a new contact of the number is the company's, whoever made it; only the deal waits for the option.
it.each([
  ['made by a try of this call that was cut', CALL_KEY, ' on company1+new contact'],
  ['of another call', 'p1_call_0', ' on new contact'],
])('a company without contact, %s', (_, callId, deal) => {
  const steps = ofCompany(callId, false);
  expect(steps).toContain('contact olena on company1');
  expect(steps).toContain(`deal olena${deal}`);
  expect(ofCompany(callId, true)).toContain('deal olena on company1+new contact');
});

it('tasks hang on a company only when nothing else of the client was there before the call', () => {
  const tasks = (found: Parameters<typeof client>[0]): string[] =>
    short(
      plan({
        event: event({ status: 'missed', durations: { total: 20, talk: 0, wait: 20 } }),
        card: card(client(found), null),
        preset: 'pipedrive',
        table: { R3: { taskSenior: { state: 'open' } } },
      }),
    ).filter((step) => step.startsWith('task'));
  const company = record('company');
  expect(tasks({ company })).toEqual(['task senior open sofia on company1']);
  expect(tasks({ company, contact: record('contact') })).toEqual(['task senior open sofia on contact1']);
});
