/** The webhook's secret: Ringostat does not sign requests, so the only protection is a shared secret in the URL or in HTTP Basic. */
import { createHash, timingSafeEqual } from 'crypto';

export type SecretIn = 'query' | 'path' | 'basic' | 'any';
export interface SecretSettings {
  /** Current and, while rotating, the previous one; empty: none set. */
  secrets: string[];
  secretIn: SecretIn;
  acceptWithoutSecret: boolean;
}
export interface SecretPlaces {
  query: Record<string, unknown>;
  headers: Record<string, string>;
  pathToken: string | null;
}

const hash = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest();

/** Compares hashes, and all secrets, so that time tells neither length nor which secret fits. */
function matches(given: string, secrets: string[]): boolean {
  const sent = hash(given);
  return secrets.reduce((found, secret) => timingSafeEqual(sent, hash(secret)) || found, false);
}

/** The password part of HTTP Basic; the user part is free. */
function basicPassword(header: string | undefined): string | null {
  const encoded = /^Basic\s+([A-Za-z0-9+/=_-]+)\s*$/i.exec(header ?? '')?.[1];
  if (!encoded) return null;
  try {
    const bytes = Uint8Array.from(atob(encoded.replace(/-/g, '+').replace(/_/g, '/')), (char) =>
      char.charCodeAt(0),
    );
    const text = new TextDecoder().decode(bytes);
    const colon = text.indexOf(':');
    return colon < 0 ? null : text.slice(colon + 1);
  } catch {
    return null;
  }
}

/** Where the secret is expected, in words for messages. */
export const SECRET_PLACE: Record<SecretIn, string> = {
  query: 'add &token=<secret> to the URL',
  path: 'end the path of the URL with /<secret>',
  basic: 'write the URL as https://ringostat:<secret>@host/… (HTTP Basic, the secret is the password)',
  any: 'add &token=<secret> to the URL',
};

/** What is shorter can be tried out: 16 letters and digits are some 80 bits. */
export const MIN_SECRET_LENGTH = 16;
type SecretChoice = Pick<SecretSettings, 'secrets' | 'acceptWithoutSecret'>;

const realSecrets = (settings: SecretChoice): string[] => settings.secrets.filter((secret) => secret !== '');

/** Takes the settings; returns what is wrong with the secrets in them, or null. */
export function secretFault(settings: SecretChoice): 'noSecret' | 'shortSecret' | null {
  const secrets = realSecrets(settings);
  if (secrets.some((secret) => secret.length < MIN_SECRET_LENGTH)) return 'shortSecret';
  return secrets.length || settings.acceptWithoutSecret ? null : 'noSecret';
}

/**
 * Takes the settings; returns why the trigger must not be switched on, or null. Used at activation, so that an open
 * door is seen before the first call and not after it.
 */
export function secretSettingRefusal(settings: SecretChoice): string | null {
  const fault = secretFault(settings);
  if (fault === null) return null;
  return fault === 'noSecret'
    ? 'No webhook secret is set, so anybody who learns the URL could write to the CRM. Set a webhook secret in the Ringostat credential, or switch on "accept without a secret".'
    : `The webhook secret is shorter than ${MIN_SECRET_LENGTH} characters, so it could be guessed. Enter a longer one in the Ringostat credential (the previous secret counts too), and the same in the URLs in Ringostat.`;
}

/**
 * Takes the settings and where a secret may be; returns null when the request may pass, else a message for a 401
 * without any secret in it.
 */
export function secretRefusal(settings: SecretSettings, places: SecretPlaces): string | null {
  const fault = secretSettingRefusal(settings);
  const secrets = realSecrets(settings);
  if (fault !== null || !secrets.length) return fault;
  const sent: Record<Exclude<SecretIn, 'any'>, string | null> = {
    // As sent: what cleaning takes away would open the door to what is not the secret.
    query: typeof places.query.token === 'string' ? places.query.token : null,
    path: places.pathToken,
    basic: basicPassword(places.headers.authorization),
  };
  const given = (settings.secretIn === 'any' ? Object.values(sent) : [sent[settings.secretIn]]).filter(
    (text): text is string => typeof text === 'string' && text !== '',
  );
  if (given.some((text) => matches(text, secrets))) return null;
  const what = given.length ? 'The webhook secret is wrong' : 'The webhook secret is missing';
  return `${what}. In Ringostat's webhook settings ${SECRET_PLACE[settings.secretIn]}, with the secret of the Ringostat credential.`;
}
