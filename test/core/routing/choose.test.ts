import fc from 'fast-check';
import { choose, newestMade } from '../../../core/routing/choose';
import { toClient } from '../../../core/routing/client';
import { found } from './make';

const old = found('contact', '10', {
  createdAt: '2025-01-01T00:00:00Z',
  updatedAt: '2025-01-01T00:00:00Z',
  name: 'Old',
});
const fresh = found('contact', '2', {
  createdAt: '2025-05-01T00:00:00Z',
  updatedAt: '2026-06-01T00:00:00Z',
  name: 'Fresh',
});
const dealer = found('contact', '30', {
  createdAt: '2025-03-01T00:00:00Z',
  updatedAt: '2025-06-01T00:00:00Z',
  name: 'Dealer',
});
const contacts = [old, fresh, dealer];
const deal = found('deal', 'd1', { contactIds: ['30'] });

describe('choose (G-03, F-07)', () => {
  const context = { openDeals: [deal], contactId: null };
  it.each([
    ['newestActivity', '2', 'newestActivity'],
    ['oldest', '10', 'oldest'],
    ['withOpenDeal', '30', 'openDeal'],
  ] as const)('by %s takes %s', (policy, id, rule) => {
    const choice = choose(contacts, policy, context);
    expect([choice?.record.id, choice?.rule]).toEqual([id, rule]);
  });

  it('falls back to newest activity when none or all have an open deal', () => {
    expect(choose(contacts, 'withOpenDeal')?.record.id).toBe('2');
    const all = [found('deal', 'd', { contactIds: ['10', '2', '30'] })];
    expect(choose(contacts, 'withOpenDeal', { openDeals: all, contactId: null })?.record.id).toBe('2');
  });

  it('does not take a deal id for a contact id', () => {
    const deals = [
      found('deal', '30', { createdAt: '2025-01-01T00:00:00Z' }),
      found('deal', '31', { createdAt: '2026-01-01T00:00:00Z' }),
    ];
    expect(choose(deals, 'withOpenDeal', { openDeals: [deal], contactId: null })?.record.id).toBe('31');
  });

  it('breaks a tie by the lowest id, read as a number', () => {
    const equal = ['100', '9', '20'].map((id) => found('contact', id));
    for (const policy of ['newestActivity', 'oldest', 'withOpenDeal'] as const) {
      expect(choose(equal, policy)).toEqual({ record: equal[1], rule: 'lowestId' });
    }
  });

  it('lets known times win over unknown and broken ones', () => {
    const odd = [found('contact', '1', { createdAt: 'soon' }), found('contact', '2'), { ...old, id: '3' }];
    expect(choose(odd, 'oldest')?.record.id).toBe('3');
    expect(choose(odd, 'newestActivity')?.record.id).toBe('3');
  });

  it('has no rule for one record and no choice for none', () => {
    expect(choose([old], 'oldest')).toEqual({ record: old, rule: null });
    expect(choose([], 'oldest')).toBeNull();
  });

  it('does not depend on the order of the records', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...contacts, { ...old, id: '11' }], { minLength: 4 }),
        fc.constantFrom('newestActivity' as const, 'oldest' as const, 'withOpenDeal' as const),
        (records, policy) => {
          expect(choose(records, policy, context)).toEqual(
            choose([...contacts, { ...old, id: '11' }], policy, context),
          );
        },
      ),
    );
  });
});

describe('newestMade', () => {
  it('goes by creation, not by the last change, so that the deal key stays', () => {
    const a = found('deal', 'a', { createdAt: '2025-01-01T00:00:00Z', updatedAt: '2026-09-01T00:00:00Z' });
    const b = found('deal', 'b', { createdAt: '2025-02-01T00:00:00Z', updatedAt: '2025-02-01T00:00:00Z' });
    expect(newestMade([a, b])?.id).toBe('b');
    expect(newestMade([])).toBeNull();
  });
});

describe('toClient', () => {
  it('names the others and the rule, and keeps candidates only of kinds with several', () => {
    const { client, reasons } = toClient([...contacts, deal], 'newestActivity', '+380 67 123 4567', 'en');
    expect(client.contact).toBe(fresh);
    expect(client.deal).toBe(deal);
    expect(client.candidates.map(({ id }) => id)).toEqual(['10', '2', '30']);
    expect(client.decidedBy.text).toBe(
      'Contact: several with +380 67 123 4567; Fresh (2) has the newest activity. Others: Old (10), Dealer (30).',
    );
    expect(reasons).toEqual([client.decidedBy]);
  });

  it('prefers the deal of the chosen contact, and takes another when he has none', () => {
    const mine = found('deal', 'm', { contactIds: ['2'], updatedAt: '2024-01-01T00:00:00Z' });
    const newer = found('deal', 'n', { contactIds: ['10'], updatedAt: '2026-01-01T00:00:00Z' });
    expect(toClient([...contacts, mine, newer], 'newestActivity', 'x', 'en').client.deal).toBe(mine);
    expect(toClient([...contacts, newer], 'newestActivity', 'x', 'en').client.deal).toBe(newer);
  });

  it('keeps open and closed apart; a closed one alone still makes the client known', () => {
    const closed = found('deal', 'c', { open: false });
    const lost = found('lead', 'l', { open: false });
    const { client } = toClient([closed, lost], 'newestActivity', 'x', 'en');
    expect(client).toMatchObject({
      known: true,
      deal: null,
      lead: null,
      closedDeal: { id: 'c' },
      candidates: [],
    });
  });

  it('is unknown with nothing found, and does not count one record twice', () => {
    const none = toClient([], 'newestActivity', '+380 67 123 4567', 'uk').client;
    expect([none.known, none.decidedBy.text]).toEqual([
      false,
      'У CRM немає запису з номером +380 67 123 4567.',
    ]);
    expect(toClient([old, { ...old }], 'newestActivity', 'x', 'en').client.candidates).toEqual([]);
  });
});
