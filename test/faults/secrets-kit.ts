/** What must not be seen, and systems that show it in every refusal they can give. */
import { inspect } from 'node:util';
import type { CrmId } from '../../core/model/plan';
import { providers } from '../../core/crm/registry';
import type { Lab } from '../../sandbox/common/lab';
import type { FaultAnswer } from '../../sandbox/common/types';

/** A recording's link as the cabinet sends it: whoever has it can listen. */
export const LINK_TOKEN = 'c4nary-of-the-link-0123456789abcdef';
export const LINK = `https://app.ringostat.com/recordings/ua0_-1763700000.1.wav?token=${LINK_TOKEN}`;
/** Of the call that is refused, as a vendor repeats it. */
export const NUMBER = '380671230009';
/** What the drivers enter beside the CRM's account. */
export const AUTH_KEY = 'ringostat-auth-key';
/** Webhook secret of before, while it is replaced. */
export const PREVIOUS = 'pr3vious-s3cret-of-the-scenarios';

/** Whatever it is, as a log would show it at its worst: errors with stack and causes, hidden fields, all depths. */
export const shown = (what: unknown): string =>
  inspect(what, { depth: 30, maxStringLength: Infinity, maxArrayLength: Infinity, showHidden: true });

/** Secrets of the lab's account; tokens that are made on the way are added as they are seen. */
export function secretsOf(lab: Lab): string[] {
  const kind = providers[lab.crm]!.accounts.find(({ id }) => id === lab.access.kind)!;
  const found = kind.fields
    .filter(({ secret }) => secret)
    .flatMap(({ name }) => lab.access.values[name] ?? []);
  lab.onExchange(({ responseBody }) => {
    if (typeof responseBody !== 'object' || responseBody === null) return;
    for (const name of ['access_token', 'refresh_token']) {
      const token: unknown = Reflect.get(responseBody, name);
      if (typeof token === 'string' && !found.includes(token)) found.push(token);
    }
  });
  return found;
}

/** The request as a careless server writes it into its answer. */
const echo = (secrets: string[]): string =>
  [
    `phone ${NUMBER} or value ${LINK} is not valid`,
    ...secrets.flatMap((secret) => [
      `token ${secret} is not valid`,
      `Authorization: Bearer ${secret}`,
      `x-api-token: ${secret}`,
      `Basic ${Buffer.from(`user:${secret}`).toString('base64')}`,
      `client_secret=${encodeURIComponent(secret)}&refresh_token=${secret}`,
      `https://crm.example/x?api_token=${secret}`,
    ]),
  ].join('; ');

/** As each vendor words its refusals; the text stands in every field of it that we might read. */
function body(crm: CrmId, text: string): unknown {
  if (crm === 'nethunt') return text;
  if (crm === 'salesforce') return [{ errorCode: 'INVALID_FIELD', message: text, fields: [text] }];
  if (crm === 'zoho')
    return { code: 'INVALID_DATA', status: 'error', message: text, details: { api_name: text } };
  if (crm === 'pipedrive') return { success: false, error: text, error_info: text, data: { error: text } };
  return { status: 'error', category: text, message: text, errors: [{ message: text, code: text }] };
}

/** Every refusal, by name: an answer for each request but those for a token. */
export function refusals(crm: CrmId, secrets: string[]): Record<string, FaultAnswer> {
  const text = echo(secrets);
  const html = { 'content-type': 'text/html' };
  const page = `<html><body><h1>Error</h1><pre>${text}</pre><!-- ${text} --></body></html>`;
  return {
    '401': { status: 401, body: body(crm, text) },
    '403': { status: 403, body: body(crm, text) },
    '403 with a page': { status: 403, body: page, headers: html },
    '400 that repeats the values': { status: 400, body: body(crm, text) },
    '404': { status: 404, body: body(crm, text) },
    // Repeated at once: what is looked for is in the message.
    '500 with a page that repeats the headers': {
      status: 500,
      body: page,
      headers: { ...html, 'retry-after': '0' },
    },
    'a connection that breaks': 'dropBefore',
    'a redirect with the token': {
      status: 302,
      body: page,
      headers: { ...html, location: `https://crm.example/login?token=${secrets[0] ?? ''}&next=${LINK}` },
    },
  };
}
export const REFUSALS = Object.keys(refusals('hubspot', []));

/** Fails with the name of the secret and what stands around it, never with the whole of a log. */
export function expectNone(where: string, text: string, secrets: string[]): void {
  const leaks = secrets.flatMap((secret) => {
    const at = text.indexOf(secret);
    return at < 0 ? [] : [`${where}: …${text.slice(Math.max(0, at - 160), at + secret.length + 20)}`];
  });
  expect(leaks).toEqual([]);
}
