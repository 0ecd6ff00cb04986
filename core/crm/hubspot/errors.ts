/** What HubSpot's refusals mean. */
import type { Said, Words } from '../../model/said';
import { said } from '../../text/said';
import type { ErrorKind } from '../../model/outcome';
import { adviceOf, kindOfStatus, refusedWords } from '../../http/classify';
import { CrmError } from '../../http/errors';
import { boundedText } from '../../http/redact';
import type { Classify, HttpResponse } from '../../http/types';

export const SYSTEM = 'HubSpot';

export interface BadValue {
  name: string;
  code: string;
  message: string;
}
/** A refusal with what the provider needs to go on. */
export class HubSpotError extends CrmError {
  constructor(
    input: ConstructorParameters<typeof CrmError>[0],
    /** Values HubSpot did not take. */
    readonly badValues: BadValue[],
    /** Record that is there already, where HubSpot names it. */
    readonly existingId: string | null,
  ) {
    super(input);
  }
}

/** Values that HubSpot did not take. */
export const badValuesOf = (error: CrmError): BadValue[] =>
  error instanceof HubSpotError ? error.badValues : [];

type Json = Record<string, unknown>;
const asJson = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {});
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

const REQUIRED = /required propert/i;

/** HubSpot writes the values as JSON inside the message, and newer answers as errors[] too. */
function badValuesIn(body: Json): BadValue[] {
  const message = textOf(body.message);
  const start = message.indexOf('[{');
  if (start >= 0) {
    try {
      const list = JSON.parse(message.slice(start, message.lastIndexOf(']') + 1)) as unknown;
      const values = listOf(list).map((item): BadValue => {
        const { name, error, message: text } = asJson(item);
        return { name: textOf(name), code: textOf(error), message: textOf(text) };
      });
      if (values.some(({ code }) => code)) return values;
    } catch {
      // A message that only looks like the list; errors[] is asked next.
    }
  }
  const named = namedInErrors(body);
  if (named.length > 0 || !REQUIRED.test(message)) return named;
  // The names of what is required stand beside the message.
  return listOf(asJson(body.context).properties).map((name) => ({
    name: textOf(name),
    code: 'REQUIRED_PROPERTY',
    message,
  }));
}

function namedInErrors(body: Json): BadValue[] {
  return listOf(body.errors).flatMap((item) => {
    const { code, message: text, context } = asJson(item);
    const { propertyName, properties } = asJson(context);
    const quoted = /"([a-z0-9_]+)"/i.exec(textOf(text))?.[1] ?? '';
    const names = [...listOf(propertyName), ...listOf(properties)].map(textOf);
    if (!textOf(code)) return [];
    return (names.length > 0 ? names : [quoted]).map((name) => ({
      name,
      code: textOf(code),
      message: textOf(text),
    }));
  });
}

const UNIQUE = /CONFLICTING_UNIQUE_VALUE|already has that value/;

function kindOf(status: number, body: Json, bad: BadValue[]): ErrorKind {
  const message = textOf(body.message);
  if (status === 400 && (UNIQUE.test(message) || bad.some(({ code }) => code === 'CONFLICTING_UNIQUE_VALUE')))
    return 'alreadyExists';
  // A linked record is gone: its id is refused, and no value.
  const gone = listOf(asJson(body.context).INVALID_OBJECT_IDS).length > 0;
  if (status === 400 && (gone || /OBJECT_NOT_FOUND/.test(textOf(body.category)))) return 'notFound';
  // The token's owner was removed or lost the right.
  if (/USER_DOES_NOT_HAVE_PERMISSIONS|MISSING_SCOPES/.test(textOf(body.category) + message))
    return 'notPermitted';
  return kindOfStatus(status);
}

function scopesOf(body: Json): string[] {
  const contexts = [asJson(body.context), ...listOf(body.errors).map((item) => asJson(asJson(item).context))];
  const names = contexts.flatMap((context) => [
    ...listOf(context.missingScopes),
    ...listOf(context.requiredGranularScopes),
    ...listOf(context.requiredScopes),
  ]);
  return [...new Set(names.map(textOf).filter(Boolean))];
}

/**
 * Waits by the limit's name where HubSpot sends no Retry-After; ms. A day's limit ends at midnight of the portal. That of a
 * second (searches) has none: whoever was refused together must not come back together.
 */
const WAITS: Record<string, number> = { TEN_SECONDLY_ROLLING: 10_000, DAILY: 3_600_000 };

function adviceFor(kind: ErrorKind, scopes: string[], bad: BadValue[], policy: string): Said {
  const names = bad.map(({ name }) => name).filter(Boolean);
  if (kind === 'notPermitted' && scopes.length > 0) return said('hubspot.scope.advice', { scopes });
  if (kind === 'credentialRefused') return said('hubspot.credential.advice');
  if (kind === 'invalidField' && names.length > 0) return said('hubspot.property.advice', { names });
  return policy === 'DAILY' ? said('hubspot.day.advice') : adviceOf(kind);
}

/** Turns an answer that is no success into an error of the closed set; texts are bounded and redacted. */
export const classify: Classify = (response: HttpResponse, action: Words) => {
  const { status } = response;
  const isHtml = typeof response.body === 'string';
  const body = asJson(response.body);
  const bad = badValuesIn(body);
  const kind = kindOf(status, body, bad);
  const policy = textOf(body.policyName);
  const scopes = scopesOf(body);
  const vendorText =
    isHtml && status >= 500 ? said('http.gatewayPage') : boundedText(isHtml ? response.body : body.message);
  const because =
    kind === 'notPermitted' && scopes.length > 0 ? said('hubspot.scopeMissing', { scopes }) : vendorText;
  const waitMs =
    kind === 'rateLimited' && !response.headers['retry-after'] && policy ? (WAITS[policy] ?? null) : null;
  const id =
    /Existing ID: (\d+)/.exec(textOf(body.message))?.[1] ??
    /\b(\d+) already has that value/.exec(textOf(body.message))?.[1];
  return new HubSpotError(
    {
      kind,
      system: SYSTEM,
      message: refusedWords(SYSTEM, action, status, because),
      advice: adviceFor(kind, scopes, bad, policy),
      status,
      waitMs,
      code: bad[0]?.code || textOf(body.category) || null,
      subject:
        bad
          .map(({ name }) => name)
          .filter(Boolean)
          .join(', ') ||
        scopes.join(', ') ||
        null,
    },
    bad,
    id ?? null,
  );
};

/** An error the provider itself finds. */
export function hubSpotError(
  kind: ErrorKind,
  message: Words,
  advice: Words,
  subject: string | null = null,
): CrmError {
  return new CrmError({
    kind,
    system: SYSTEM,
    message: said('text.of', { system: SYSTEM, what: message }),
    advice,
    subject,
  });
}
