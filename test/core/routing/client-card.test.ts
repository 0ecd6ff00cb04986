import fc from 'fast-check';
import { CrmError } from '../../../core/http/errors';
import type { FoundRecord } from '../../../core/model/record';
import type { RingostatEvent } from '../../../core/model/event';
import { CARD_ORDER, findResponsible, type FindInput } from '../../../core/routing/find-responsible';
import { emptyAttribution } from '../../../core/attribution/attribution';
import { isOwnDirection } from '../../../core/team';
import { employee, event, finder, found, memory, noSigns } from './make';

const olena = employee({ id: '1', name: 'Olena', main: ['proj_olena'], extension: '101' });
const ivan = employee({ id: '2', name: 'Ivan', main: ['380501112233'], extension: '102' });
const petro = employee({ id: '4', name: 'Petro', main: ['proj_petro'], crmUserId: null });
const team = { employees: [olena, ivan, petro], senior: 'crm-2' };

async function card(change: Partial<FindInput> = {}, records: FoundRecord[] = []) {
  const provider = finder(async () => records);
  const input: FindInput = {
    event: event(),
    team,
    order: CARD_ORDER,
    several: 'newestActivity',
    closedDeals: false,
    language: 'en',
    memory: memory(),
    accountKey: 'acc',
    ...change,
  };
  return { card: await findResponsible(input, provider), asked: provider.asked };
}
const by = (direction: string): Partial<RingostatEvent> => ({ employee: { ...noSigns, direction } });

describe('what is asked of the CRM', () => {
  it('asks once, with the number in all forms and what was made moments ago', async () => {
    const recent = memory({ 'acc 380671234567': { contact: 'c9' } });
    const { asked } = await card({ memory: recent, closedDeals: true });
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({
      phone: { digits: '380671234567', national: '671234567' },
      email: null,
      googleClientId: null,
      closedDeals: true,
      recent: { contact: 'c9' },
    });
    expect([...asked[0]!.entities].sort()).toEqual(['contact', 'deal', 'lead']);
  });

  it('adds the entities of the order, and takes a number typed by hand instead of the event', async () => {
    const { asked } = await card({ order: ['company'], number: '(050) 999-88-77' });
    expect(asked[0]!.entities).toContain('company');
    expect(asked[0]!.phone?.digits).toBe('380509998877');
  });

  it('asks nothing for an anonymous call, though its browser has a client id', async () => {
    const anonymous = event({
      clientNumber: null,
      clientNumberAsSent: 'anonymous',
      anonymous: true,
      attribution: { ...emptyAttribution(), google_client_id: '1.2' },
    });
    const result = await card({ event: anonymous });
    expect(result.asked).toEqual([]);
    expect(result.card).toMatchObject({ client: { known: false }, internal: false, requests: 0 });
    expect(result.card.client.decidedBy.code).toBe('routing.anonymous');
  });

  // PD-11 since November 2026: whoever sits at the browser of a known contact need not be him.
  it.each([
    [
      'e-mail alone',
      { clientEmail: 'a@example.com' },
      { phone: null, email: 'a@example.com', googleClientId: null },
    ],
    [
      'phone and e-mail',
      { clientEmail: 'a@example.com', clientNumber: '+380671234567' },
      { googleClientId: null },
    ],
    ['a phone nobody can read', { clientNumberAsSent: '38067123456' }, null],
    ['neither', {}, { phone: null, email: null, googleClientId: '1.2' }],
  ])(
    'asks for a form by client id only when it has neither phone nor e-mail: %s',
    async (_what, sent, query) => {
      const form = event({
        kind: 'form',
        moment: 'submitted',
        name: 'form.submitted',
        clientNumber: null,
        clientNumberAsSent: 'clientNumber' in sent ? String(sent.clientNumber) : null,
        attribution: { ...emptyAttribution(), google_client_id: '1.2' },
        ...sent,
      });
      const { asked, card: result } = await card({ event: form });
      expect(asked).toHaveLength(query ? 1 : 0);
      if (query) expect(asked[0]).toMatchObject({ ...query, recent: {} });
      expect([result.manager, result.distributed]).toEqual([null, null]);
    },
  );

  it('lets the provider fault out, for the node to show', async () => {
    const fault = new CrmError({
      kind: 'credentialRefused',
      system: 'HubSpot',
      message: 'refused',
      advice: 'renew',
    });
    const input = { event: event(), team, order: CARD_ORDER, several: 'oldest', closedDeals: false } as const;
    const asking = findResponsible(
      { ...input, language: 'en', memory: memory(), accountKey: '' },
      finder(() => Promise.reject(fault)),
    );
    await expect(asking).rejects.toBe(fault);
  });

  it('counts the requests spent', async () => {
    let sent = 10;
    const provider = finder(async () => ((sent += 2), []));
    const input = { event: event(), team, order: CARD_ORDER, several: 'oldest', closedDeals: false } as const;
    const result = await findResponsible(
      { ...input, language: 'en', memory: memory(), accountKey: '', requests: () => sent },
      provider,
    );
    expect(result.requests).toBe(2);
  });
});

describe('internal calls (G-04)', () => {
  it.each([
    ['a direction', { clientNumber: '+380501112233', ...by('proj_olena') }, true],
    ['an extension', { clientNumber: null, clientNumberAsSent: '102', ...by('proj_olena') }, true],
    ['the event says so', { internal: true }, true],
    [
      'an extension with a display name',
      { clientNumber: null, clientNumberAsSent: '"Ivan" <102>', ...by('proj_olena') },
      true,
    ],
    ['nobody took it yet', { clientNumber: '+380501112233' }, true],
    ['the other side is not of the team', { clientNumber: '+380501112233', ...by('proj_stranger') }, false],
    ['a client', by('proj_olena'), false],
  ])('%s: %j is %s', async (_what, change, internal) => {
    const { card: result, asked } = await card({ event: event(change) });
    expect([result.internal, asked.length]).toEqual([internal, internal ? 0 : 1]);
  });
});

describe("what is nobody's direction is a client (G-02, G-04)", () => {
  const words = fc.stringMatching(/^[A-Za-z][A-Za-z0-9 ._-]{0,14}[A-Za-z0-9]$/);
  const digits = fc.stringMatching(/^[1-9][0-9]{2,10}$/);
  const address = fc.stringMatching(/^sip:[a-z]{3,8}@[a-z]{3,8}\.example$/);
  it('whatever was sent: digits, words, SIP addresses', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(digits, words, address), async (sent) => {
        fc.pre(!isOwnDirection(sent, team));
        for (const direction of ['incoming', 'outgoing'] as const) {
          const call = event({
            clientNumber: null,
            clientNumberAsSent: sent,
            direction,
            ...by('proj_olena'),
          });
          expect((await card({ event: call })).card.internal).toBe(false);
        }
      }),
      { numRuns: 200, seed: 9 },
    );
  });
  it('and every direction and extension of another employee is his', async () => {
    for (const { main, additional, extension } of team.employees)
      for (const own of [...main, ...additional, ...(extension ? [extension] : [])]) {
        const call = event({ clientNumber: null, clientNumberAsSent: own, ...by('proj_olena') });
        expect([own, (await card({ event: call })).card.internal]).toEqual([own, true]);
      }
  });
});

describe('manager', () => {
  it('is the recognised employee', async () => {
    const { card: result } = await card({ event: event(by('PROJ_OLENA')) });
    expect(result.manager).toEqual({ crmUserId: 'crm-1', employeeId: '1', name: 'Olena', email: null });
    expect(result.reasons.map(({ text }) => text)).toContain(
      'Olena is the manager, recognised by number or SIP login.',
    );
  });

  it('comes without CRM user when not mapped or not in the team (G-20)', async () => {
    const unmapped = (await card({ event: event(by('proj_petro')) })).card;
    expect(unmapped.manager).toMatchObject({ crmUserId: null, employeeId: '4', name: 'Petro' });
    const stranger = (await card({ event: event(by('proj_stranger')) })).card;
    expect(stranger.manager).toEqual({
      crmUserId: null,
      employeeId: null,
      name: 'proj_stranger',
      email: null,
    });
    expect(stranger.reasons.map(({ code }) => code)).toContain('routing.managerUnknown');
  });

  it('is nobody when an incoming call rang or was missed, whoever was rung; an outgoing one has its maker', async () => {
    const rung = by('proj_olena');
    for (const change of [
      { status: 'missed' },
      { status: 'voicemail' },
      { moment: 'ringing', status: 'running' },
    ] as const) {
      expect((await card({ event: event({ ...rung, ...change }) })).card.manager).toBeNull();
    }
    const out = await card({ event: event({ ...rung, direction: 'outgoing', status: 'missed' }) });
    expect(out.card.manager?.crmUserId).toBe('crm-1');
    const picked = await card({ event: event({ ...rung, moment: 'answered', status: 'running' }) });
    expect(picked.card.manager?.crmUserId).toBe('crm-1');
  });

  it('is the last talker of a transferred call when the event names nobody (G-05)', async () => {
    const leg = (direction: string) => ({ employee: { ...noSigns, direction }, talk: 5, recording: null });
    const { card: result } = await card({ event: event({ legs: [leg('proj_olena'), leg('380501112233')] }) });
    expect(result.manager?.employeeId).toBe('2');
  });

  it('who is switched off keeps his name and gets the CRM user of his substitute', async () => {
    const off = { ...olena, active: false, substitute: '2' };
    const { card: result } = await card({
      event: event(by('proj_olena')),
      team: { ...team, employees: [off, ivan] },
    });
    expect(result.manager).toMatchObject({ name: 'Olena', crmUserId: 'crm-2' });
  });
});

describe('responsible', () => {
  const owned = (entity: 'contact' | 'deal' | 'lead', ownerId: string | null) =>
    found(entity, `${entity}1`, { ownerId });
  it('is the owner of the open deal, else lead, else contact', async () => {
    const all = [owned('contact', 'crm-1'), owned('lead', 'crm-2'), owned('deal', 'crm-1')];
    expect((await card({}, all)).card.responsible).toMatchObject({
      entity: 'deal',
      recordId: 'deal1',
      crmUserId: 'crm-1',
    });
    expect((await card({}, all.slice(0, 2))).card.responsible).toMatchObject({
      entity: 'lead',
      crmUserId: 'crm-2',
    });
    expect((await card({ order: ['contact'] }, all)).card.responsible).toMatchObject({ entity: 'contact' });
    expect((await card({}, [])).card.responsible).toBeNull();
  });

  it('passes over no owner, an owner outside the team, and one switched off, and says why (F-02)', async () => {
    const employees = [{ ...olena, active: false }, ivan];
    const records = [owned('deal', 'crm-9'), owned('lead', 'crm-1'), owned('contact', null)];
    const result = (await card({ team: { ...team, employees } }, records)).card;
    expect(result.responsible).toBeNull();
    expect(result.reasons.map(({ code }) => code).slice(-4)).toEqual([
      'routing.ownerNotMapped',
      'routing.ownerAway',
      'routing.noOwner',
      'routing.noResponsible',
    ]);
  });

  it('is the substitute of an owner who is switched off', async () => {
    const employees = [{ ...olena, active: false, substitute: '2' }, ivan];
    const result = (await card({ team: { ...team, employees } }, [owned('deal', 'crm-1')])).card;
    expect(result.responsible).toMatchObject({ crmUserId: 'crm-2', recordId: 'deal1' });
    expect(result.reasons.at(-1)?.text).toBe(
      'Deal deal1: its owner Olena is not active, so the substitute Ivan is the responsible.',
    );
  });
});

describe('senior and distribution', () => {
  it('names the senior, and the employee a missed call of a new client falls to, same for every moment', async () => {
    const employees = team.employees.map((row) => ({ ...row, distributeMissed: true }));
    const given = { ...team, employees };
    const first = (
      await card({ team: given, event: event({ moment: 'ringing', status: 'running', eventKey: 'x' }) })
    ).card;
    const last = (await card({ team: given, event: event({ status: 'missed' }) })).card;
    expect(first.senior?.crmUserId).toBe('crm-2');
    expect(['1', '2']).toContain(first.distributed?.employeeId);
    expect(last.distributed).toEqual(first.distributed);
    expect((await card()).card.distributed).toBeNull();
  });
});
