import fc from 'fast-check';
import { toEvent } from '../../../core/event/normalise';
import { OPTIONS } from './payloads';

const form = (payload: Record<string, unknown>, event: string | null = 'form.submitted') =>
  toEvent(payload, { ...OPTIONS, event });

describe('forms (PD-11)', () => {
  it('finds phone, e-mail, name, client id and keeps all fields', () => {
    const event = form({
      phone: '067 123-45-67',
      Email: 'Olena@Example.com',
      name: 'Олена',
      comment: '<b>hi</b>',
      utm_source: 'google',
      client_id: '1.2',
      project_id: '11111',
    });
    expect(event).toMatchObject({
      kind: 'form',
      moment: 'submitted',
      name: 'form.submitted',
      clientNumber: '+380671234567',
      clientNumberAsSent: '067 123-45-67',
      clientEmail: 'olena@example.com',
      clientName: 'Олена',
      direction: null,
      anonymous: false,
      status: null,
      form: {
        phone: '067 123-45-67',
        Email: 'Olena@Example.com',
        name: 'Олена',
        comment: '<b>hi</b>',
        utm_source: 'google',
      },
    });
    expect(event.attribution).toMatchObject({ utm_source: 'google', google_client_id: '1.2' });
  });
  it('prefers phone, then tel, then telephone, and skips what is no number', () => {
    expect(form({ telephone: '0503333333', tel: '0502222222', phone: '0501111111' }).clientNumber).toBe(
      '+380501111111',
    );
    expect(form({ telephone: '0503333333', tel: '0502222222', phone: 'call me' }).clientNumber).toBe(
      '+380502222222',
    );
    expect(form({ 'Номер телефону': '0503333333' }).clientNumber).toBe('+380503333333');
  });
  it.each([
    'tel-456',
    'your-tel',
    'billing_phone',
    'Ваш телефон',
    'Моб.',
    'userPhone',
    'WhatsApp number',
    'input_3',
    'Питання 7',
  ])('finds the phone in a field called "%s"', (name) => {
    const noise = {
      date: '2026-11-20',
      appointment: '20.11.2026',
      order_id: '380501111111',
      sum: '1200500.50',
      zip: '01001',
      utm_term: '380501111112',
      ga: '1122334455.1763633600',
      sent: '1763633600',
      stamp: '20261120121320',
      phone_code: '+380',
      manager_phone: '380501111113',
    };
    expect(form({ ...noise, [name]: '067 123 45 67' }).clientNumber).toBe('+380671234567');
    expect(form({ [name]: '067 123 45 67', ...noise }).clientNumber).toBe('+380671234567');
    expect(form({ ...noise, comment: 'x' }).clientNumber).toBeNull();
  });
  it.each(['E-mail', 'Ваша пошта', 'your-mail', 'field_9'])(
    'finds the e-mail in a field called "%s"',
    (name) => {
      expect(form({ recipient: 'site@example.com', [name]: 'Olha@Example.com' }).clientEmail).toBe(
        'olha@example.com',
      );
    },
  );
  it.each([
    [{ 'your-name': 'Olha' }, 'Olha'],
    [{ "Ваше ім'я": 'Олена' }, 'Олена'],
    [{ first_name: 'Olha', last_name: 'Koval' }, 'Olha Koval'],
    [{ company_name: 'Acme', product_name: 'Chair' }, null],
    [{ name: 'null' }, null],
    [{ name: 'x'.repeat(5000) }, 'x'.repeat(200)],
  ])('takes the name of %j', (fields, name) => {
    expect(form({ phone: '0671234567', ...fields }).clientName).toBe(name);
  });
  it('obeys the key map before everything else', () => {
    const keyMap = { client_number: 'q1', client_email: 'q2', client_name: 'q3' };
    const payload = {
      phone: '0501111111',
      q1: '0671234567',
      email: 'a@b.co',
      q2: 'c@d.co',
      name: 'A',
      q3: 'C',
    };
    expect(toEvent(payload, { ...OPTIONS, keyMap, event: 'form' })).toMatchObject({
      clientNumber: '+380671234567',
      clientEmail: 'c@d.co',
      clientName: 'C',
    });
  });
  it('is what its fields are, whatever a visitor calls "id" (two clients stay two)', () => {
    const own = fc.constantFrom('id', 'call_id', 'cdr_id', 'uuid', 'uniqueid', 'record', 'session_id');
    const value = fc.constantFrom('77', 'ua0_-1731315881.12669683', "'; --");
    fc.assert(
      fc.property(
        own,
        value,
        fc.stringMatching(/^67[0-9]{7}$/),
        fc.stringMatching(/^50[0-9]{7}$/),
        (key, id, a, b) => {
          const [one, other, again] = [a, b, a].map((phone) => form({ [key]: id, phone: `0${phone}` }));
          expect(one!.eventKey).not.toBe(other!.eventKey);
          expect(one!.eventKey).toBe(again!.eventKey);
          expect(one!.callId).toMatch(/^synthetic-[0-9a-f]{32}$/);
        },
      ),
      { numRuns: 100, seed: 9 },
    );
  });
  it('works without a phone', () => {
    expect(form({ email: 'a@b.co', name: 'A' })).toMatchObject({
      clientNumber: null,
      clientNumberAsSent: null,
      clientEmail: 'a@b.co',
      anonymous: false,
    });
  });
  it('reads nested fields, as object, JSON text or list of names and values', () => {
    for (const fields of [
      { phone: '0671234567', size: { w: 1 } },
      '{"phone":"0671234567","size":{"w":1}}',
      [
        { name: 'phone', value: '0671234567' },
        { name: 'size.w', value: 1 },
      ],
    ]) {
      expect(form({ form: fields, page: '/x' }).form).toEqual({
        phone: '0671234567',
        'size.w': '1',
        page: '/x',
      });
    }
  });
  it('is recognised without a word in the URL', () => {
    expect(form({ tel: '0671234567', name: 'A' }, null).name).toBe('form.submitted');
  });
  it('has the same key for the same form of a day, another one for another day or other fields', () => {
    const key = (name: string, receivedAt: number) =>
      toEvent({ phone: '0671234567', name }, { ...OPTIONS, receivedAt, event: 'form' }).eventKey;
    expect(key('A', OPTIONS.receivedAt)).toBe(key('A', OPTIONS.receivedAt + 3_600_000));
    expect(key('A', OPTIONS.receivedAt)).not.toBe(key('B', OPTIONS.receivedAt));
    expect(key('A', OPTIONS.receivedAt)).not.toBe(key('A', OPTIONS.receivedAt + 86_400_000));
  });
  it('refuses an empty form', () => {
    expect(() => form({ phone: '', name: ' ' })).toThrow(/Tick the form fields/);
  });
});

it('AI analysis keeps summary and moods as variables', () => {
  const event = toEvent(
    {
      uniqueid: 'ua0_-1731315881.1',
      call_type: 'in',
      caller_number: '380671234567',
      summary: 'wants a price',
      customer_mood: 'calm',
      recommended_actions: ['call', 'send offer'],
      transcript: 'https://app.ringostat.com/recordings/x.vtt?token=t',
    },
    { ...OPTIONS, event: 'call.analysed' },
  );
  expect(event).toMatchObject({
    kind: 'analysis',
    name: 'call.analysed',
    clientNumber: '+380671234567',
    status: null,
  });
  expect(event.variables).toMatchObject({
    ai_summary: 'wants a price',
    ai_client_mood: 'calm',
    ai_recommendations: 'call, send offer',
  });
});
