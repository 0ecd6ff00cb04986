import { HOME_COUNTRY, phoneForms, type Entity, type PhoneForms } from '../../../../core';
import { SetUpError } from '../../errors';
import type { ItemResult } from '../../items';
import { textOf, valueOf, type Run } from './run';

function phoneOf(run: Run): PhoneForms | null {
  const typed = textOf(run, 'phone');
  if (typed === null) return null;
  const forms = phoneForms(typed, (textOf(run, 'defaultCountry') ?? HOME_COUNTRY).toUpperCase());
  if (forms) return forms;
  throw new SetUpError(
    'The phone number cannot be read',
    'Write it with country code, e.g. +380671234567, or set Default Country.',
  );
}

/** Creates the record, or updates the one found by number or e-mail. Adds `record`. */
export async function upsertRecord(run: Run, entity: Entity): Promise<ItemResult> {
  const { values = [] } = valueOf<{ values?: { field: string; value: unknown }[] }>(run, 'fields', {});
  const phone = phoneOf(run);
  const contact = entity === 'contact';
  const deal = entity === 'deal';
  const record = await run.account.provider.createOrUpdate(
    entity,
    {
      phone: phone?.e164 ?? null,
      email: contact ? textOf(run, 'email') : null,
      name: textOf(run, 'recordName'),
      ownerId: textOf(run, 'ownerId'),
      contactId: deal || entity === 'lead' ? textOf(run, 'contactId') : null,
      pipeline: deal ? textOf(run, 'pipeline') : null,
      stage: deal ? textOf(run, 'stage') : null,
      fields: Object.fromEntries(values.map(({ field, value }) => [field, String(value ?? '')])),
    },
    phone,
  );
  return { json: { ...run.json, record: { entity, ...record } } };
}

/** Reads one record. Adds `record`, null when there is none. */
export async function getRecord(run: Run, entity: Entity): Promise<ItemResult> {
  const byId = valueOf<string>(run, 'findBy', 'phone') === 'id';
  const id = byId ? textOf(run, 'recordId') : null;
  const phone = byId ? null : phoneOf(run);
  if (id === null && phone === null) {
    throw new SetUpError('Nothing to look for', 'Fill the record ID or the phone number.');
  }
  const record = await run.account.provider.get(entity, phone ? { phone } : { id: id ?? '' });
  return { json: { ...run.json, record } };
}
