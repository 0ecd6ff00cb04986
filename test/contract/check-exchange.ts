import { UploadedFile } from '../../sandbox/common/multipart';
import type { Exchange } from '../../sandbox/common/types';
import { ADDITIONS, CORRECTIONS, EXCEPTIONS, PARTS, type Exception } from './exceptions';
import { findOperation, type FoundOperation } from './find-operation';
import { Schemas } from './schemas';
import { readSpecFiles, type MediaType, type OpenApiDoc, type Vendor } from './spec-files';

/** The checker of one vendor. */
export interface Specs {
  /** What an exchange does against the vendor's description, one line each; empty when it keeps to it. */
  checkExchange(exchange: Exchange): string[];
}

/** A query or path value as the type its schema wants; text that does not fit stays text and is then refused. */
function typed(value: string, schema: Record<string, unknown>): unknown {
  if (schema.type === 'integer' || schema.type === 'number')
    return /^-?\d+$/.test(value) ? Number(value) : value;
  if (schema.type === 'boolean') return value === 'true' ? true : value === 'false' ? false : value;
  return schema.type === 'array' ? value.split(',') : value;
}

function checkParameters(schemas: Schemas, found: FoundOperation, query: Record<string, string>): string[] {
  const described = found.operation.parameters ?? [];
  const violations: string[] = [];
  for (const { name, in: place, required, schema, description = '' } of described) {
    const value = place === 'path' ? found.pathParams[name] : query[name];
    if (value === undefined && required) violations.push(`${place} parameter ${name} is missing`);
    if (value === undefined || !schema || (place !== 'query' && place !== 'path')) continue;
    // Pipedrive describes a list as one string and its values as an enum of it.
    const several = schema.type === 'string' && /comma[- ]separated/i.test(description);
    for (const part of several ? value.split(',') : [value]) {
      const wrong = schemas.check('request', found.file.name, schema, typed(part, schema));
      violations.push(...wrong.map((line) => `${place} parameter ${name}: ${line}`));
    }
  }
  const known = new Set(described.filter((parameter) => parameter.in === 'query').map(({ name }) => name));
  const unknown = Object.keys(query).filter((name) => !known.has(name));
  return [...violations, ...unknown.map((name) => `query parameter ${name} is not described`)];
}

/** Files of a form are strings in descriptions (format binary). */
function asText(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  const parts = Object.entries(body as Record<string, unknown>);
  return Object.fromEntries(
    parts.map(([name, value]) => [
      name,
      value instanceof UploadedFile ? value.bytes.toString('latin1') : value,
    ]),
  );
}

function checkRequest(schemas: Schemas, { file, operation }: FoundOperation, body: unknown): string[] {
  const media = Object.values(operation.requestBody?.content ?? {})[0];
  const empty = body === null || body === undefined || body === '';
  if (!media) return empty ? [] : ['request: a body is sent that is not described'];
  if (empty) return operation.requestBody?.required ? ['request: the body is missing'] : [];
  return media.schema ? schemas.check('request', file.name, media.schema, asText(body)) : [];
}

function mediaOf(doc: OpenApiDoc, found: FoundOperation, status: number): MediaType | null | undefined {
  const responses = found.operation.responses ?? {};
  const own = responses[String(status)];
  // Only refusals may be read as `default`: it describes the error envelope.
  const response = own ?? (status >= 400 ? responses.default : undefined);
  if (!response) return undefined;
  const shared = response.$ref ? doc.components.responses?.[response.$ref.split('/').pop() ?? ''] : response;
  return Object.values(shared?.content ?? {})[0] ?? null;
}

function checkAnswer(
  schemas: Schemas,
  exceptions: Exception[],
  found: FoundOperation,
  path: string,
  status: number,
  body: unknown,
): string[] {
  let media = mediaOf(found.file.doc, found, status);
  if (media === undefined) {
    const exception = exceptions.find((known) => known.status === status && known.path.test(path));
    if (exception?.readAs === null) return [];
    if (exception) media = mediaOf(found.file.doc, found, exception.readAs);
  }
  if (media === undefined) return [`answer: status ${status} is not described`];
  if (media === null)
    return body === null || body === undefined ? [] : ['answer: a body is given that is not described'];
  return media.schema ? schemas.check('answer', found.file.name, media.schema, body) : [];
}

const cache = new Map<Vendor, Specs | null>();

/** The checker of a vendor; null when its files are absent (see readSpecFiles, which throws under CI). */
export function loadSpecs(vendor: Vendor): Specs | null {
  const known = cache.get(vendor);
  if (known !== undefined) return known;
  const described = readSpecFiles(vendor);
  const files = described && [...described, ...(ADDITIONS[vendor] ?? [])];
  const exceptions = EXCEPTIONS[vendor] ?? [];
  const schemas = files ? new Schemas(files) : null;
  const corrected = (exchange: Exchange): Exchange =>
    (CORRECTIONS[vendor] ?? []).reduce(
      (changed, { path, apply }) => (path.test(changed.path) ? apply(changed) : changed),
      exchange,
    );
  const checkOne = (given: Exchange): string[] => {
    if (!files || !schemas) return [];
    const { method, path, query, requestBody, status, responseBody } = corrected(given);
    const found = findOperation(files, method, path);
    const where = `${method} ${path} (${status})`;
    if (!found) return [`${where}: no such operation is described`];
    const lines = [
      ...checkParameters(schemas, found, query),
      ...checkRequest(schemas, found, requestBody),
      ...checkAnswer(schemas, exceptions, found, path, status, responseBody),
    ];
    return lines.map((line) => `${where}: ${line}`);
  };
  const checkExchange = (exchange: Exchange): string[] =>
    [exchange, ...(PARTS[vendor]?.(exchange) ?? [])].flatMap(checkOne);
  const specs: Specs | null = files && { checkExchange };
  cache.set(vendor, specs);
  return specs;
}
