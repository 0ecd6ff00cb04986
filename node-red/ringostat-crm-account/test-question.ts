/** "Test the account": what a dialog asks, and which stored secrets it may use. */
import { accountFields, kindOf, NodeError, providers } from '../host/product';
import type { AccountCredentials, AccountNodeSettings } from './types';

/** What the editor sends in place of a stored password it does not know. */
const STORED = '__PWRD__';

export interface Question {
  id: string;
  settings: AccountNodeSettings;
  credentials: AccountCredentials;
}
type Bag = Record<string, unknown>;
const isBag = (value: unknown): value is Bag =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const allTexts = (bag: Bag, names: string[]): boolean =>
  names.every((name) => bag[name] === undefined || typeof bag[name] === 'string');

/** Takes the body of the request; returns the question. Throws NodeError when it is none. */
export function questionOf(body: unknown): Question {
  if (!isBag(body) || !isBag(body['settings']) || !isBag(body['credentials']))
    throw new NodeError('badQuestion');
  const { id, settings, credentials } = body;
  const right =
    typeof id === 'string' &&
    typeof settings['crm'] === 'string' &&
    allTexts(settings, ['auth', 'baseUrl', 'name']) &&
    allTexts(
      credentials,
      accountFields().map(({ name }) => name),
    );
  if (!right) throw new NodeError('badQuestion');
  const { crm, auth = '', baseUrl = '', name = '' } = settings as Partial<AccountNodeSettings>;
  return {
    id,
    settings: { version: 1, crm, auth, baseUrl, name } as AccountNodeSettings,
    credentials: credentials as AccountCredentials,
  };
}

const address = (text: string | undefined): string => (text ?? '').trim().replace(/\/+$/, '');

/**
 * Takes the question and the deployed account, if there is one; returns the values to sign in with. A secret that is stored
 * goes only where the stored account sends it: system, way to sign in, address and every field beside it must be the stored
 * ones. Throws NodeError otherwise.
 */
export function valuesToTest(
  { settings, credentials }: Question,
  stored: { settings: AccountNodeSettings; credentials: AccountCredentials } | null,
): AccountCredentials {
  const fields = accountFields();
  const values = Object.fromEntries(fields.map(({ name }) => [name, credentials[name] ?? '']));
  if (!Object.values(values).includes(STORED)) return values;
  const factory = Object.hasOwn(providers, settings.crm) ? providers[settings.crm] : undefined;
  if (!stored || !factory) throw new NodeError('storedElsewhere');
  const kind = kindOf(factory, settings.auth);
  const same =
    settings.crm === stored.settings.crm &&
    kind.id === kindOf(factory, stored.settings.auth).id &&
    address(settings.baseUrl) === address(stored.settings.baseUrl) &&
    kind.fields.every(
      ({ name, secret }) => secret || (values[name] ?? '').trim() === (stored.credentials[name] ?? '').trim(),
    );
  if (!same) throw new NodeError('storedElsewhere');
  return Object.fromEntries(
    fields.map(({ name }) => [
      name,
      (values[name] === STORED ? stored.credentials[name] : values[name]) ?? '',
    ]),
  );
}
