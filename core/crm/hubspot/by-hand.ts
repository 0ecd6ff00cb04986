/** One record by hand: what the engine needs of HubSpot for it. */
import type { ByHand } from '../engine/by-hand';
import { knownTargets } from '../engine/run';
import type { RecordInput } from '../port';
import type { Entity } from '../../model/plan';
import type { Properties } from './api';
import { createRecord } from './create';
import { noLeads, typeOf, type HubSpotEntity } from './entities';
import type { ObjectType } from './endpoints';
import { findRecords } from './find';
import { WANTED } from './records';
import { updateRecord } from './update';
import { without } from '../engine/text';
import { filled } from './values';
import { withStage } from './stages';
import type { Work } from './work';
import { dealsOf } from './search';
import { said } from '../../text/said';

function known(entity: Entity): { type: ObjectType; entity: HubSpotEntity } {
  const type = typeOf(entity);
  if (entity === 'lead' || !type) throw noLeads('Choose contact, company or deal.');
  return { type, entity };
}

/** Values given by hand for a record that is there, by property name. */
function valuesOf(entity: HubSpotEntity, input: RecordInput): Properties {
  const { email, name, ownerId, pipeline, stage, fields = {} } = input;
  const own: Record<HubSpotEntity, Record<string, string | null | undefined>> = {
    contact: { firstname: name, email },
    company: { name },
    deal: { dealname: name, pipeline, dealstage: stage },
  };
  return without({ ...filled({ ...own[entity], hubspot_owner_id: ownerId }), ...fields }, 'phone');
}

/** A pipeline given without a stage: the deal stays where it is in that pipeline, else it goes to the first open stage. */
async function placeOf(work: Work, id: string, values: Properties): Promise<Properties> {
  if (!values.pipeline || values.dealstage) return values;
  const deal = await work.api.read('deals', id, { properties: ['pipeline'] });
  return deal?.properties.pipeline === values.pipeline
    ? without(values, 'pipeline')
    : withStage(work, values);
}

export const byHand = (work: Work): ByHand => ({
  check: known,
  mailed: ['contact'],
  hanging: ['deal'],
  linked: ['company', 'deal'],
  find: (query) => findRecords(work.api, work.links, query),
  async ofContact(_entity, contactId) {
    const deals = await dealsOf({ api: work.api, urgent: false }, [contactId]);
    return deals.map(({ id, properties }) => ({ id, open: properties.hs_is_closed !== 'true' }));
  },
  async create(step) {
    const { id, status } = await createRecord(work, step, knownTargets(step.links));
    return { id, created: status === 'created' };
  },
  async update(kind, id, input) {
    const { type, entity } = known(kind);
    const given = valuesOf(entity, input);
    const values = entity === 'deal' ? await placeOf(work, id, given) : given;
    if (Object.keys(values).length > 0)
      await updateRecord(work, type, id, values, said('doing.updateKind', { kind: said(`of.${entity}`) }));
  },
  async read(kind, id) {
    const { type, entity } = known(kind);
    const record = await work.api.read(type, id, { properties: WANTED[entity] });
    return record && { id: record.id, values: record.properties };
  },
  url: (entity, id) => work.links.url(entity, id),
});
