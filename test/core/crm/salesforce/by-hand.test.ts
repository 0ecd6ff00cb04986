/** Replay's question, and records by hand. */
import { callOn, leadStep, queryOf, startKit, type Kit } from './kit';

let kit: Kit;
beforeEach(async () => {
  kit = await startKit();
});
afterEach(async () => {
  await kit.close();
  expect(kit.contract.violations).toEqual([]);
});

describe('seen', () => {
  test('a hundred calls in one request', async () => {
    await kit.provider.apply([leadStep(), callOn('lead')], []);
    const before = kit.log().length;
    const many = Array.from({ length: 120 }, (_, n) => `p_other${n}`);
    expect(await kit.provider.seen([...many, 'p_call1'])).toEqual(new Set(['p_call1']));
    expect(kit.log().length - before).toBe(1);
    expect(await kit.provider.seen([])).toEqual(new Set());
  });
  test('an org without our key: by the call object', async () => {
    await kit.close();
    kit = await startKit({ bare: true });
    kit.fake.seed('Task', { Subject: 'S', CallObject: 'p_1' });
    expect(await kit.provider.seen(['p_1', "p_2' OR Id != '"])).toEqual(new Set(['p_1']));
  });
});

describe('by hand', () => {
  const phone = queryOf().phone;
  test('a lead is made, then found by number and changed without its phone', async () => {
    const made = await kit.provider.createOrUpdate('lead', { name: 'Olena' }, phone);
    expect(made).toMatchObject({ created: true, matchedBy: null });
    kit.fake.edit('Lead', made.id, { Phone: '067 123-45-67' });
    const again = await kit.provider.createOrUpdate(
      'lead',
      { name: 'Olena K.', phone: '+380671234567' },
      phone,
    );
    expect(again).toMatchObject({ id: made.id, created: false, matchedBy: 'phone' });
    expect(await kit.provider.get('lead', { phone: phone! })).toMatchObject({
      id: made.id,
      Name: 'Olena K.',
      Phone: '067 123-45-67',
    });
  });
  test('a deal by number is that of the contact, open or new', async () => {
    const contact = await kit.provider.createOrUpdate(
      'contact',
      { name: 'C', email: 'c@example.com' },
      phone,
    );
    const deal = await kit.provider.createOrUpdate('deal', { name: 'D' }, phone);
    expect(deal.created).toBe(true);
    expect(kit.fake.records('OpportunityContactRole')).toMatchObject([
      { ContactId: contact.id, OpportunityId: deal.id },
    ]);
    const same = await kit.provider.createOrUpdate('deal', { name: 'D2', contactId: contact.id }, null);
    expect(same).toMatchObject({ id: deal.id, created: false, matchedBy: 'openDeal' });
    kit.fake.edit('Opportunity', deal.id, { StageName: 'Closed Won' });
    expect((await kit.provider.createOrUpdate('deal', { name: 'D3' }, phone)).created).toBe(true);
    expect(await kit.provider.get('deal', { id: '006AA0000000099' })).toBeNull();
  });
  test("a refusal is the vendor's, in one error", async () => {
    const bad = kit.provider.createOrUpdate(
      'lead',
      { name: 'N', email: 'not an e-mail', fields: { X__c: '1' } },
      phone,
    );
    await expect(bad).rejects.toMatchObject({
      kind: 'invalidField',
      message: expect.stringContaining('X__c') as string,
    });
  });
});
