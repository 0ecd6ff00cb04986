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
