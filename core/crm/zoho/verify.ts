/** A search returns too much, so every result is compared here with the number, e-mail or client id (docs/reference/product.md#finding-by-number). */
import type { PhoneForms } from '../../phone/types';
import { carriesNumber } from '../engine/carries';
import { textOf } from './errors';
import { PHONE_FIELDS, type Module } from './modules';
import { attributionField } from './own-fields';
import type { ApiRecord } from './records';

/** True when the record really has the number in one of its phone fields. */
export function hasNumber(module: Module, record: ApiRecord, phone: PhoneForms): boolean {
  const fields = PHONE_FIELDS[module] ?? [];
  return carriesNumber(
    fields.map((field) => textOf(record[field])),
    phone,
  );
}

export const hasEmail = (record: ApiRecord, email: string): boolean =>
  textOf(record.Email).toLowerCase() === email.trim().toLowerCase();

export const hasClientId = (record: ApiRecord, clientId: string): boolean =>
  textOf(record[attributionField('google_client_id')]) === clientId;
