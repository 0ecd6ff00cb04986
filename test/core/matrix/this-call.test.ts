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

it.each([
  ['made by a try of this call that was cut: contact and deal hang on it', CALL_KEY, ' on company1'],
  ['of another call: the contact does not, unless the option says so', 'p1_call_0', ''],
])('a company without contact, %s', (_, callId, on) => {
  const found = client({ company: record('company', { callId }) });
  const [contact] = short(plan({ card: card(found, 'olena'), preset: 'pipedrive' })).filter((step) =>
    step.startsWith('contact'),
  );
  expect(contact).toBe(`contact olena${on}`);
  const linked = plan({
    card: card(found, 'olena'),
    preset: 'pipedrive',
    options: { linkFoundCompany: true },
  });
  expect(short(linked)).toContain('contact olena on company1');
});
