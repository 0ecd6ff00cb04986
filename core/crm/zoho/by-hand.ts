/** One record by hand: what the engine needs of Zoho for it. */
import type { RecordInput } from '../port';
import { writtenBy, type ByHand } from '../engine/by-hand';
import type { Entity } from '../../model/plan';
import { applySteps } from './apply';
import { ask } from './ask';
import { paths } from './endpoints';
import { asJson, listOf, SYSTEM, toError, ZohoError } from './errors';
import { findRecords, type Session } from './find';
import { withOurFields } from './lacking';
import { NAME_FIELD, recordModule } from './modules';
import { isOwn } from './own-fields';
import type { Part } from './parts';
import { placeOf } from './pipelines';
import { dealsOf } from './queries';
import { readRecord } from './read-back';
import { closedDeals } from './stages';
import type { Values } from './values';
import { said } from '../../text/said';

/** Values given by hand for a record that is there, by field name. */
function valuesOf(entity: Entity, input: RecordInput): Values {
  const { email, name, ownerId, pipeline, stage, fields = {} } = input;
  const person = entity === 'contact' || entity === 'lead';
  const deal = entity === 'deal';
  const own: Record<string, string | null | undefined> = {
    [NAME_FIELD[recordModule(entity)]]: name,
    Email: person ? email : null,
    Pipeline: deal && pipeline ? placeOf(pipeline).value : null,
    Stage: deal ? stage : null,
  };
  const given = Object.entries(own).filter(([, value]) => Boolean(value?.trim()));
  return { ...Object.fromEntries(given), ...(ownerId ? { Owner: { id: ownerId } } : {}), ...fields };
}

/** Sets what is given; makes our fields when one of them is mapped and missing. */
async function change(session: Session, entity: Entity, id: string, input: RecordInput): Promise<void> {
  const module = recordModule(entity);
  const values = valuesOf(entity, input);
  if (Object.keys(values).length === 0) return;
  const action = said('doing.updateKind', { kind: said(`of.${entity}`) });
  const send = async (): Promise<void> => {
    const json = { data: [values] };
    const request = { method: 'PUT', path: paths.record(module, id), json } as const;
    const { status, body } = await session.http.request(request, { action, idempotent: true });
    // A 2xx may hold a refusal (docs/reference/zoho.md#refusals-and-limits).
    if (listOf(asJson(body).data).some((row) => asJson(row).status === 'error'))
      throw toError(status, body, action);
  };
  try {
    await send();
  } catch (error) {
    const field = error instanceof ZohoError ? error.field : null;
    if (!field || !isOwn(module, field)) throw error;
    session.book.forget(module);
    const part: Part = { ref: id, module, id, values, lookups: [], steps: [], given: {}, notes: [], action };
    await withOurFields(session, part);
    await send();
  }
}

export const byHand = (session: Session): ByHand => ({
  mailed: ['contact', 'lead'],
  hanging: ['deal'],
  linked: ['deal', 'lead'],
  find: (query) => findRecords(session, query),
  async ofContact(_entity, contactId) {
    const { http, book } = session;
    const deals = [...(await ask(http, book, () => [dealsOf(book, [contactId])])).values()].flat();
    const closed = await closedDeals(http, book, deals);
    return deals.map(({ id }) => ({ id, open: closed.get(id) !== true }));
  },
  create: async (step) => writtenBy(SYSTEM, await applySteps(session, [step], [])),
  update: (entity, id, input) => change(session, entity, id, input),
  async read(entity, id) {
    const record = await readRecord(session.http, recordModule(entity), id);
    return record && { id: record.id, values: record };
  },
  url: (entity, id) => session.links(recordModule(entity), id),
});
