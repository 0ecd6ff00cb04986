import { beforeThisCall, foundRecords, isNewClient, madeByThisCall } from '../../../core/matrix/this-call';
import { CALL_KEY, card, client, event, record } from './world';

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
