import type { SandboxAnswer, SandboxRequest } from '../common/types';
import { SINGULAR, typeByName } from './association-types';
import { Refusal, invalid, notFound } from './errors';
import type { Portal } from './portal';
import { render, renderLinks, renderWritten, type ApiRecord } from './render';
import { search } from './search';
import type { HubSpotType, Stored } from './types';
import { asObject, createRecord, keyProperty, updateRecord, upsertRecord } from './write';

/** What the object API needs besides the portal. */
export interface ApiContext {
  portal: Portal;
  batchConflict: () => 'fail' | 'partial';
  mask: () => boolean;
  usedToday: () => number;
  /** Custom properties that may still be made of each type; null: as many as anybody needs. */
  propertyRoom: () => number | null;
}
const MAX_BATCH = 100;

const listOf = (text: string | null): string[] => (text ?? '').split(',').filter((name) => name !== '');

/** Inputs of a batch. Throws 400 when absent or more than the vendor takes. */
export function readInputs(body: unknown): unknown[] {
  const { inputs } = asObject(body);
  if (!Array.isArray(inputs)) throw invalid('Invalid input JSON: inputs are required.');
  if (inputs.length === 0) throw invalid('inputs must not be empty.');
  if (inputs.length > MAX_BATCH)
    throw invalid(`A batch takes ${MAX_BATCH} inputs, ${inputs.length} were given.`);
  return inputs;
}
/** A batch's answer: `status` when all went well, 207 with errors otherwise. */
export function batchAnswer(
  portal: Portal,
  status: number,
  results: unknown[],
  errors: unknown[] = [],
): SandboxAnswer {
  const at = new Date(portal.clock.now()).toISOString();
  const body = { status: 'COMPLETE', results, startedAt: at, completedAt: at };
  if (errors.length === 0) return { status, body };
  return { status: 207, body: { ...body, numErrors: errors.length, errors } };
}

function readOne(
  { portal, mask }: ApiContext,
  type: HubSpotType,
  id: string,
  request: SandboxRequest,
): SandboxAnswer {
  const { query } = request;
  const record = portal.find(type, id, keyProperty(portal, type, query.get('idProperty') ?? undefined));
  if (!record) throw notFound(`No ${SINGULAR[type]} ${id}.`);
  const body: ApiRecord = render(portal, record, listOf(query.get('properties')), mask());
  const names = listOf(query.get('associations'));
  if (names.length > 0) {
    const to = names.map((name) => {
      const linked = typeByName(name);
      if (!linked) throw invalid(`Unable to infer object type from: ${name}`);
      return linked;
    });
    const associations = renderLinks(portal, record, to);
    if (associations && Object.keys(associations).length > 0) body.associations = associations;
  }
  return { status: 200, body };
}

function list({ portal, mask }: ApiContext, type: HubSpotType, { query }: SandboxRequest): SandboxAnswer {
  const limit = Number(query.get('limit') ?? 10);
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) throw invalid('limit must be from 1 to 100.');
  const after = Number(query.get('after') ?? 0);
  const rows = [...portal.table(type).values()]
    .filter((row) => !row.archived && Number(row.id) > after)
    .sort((a, b) => Number(a.id) - Number(b.id));
  const page = rows.slice(0, limit);
  const results = page.map((row) => render(portal, row, listOf(query.get('properties')), mask()));
  const next = rows.length > limit ? { paging: { next: { after: page[page.length - 1]?.id ?? '' } } } : {};
  return { status: 200, body: { results, ...next } };
}

function batchRead({ portal, mask }: ApiContext, type: HubSpotType, body: unknown): SandboxAnswer {
  const { idProperty, properties } = asObject(body);
  const key = keyProperty(portal, type, typeof idProperty === 'string' ? idProperty : undefined);
  const wanted = Array.isArray(properties) ? properties.map(String) : [];
  const ids = readInputs(body).map((input) => String(asObject(input).id));
  const missing = ids.filter((id) => !portal.find(type, id, key));
  const found = ids.map((id) => portal.find(type, id, key)).filter((row): row is Stored => row !== undefined);
  const results = [...new Set(found)].map((row) => render(portal, row, wanted, mask()));
  const text = `Could not get some ${SINGULAR[type].toUpperCase()} objects, they may be deleted or not exist.`;
  const errors =
    missing.length > 0
      ? [new Refusal(404, 'OBJECT_NOT_FOUND', text, { context: { ids: missing } }).part()]
      : [];
  return batchAnswer(portal, 200, results, errors);
}

/** A refusal inside a 207 names its input by the trace id it was sent with. */
function tracedTo(input: unknown, part: ReturnType<Refusal['part']>): Record<string, unknown> {
  const { objectWriteTraceId: id } = asObject(input);
  if (typeof id !== 'string') return part;
  return { ...part, context: { ...asObject(part['context']), objectWriteTraceId: [id] } };
}

/**
 * Runs a step for each input. A refusal ends the batch with its own status before anything is kept, or (`partial`)
 * becomes an entry of errors[].
 */
function each(
  context: ApiContext,
  type: HubSpotType,
  body: unknown,
  status: number,
  step: (input: unknown) => unknown,
  partial: boolean,
): SandboxAnswer {
  const { portal } = context;
  const inputs = readInputs(body);
  const undo = partial ? null : portal.snapshot(type);
  const results: unknown[] = [];
  const errors: unknown[] = [];
  for (const input of inputs) {
    try {
      results.push(step(input));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      undo?.();
      if (undo) throw error;
      errors.push(tracedTo(input, error.part()));
    }
  }
  return batchAnswer(portal, status, results, errors);
}

function batch(context: ApiContext, type: HubSpotType, action: string, body: unknown): SandboxAnswer | null {
  const { portal } = context;
  if (action === 'read') return batchRead(context, type, body);
  if (action === 'create') {
    const create = (input: unknown): unknown => renderWritten(portal, createRecord(portal, type, input));
    return each(context, type, body, 201, create, context.batchConflict() === 'partial');
  }
  if (action === 'update') {
    const update = (input: unknown): unknown => {
      const { id, idProperty } = asObject(input);
      return renderWritten(
        portal,
        updateRecord(portal, type, String(id), input, idProperty as string | undefined),
      );
    };
    return each(context, type, body, 200, update, true);
  }
  if (action === 'upsert') {
    const upsert = (input: unknown): unknown => {
      const { record, isNew } = upsertRecord(portal, type, input);
      return { ...renderWritten(portal, record), new: isNew };
    };
    return each(context, type, body, 200, upsert, false);
  }
  if (action === 'archive') {
    for (const input of readInputs(body)) {
      const record = portal.find(type, String(asObject(input).id));
      if (record) portal.archive(record);
    }
    return { status: 204 };
  }
  return null;
}

/** Answers `/crm/objects/{version}/{type}/…` (associations aside); null for a path it does not know. */
export function objectsApi(
  context: ApiContext,
  type: HubSpotType,
  rest: string[],
  request: SandboxRequest,
): SandboxAnswer | null {
  const { portal } = context;
  const { method, body, query } = request;
  const [head, action] = rest;
  if (head === undefined && method === 'GET') return list(context, type, request);
  if (head === undefined && method === 'POST') {
    return { status: 201, body: renderWritten(portal, createRecord(portal, type, body)) };
  }
  if (head === undefined) return null;
  if (head === 'search' && method === 'POST')
    return { status: 200, body: search(portal, type, body, context.mask()) };
  if (head === 'batch' && method === 'POST' && action) return batch(context, type, action, body);
  if (rest.length !== 1) return null;
  if (method === 'GET') return readOne(context, type, head, request);
  if (method === 'PATCH') {
    const record = updateRecord(portal, type, head, body, query.get('idProperty') ?? undefined);
    return { status: 200, body: renderWritten(portal, record) };
  }
  if (method !== 'DELETE') return null;
  const record = portal.find(type, head);
  if (record) portal.archive(record);
  return { status: 204 };
}
