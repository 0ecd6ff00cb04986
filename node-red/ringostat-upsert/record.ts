import { NodeError, phoneForms, type Entity, type PhoneForms } from '../host/product';
import type { Run } from './run';

async function phone(run: Run): Promise<PhoneForms | null> {
  const typed = await run.value('phone');
  if (typed === null) return null;
  const forms = phoneForms(typed, run.settings.defaultCountry);
  if (!forms) throw new NodeError('badNumber', { number: typed });
  return forms;
}

/** Creates the record, or updates the one found by number (contact, company) or by e-mail. Adds `payload.record`. */
export async function upsertRecord(run: Run, entity: Entity): Promise<void> {
  const fields: Record<string, string> = {};
  for (const typed of run.settings.fields) {
    const value = await run.typed(typed);
    if (value !== null) fields[typed.field] = value;
  }
  const record = await run.account.provider.createOrUpdate(
    entity,
    {
      phone: (await phone(run))?.e164 ?? null,
      email: await run.value('email'),
      name: await run.value('recordName'),
      ownerId: await run.value('ownerId'),
      contactId: await run.value('contactId'),
      pipeline: run.settings.pipeline || null,
      stage: run.settings.stage || null,
      fields,
    },
    await phone(run),
  );
  run.finish(
    { ...run.payload, record: { entity, ...record } },
    run.text(record.created ? 'created' : 'updated'),
  );
}

/** Reads one record by id, else by number. Adds `payload.record`, null when there is none. */
export async function getRecord(run: Run, entity: Entity): Promise<void> {
  const id = await run.value('recordId');
  const forms = id === null ? await phone(run) : null;
  if (id === null && forms === null) throw new NodeError('idOrNumber');
  const record = await run.account.provider.get(entity, forms ? { phone: forms } : { id: id ?? '' });
  run.finish({ ...run.payload, record }, run.text(record ? 'found' : 'notFound'));
}
