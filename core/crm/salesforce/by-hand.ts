/** One record by hand: what the engine needs of Salesforce for it. */
import type { Entity } from '../../model/plan';
import { newestFirst, queryFor, writtenBy, type ByHand } from '../engine/by-hand';
import type { RecordInput } from '../port';
import { without } from '../engine/text';
import { applySteps } from './apply';
import { WANTED } from './columns';
import { paths, RECORD_OF } from './endpoints';
import { SYSTEM } from './errors';
import { findRecords } from './find';
import { text } from './records';
import { quoted } from './soql';
import { filled, ONLY_PIPELINE } from './values';
import type { Values } from './types';
import type { Work } from './work';
import { said } from '../../text/said';

/** Values given by hand for a record that is there, by field name. */
function valuesOf(entity: Entity, input: RecordInput): Values {
  const { email, name, ownerId, pipeline, stage, fields = {} } = input;
  const type = pipeline === ONLY_PIPELINE ? null : pipeline;
  const own: Record<Entity, Record<string, string | null | undefined>> = {
    lead: { LastName: name, Email: email },
    contact: { LastName: name, Email: email },
    company: { Name: name },
    deal: { Name: name, RecordTypeId: type, StageName: stage },
  };
  return without(filled({ ...own[entity], OwnerId: ownerId, ...fields }), 'Phone');
}

export const byHand = (work: Work): ByHand => ({
  mailed: ['contact', 'lead'],
  hanging: ['deal'],
  linked: ['deal'],
  find: async (query) => newestFirst(await findRecords(work, query)),
  /** Deals that the contact has a role in. */
  async ofContact(_entity, contactId) {
    const soql = `SELECT Opportunity.Id,Opportunity.IsClosed FROM OpportunityContactRole WHERE ContactId = ${quoted(contactId)} ORDER BY Opportunity.CreatedDate DESC LIMIT 200`;
    const { roles = [] } = await work.api.rows({ roles: soql }, said('doing.readDealsOfContact'));
    return roles.map(({ Opportunity }) => {
      const deal = (Opportunity ?? {}) as Record<string, unknown>;
      return { id: text(deal, 'Id') ?? '', open: deal.IsClosed !== true };
    });
  },
  async ofNumber(_entity, phone) {
    const query = { ...queryFor(['contact', 'deal'], phone, null), closedDeals: true };
    const found = newestFirst(await findRecords(work, query));
    const of = (entity: Entity): typeof found => found.filter((record) => record.entity === entity);
    return { contactId: of('contact')[0]?.id ?? null, records: of('deal') };
  },
  create: async (step) => writtenBy(SYSTEM, await applySteps(work, [step], [])),
  async update(entity, id, input) {
    const values = valuesOf(entity, input);
    const request = { method: 'PATCH', path: paths.record(RECORD_OF[entity], id), json: values } as const;
    if (Object.keys(values).length > 0)
      await work.api.http.request(request, {
        action: said('doing.updateKind', { kind: said(`of.${entity}`) }),
        idempotent: true,
      });
  },
  async read(entity, id) {
    const object = RECORD_OF[entity];
    const { record = [] } = await work.schema.reading(() => {
      const columns = work.schema.visible(object, WANTED[object]).join(',');
      const soql = `SELECT ${columns} FROM ${object} WHERE Id = ${quoted(id)}`;
      return work.api.rows({ record: soql }, said('doing.readOne', { kind: said(`of.${entity}`) }));
    });
    const [row] = record;
    if (!row) return null;
    const { Id, ...values } = row;
    return { id: String(Id), values: without(values, 'attributes') };
  },
  url: (entity, id) => work.url(entity, id),
});
