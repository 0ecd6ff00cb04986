/** What the pages of all CRMs have in common: tables of errors, settings and ways to sign in, made of the data. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ICredentialType, INodePropertyOptions } from 'n8n-workflow';
import type { AccountKind } from '../../core/crm/account';
import { providers } from '../../core/crm/registry';
import { CRM_NAMES } from '../../core/model/crm-names';
import type { CrmId } from '../../core/model/plan';
import { signInOfKind, type SignIn } from '../../nodes/shared/sign-ins';
import { expectPart, markdownTable } from './parts';

const ROOT = join(__dirname, '../..');
export const code = (text: string): string => `\`${text}\``;
export const pageOf = (crm: CrmId): string => `${crm}.md`;

export function expectTable(crm: CrmId, part: string, head: string[], rows: string[][]): void {
  expect(rows.length).toBeGreaterThan(0);
  expectPart(pageOf(crm), part, markdownTable(head, rows));
}
export const expectList = (crm: CrmId, part: string, items: readonly string[]): void =>
  expectPart(pageOf(crm), part, items.map((item) => `- ${code(item)}`).join('\n'));

/** What a CRM answers, in words, and an answer of that kind. */
export type Answer = [what: string, status: number, body: unknown, headers?: Record<string, string>];

/** Takes answers of a CRM, and during what they came; writes what the provider makes of them. Returns the kinds met. */
export function expectErrors(crm: CrmId, answers: Answer[], action = 'creating the contact'): Set<string> {
  const factory = providers[crm];
  const rows = answers.map(([what, status, body, headers = {}]) => {
    const { kind, advice } = factory?.classify({ status, headers, body }, action) ?? {};
    return [what, code(String(kind)), advice ?? ''];
  });
  expectTable(crm, 'errors', [`${CRM_NAMES[crm]} answers`, 'kind', 'what you are told to do'], rows);
  return new Set(rows.map(([, kind = '']) => kind));
}

export function expectSettings(crm: CrmId): void {
  const rows = (providers[crm]?.settings ?? []).map(({ label, hint, options, default: value }) => {
    const shown = options?.find((option) => option.value === value)?.label ?? value;
    return [label, hint, shown === '' ? '' : typeof shown === 'boolean' ? (shown ? 'on' : 'off') : shown];
  });
  expectTable(crm, 'settings', ['setting', 'what it does', 'default'], rows);
}

interface Words {
  auth: Record<string, string>;
  field: Record<string, string>;
  /** Where a CRM has its own word. */
  fieldOf: Partial<Record<string, Record<string, string>>>;
}
const words = JSON.parse(
  readFileSync(join(ROOT, 'node-red/ringostat-crm-account/locales/en-US/labels.json'), 'utf8'),
) as Words;

/** Name of n8n's credential, with what chooses among its ways where it serves several. */
function inN8n({ credential, kinds }: SignIn, { id }: AccountKind): string {
  const type = `${credential[0]?.toUpperCase()}${credential.slice(1)}`;
  const file = jest.requireActual<Record<string, new () => ICredentialType>>(
    join(ROOT, `credentials/${type}.credentials`),
  );
  const made = new file[type]!();
  const grants = made.properties.find(({ name }) => name === 'grantType');
  const what = grants?.displayName.replace('Grant Type', 'grant type') ?? '';
  const options = (grants?.options ?? []) as INodePropertyOptions[];
  const grant = options.find(
    ({ value }) => value === id || (!kinds.includes(String(value)) && id === 'oAuth2'),
  );
  return `_${made.displayName}_${kinds.length > 1 && grant ? `, ${what} _${grant.name}_` : ''}`;
}

/** The ways to sign in: in which credential of n8n, and as what in Node-RED's account, with its fields. */
export function expectAccounts(crm: CrmId): void {
  const rows = (providers[crm]?.accounts ?? []).map((kind) => {
    const signIn = signInOfKind(crm, kind.id);
    const fields = kind.fields.map(
      ({ name, required, default: usual }) =>
        `${words.fieldOf[crm]?.[name] ?? words.field[name]}${required ? '' : ' (optional)'}${usual ? ` (${usual})` : ''}`,
    );
    return [kind.label, signIn ? inN8n(signIn, kind) : '–', `_${words.auth[kind.id]}_: ${fields.join(', ')}`];
  });
  expectTable(crm, 'accounts', ['way', 'credential in n8n', 'in Node-RED: _Sign in with_, fields'], rows);
}
