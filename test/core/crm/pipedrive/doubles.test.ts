/** What search shows while two workers make the same client (docs/decisions/0007). */
import type { FoundRecord } from '../../../../core/model/record';
import { mayHoldDoubles, withoutDoubles } from '../../../../core/crm/pipedrive/doubles';
import { emptyAttribution } from '../../../../core/attribution/attribution';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const before = (seconds: number): string => new Date(NOW - seconds * 1000).toISOString();
const record = (entity: FoundRecord['entity'], id: string, more: Partial<FoundRecord> = {}): FoundRecord => ({
  entity,
  id,
  name: null,
  ownerId: null,
  open: true,
  url: null,
  createdAt: null,
  updatedAt: null,
  attribution: emptyAttribution(),
  callId: null,
  contactIds: [],
  companyIds: [],
  ...more,
});
const ids = (records: FoundRecord[]): string[] => records.map(({ entity, id }) => `${entity} ${id}`);

test('of two contacts made 1 s ago the one with the lower id stays, with what hangs on it', () => {
  const found = [
    record('contact', '10'),
    record('contact', '9'),
    record('deal', '11', { contactIds: ['10'] }),
    record('deal', '12', { contactIds: ['9'] }),
    record('company', '7'),
  ];
  const read = ['10', '9'].map((id) => record('contact', id, { createdAt: before(1) }));
  expect(ids(withoutDoubles(found, read, NOW))).toEqual(['contact 9', 'deal 12', 'company 7']);
});

test('contacts that share a number for longer than 60 s are people’s own and all stay; one that is gone does not', () => {
  const found = ['9', '10', '11'].map((id) => record('contact', id));
  const read = ['9', '10'].map((id) => record('contact', id, { createdAt: before(61) }));
  expect(ids(withoutDoubles(found, read, NOW))).toEqual(['contact 9', 'contact 10']);
});

test('only several contacts are worth a request: while shared, or when one changed within 60 s', () => {
  const old = ['9', '10'].map((id) => record('contact', id, { updatedAt: before(61) }));
  const fresh = [old[0]!, record('contact', '10', { updatedAt: before(59) })];
  expect([old, fresh, fresh.slice(1)].map((each) => mayHoldDoubles(each, NOW, false))).toEqual([
    false,
    true,
    false,
  ]);
  expect([old, old.slice(1)].map((each) => mayHoldDoubles(each, NOW, true))).toEqual([true, false]);
});
