import { notations } from '../../../../core/crm/zoho/notations';
import { phoneForms, sameNumber } from '../../../../core/phone/phone';

test.each(['+380671234567', '+48601234567', '+12125550123', '+77012345678', '+4915112345678'])(
  'every notation of %s is a notation of it; at most fifty, without doubles',
  (number) => {
    // People type their own country's numbers so: in another home the same digits may be somebody else's (G-25).
    const forms = phoneForms(number, phoneForms(number, 'UA')?.country ?? '')!;
    const all = notations(forms);
    expect(all).toContain(forms.international);
    expect(all.length).toBeLessThanOrEqual(50);
    expect(new Set(all).size).toBe(all.length);
    // A trunk zero is typed in many countries, the two that have none count it as another number.
    const noTrunk = ['1', '7'].includes(forms.countryCode);
    const national = all.filter((text) => !(noTrunk && /^\(?0/.test(text)));
    expect(national.filter((text) => !sameNumber(text, forms))).toEqual([]);
  },
);

test('those of Ukraine that people type', () => {
  const all = notations(phoneForms('+380671234567', 'UA')!);
  for (const text of [
    '067 123 45 67',
    '067 123-45-67',
    '+380 67 123 4567',
    '+38-067-123-45-67',
    '(067) 123-45-67',
    '+38 (067) 123-45-67',
    '067-123-45-67',
  ])
    expect(all).toContain(text);
});
