import fc from 'fast-check';
import { phoneForms } from '../../../../core/phone/phone';
import { inList, likeDigits, quoted } from '../../../../core/crm/salesforce/soql';
import { IVAN, OLENA, queryOf, startKit, type Kit } from './kit';

let kit: Kit;
beforeEach(async () => {
  kit = await startKit();
});
afterEach(async () => {
  await kit.close();
  expect(kit.contract.violations).toEqual([]);
});
const ids = (records: { entity: string; id: string }[]): string[] =>
  records.map(({ entity, id }) => `${entity} ${id}`);
const lead = (values: Record<string, string | boolean | null> = {}): string =>
  kit.fake.seed('Lead', { LastName: 'L', Company: 'C', Phone: '+380671234567', OwnerId: OLENA, ...values });
const contact = (values: Record<string, string | null> = {}): string =>
  kit.fake.seed('Contact', { LastName: 'C', Phone: '+380671234567', OwnerId: OLENA, ...values });
const deal = (values: Record<string, string | null> = {}): string =>
  kit.fake.seed('Opportunity', {
    Name: 'D',
    StageName: 'Prospecting',
    CloseDate: '2026-12-01',
    OwnerId: IVAN,
    ...values,
  });

describe('by number', () => {
  test.each([
    '+380671234567',
    '380671234567',
    '0671234567',
    '067 123 45 67',
    '+38-067-123-4567',
    '(067) 123-45-67',
    '80671234567',
    '+380671234567 ext. 12',
    '0441112233, 067 123 45 67',
  ])('a lead stored as %s is found, with one request', async (stored) => {
    const id = lead({ Phone: stored });
    expect(ids(await kit.provider.find(queryOf()))).toEqual([`lead ${id}`]);
    expect(kit.log()).toEqual(['POST composite']);
  });

  test.each(['+48671234567', '6712345678', '067 123 45 6', '1671234567 0'])(
    'a lead stored as %s is somebody else',
    async (stored) => {
      lead({ Phone: stored });
      expect(await kit.provider.find(queryOf())).toEqual([]);
    },
  );

  test('every phone field counts', async () => {
    const all = ['Phone', 'MobilePhone', 'HomePhone', 'OtherPhone', 'AssistantPhone'].map((name) =>
      kit.fake.seed('Contact', { LastName: name, [name]: '067 123-45-67' }),
    );
    const mobile = lead({ Phone: null, MobilePhone: '0671234567' });
    const found = await kit.provider.find(queryOf());
    expect(ids(found).sort()).toEqual([...all.map((id) => `contact ${id}`), `lead ${mobile}`].sort());
  });

  test('what a lead tells: owner, attribution, call, times', async () => {
    const id = lead({ rs_utm_source__c: 'google', Ringostat_Call_Id__c: 'p_1' });
    expect(await kit.provider.find(queryOf())).toMatchObject([
      {
        entity: 'lead',
        id,
        ownerId: OLENA,
        open: true,
        callId: 'p_1',
        attribution: { utm_source: 'google', utm_medium: null },
        url: `${kit.fake.url}/lightning/r/Lead/${id}/view`,
        createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string,
      },
    ]);
  });

  test('only what is asked for is asked', async () => {
    lead();
    contact();
    const found = await kit.provider.find(queryOf({ entities: ['lead'] }));
    expect(found.map(({ entity }) => entity)).toEqual(['lead']);
    expect(kit.parts(0)).toHaveLength(1);
    await kit.provider.find(queryOf({ entities: ['company', 'contact', 'lead', 'deal'] }));
    expect(kit.parts(1)).toHaveLength(5);
  });
});

describe('leads that are over', () => {
  test('converted: the contact and its deal are found, though the contact lost the number', async () => {
    const person = contact({ Phone: null });
    const sale = deal();
    kit.fake.seed('OpportunityContactRole', { ContactId: person, OpportunityId: sale });
    const old = lead({ IsConverted: true, ConvertedContactId: person, ConvertedOpportunityId: sale });
    const found = await kit.provider.find(queryOf());
    expect(found.map(({ entity, id, open }) => ({ entity, id, open }))).toEqual([
      { entity: 'lead', id: old, open: false },
      { entity: 'contact', id: person, open: true },
      { entity: 'deal', id: sale, open: true },
    ]);
  });

  test('closed by status: which ones is a setting', async () => {
    lead({ Status: 'Closed - Not Converted' });
    const openOf = async (settings: Record<string, unknown>): Promise<boolean[]> =>
      (await kit.connect({ settings }).provider.find(queryOf())).map(({ open }) => open);
    expect(await openOf({})).toEqual([false]);
    expect(await openOf({ closedLeadStatuses: 'Lost' })).toEqual([true]);
  });
});

describe('deals', () => {
  test('by role, and by the account where nobody else has a role', async () => {
    const account = kit.fake.seed('Account', { Name: 'A' });
    const person = contact({ AccountId: account });
    const stranger = kit.fake.seed('Contact', { LastName: 'S', AccountId: account });
    const [own, theirs, of] = [
      deal({ AccountId: account }),
      deal({ AccountId: account }),
      deal({ AccountId: account }),
    ];
    kit.fake.seed('OpportunityContactRole', { ContactId: person, OpportunityId: own });
    kit.fake.seed('OpportunityContactRole', { ContactId: stranger, OpportunityId: theirs });
    const found = await kit.provider.find(queryOf());
    expect(
      found
        .filter(({ entity }) => entity === 'deal')
        .map(({ id, contactIds, companyIds }) => ({ id, contactIds, companyIds })),
    ).toEqual([
      { id: own, contactIds: [person], companyIds: [account] },
      { id: of, contactIds: [], companyIds: [account] },
    ]);
  });

  test('of a company that carries the number', async () => {
    const account = kit.fake.seed('Account', { Name: 'A', Phone: '067 1234567' });
    const sale = deal({ AccountId: account, StageName: 'Closed Won' });
    const found = await kit.provider.find(queryOf({ entities: ['company', 'deal', 'contact'] }));
    expect(found.map(({ entity, id, open }) => ({ entity, id, open }))).toEqual([
      { entity: 'company', id: account, open: true },
      { entity: 'deal', id: sale, open: false },
    ]);
  });
});

test('a form: number before e-mail before client id; nothing asked when nothing is known', async () => {
  const byMail = lead({ Phone: null, Email: 'A@b.example' });
  const byClient = lead({ Phone: null, rs_google_client_id__c: '1.2' });
  const signs = { email: 'a@B.example', googleClientId: '1.2' };
  expect(ids(await kit.provider.find(queryOf({ phone: null, ...signs })))).toEqual([`lead ${byMail}`]);
  expect(ids(await kit.provider.find(queryOf({ ...signs, email: null })))).toEqual([`lead ${byClient}`]);
  const byPhone = lead();
  expect(ids(await kit.provider.find(queryOf(signs)))).toEqual([`lead ${byPhone}`]);
  const before = kit.log().length;
  expect(await kit.provider.find(queryOf({ phone: null }))).toEqual([]);
  expect(kit.log()).toHaveLength(before);
});

test('an org without our fields: described once, then found with one request', async () => {
  await kit.close();
  kit = await startKit({ bare: true });
  const id = lead();
  expect(ids(await kit.provider.find(queryOf()))).toEqual([`lead ${id}`]);
  expect(kit.log()).toHaveLength(3);
  expect(ids(await kit.provider.find(queryOf()))).toEqual([`lead ${id}`]);
  expect(kit.log()).toHaveLength(4);
});

test('a deal made moments ago that hangs on nobody is read by its id', async () => {
  const id = deal();
  expect(ids(await kit.provider.find(queryOf({ recent: { deal: id } })))).toEqual([`deal ${id}`]);
  kit.fake.remove('Opportunity', id);
  expect(await kit.provider.find(queryOf({ recent: { deal: id } }))).toEqual([]);
});

describe('values in SOQL', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc
      .array(fc.constantFrom("'", '\\', '"', '\n', '\u0000', '%', '_', ' OR ', '@{', ')', 'x'))
      .map((all) => all.join('')),
  );
  /** Reads a literal as SOQL does: null when it ends before its end. */
  function read(literal: string): string | null {
    let text = '';
    if (!literal.startsWith("'") || !literal.endsWith("'") || literal.length < 2) return null;
    const signs = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', "'": "'", '"': '"', '\\': '\\' };
    for (let at = 1; at < literal.length - 1; at += 1) {
      const sign = literal[at] ?? '';
      if (sign === "'") return null;
      if (sign !== '\\') {
        text += sign;
        continue;
      }
      at += 1;
      const escaped = signs[(literal[at] ?? '') as keyof typeof signs];
      if (escaped === undefined || at === literal.length - 1) return null;
      text += escaped;
    }
    return text;
  }
  test('any text is one literal and means itself, control characters aside', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const kept = text.replace(/(?![\n\r\t\b\f])\p{Cc}/gu, '');
        expect(read(quoted(text))).toBe(kept);
      }),
    );
    expect(inList(["a'b", 'c'])).toBe("('a\\'b','c')");
  });
  test('a number of anything gives digits only', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(likeDigits(text)).toMatch(/^'%(\d%)*%?'$/);
      }),
    );
  });
  test('no hostile e-mail or client id finds anybody or breaks a query', async () => {
    lead({ Email: 'somebody@example.com' });
    const signs = [
      "' OR Name LIKE '%",
      "\\' OR Id != null --",
      "x') OR (Name != 'y",
      '@{leads.records[0].Id}',
      '%',
    ];
    for (const text of signs) {
      const query = queryOf({ phone: null, email: text, googleClientId: text });
      expect(await kit.provider.find(query)).toEqual([]);
    }
    await fc.assert(
      fc.asyncProperty(hostile, async (text) => {
        expect(
          await kit.provider.find(queryOf({ phone: null, email: `x${text}`, googleClientId: `y${text}` })),
        ).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });
});

test('a number of another country is found by its own digits', async () => {
  const phone = phoneForms('+48 22 123 45 67', 'UA');
  const id = lead({ Phone: '(22) 123-45-67' });
  expect(ids(await kit.provider.find(queryOf({ phone })))).toEqual([`lead ${id}`]);
});
