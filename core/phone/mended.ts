/** Corrects digits with a calling code that are not a valid number as written, e.g. with a trunk prefix after the code. */
import {
  codeAtHead,
  codeOf,
  formerly,
  international,
  mainCountry,
  national,
  redialled,
  type PhoneNumber,
} from './numbering';

/** "+380 (067) …", "+7 8 495 …": a trunk prefix kept after the code. */
function afterTrunk(code: string, rest: string): PhoneNumber | undefined {
  const country = mainCountry(code);
  const found = national(rest, country) ?? formerly(rest, country);
  return found?.countryCallingCode === code ? found : undefined;
}

/** What follows a calling code, when it is not the number already: the code again, a trunk prefix, a mobile token. */
function afterCode(code: string, rest: string): PhoneNumber | undefined {
  const again = rest.replace(/^0+/, '');
  const twice = again.startsWith(code)
    ? (international(again) ?? afterTrunk(code, again.slice(code.length)))
    : undefined;
  return twice ?? redialled(code, rest) ?? afterTrunk(code, rest);
}

/** An input mask that shows "+38" where the code is 380, and the person began anew. */
function afterShortMask(digits: string, country: string): PhoneNumber | undefined {
  const code = codeOf(country);
  if (!code?.endsWith('0') || code.length < 2) return undefined;
  const mask = code.slice(0, -1);
  if (!digits.startsWith(mask)) return undefined;
  const rest = digits.slice(mask.length);
  return rest.startsWith(code) ? international(rest) : formerly(rest, country);
}

/** Takes digits that begin with a calling code and are no valid number, and a country whose mask it may be. */
export function mended(digits: string, country: string): PhoneNumber | undefined {
  const code = codeAtHead(digits);
  const found = code === undefined ? undefined : afterCode(code, digits.slice(code.length));
  return found ?? afterShortMask(digits, country);
}
