/** Values of new records. Empty ones are left out so that nothing is set to emptiness. */
import { ATTRIBUTION_FIELDS, type Attribution } from '../../model/attribution';
import { clientKey } from '../../plan/keys';
import type { CreateStep, NewRecordValues } from '../../model/plan';
import { cut, shorten } from '../engine/text';
import { ATTRIBUTION_NAMES, CALL_ID, PHONE_KEY, STATE_KEY } from './own-fields';
import { OPEN_STAGE } from './defaults';
import type { Value, Values } from './types';

/** Longest values Salesforce takes; one more character and it refuses the record. */
export const MAX = { text: 255, lastName: 80, email: 80, phone: 40, dealName: 120, longText: 32_000 };

/** `@{` begins a reference inside a composite request and has no escape: text that holds it is taken apart. */
export const plain = (value: string): string => value.replaceAll('\u0000', '').replaceAll('@{', '@ {');

/** Takes candidates; returns those that hold something, safe in a composite request. */
export function filled(values: Record<string, Value | null | undefined>): Values {
  const entries = Object.entries(values).flatMap(([name, value]): [string, Value][] => {
    if (value === null || value === undefined) return [];
    if (typeof value !== 'string') return [[name, value]];
    return value.trim() ? [[name, plain(cut(value, MAX.longText))]] : [];
  });
  return Object.fromEntries(entries);
}

/** Fields of a person's or company's origin. */
export function attributionValues(attribution: Attribution): Values {
  return filled(
    Object.fromEntries(
      ATTRIBUTION_FIELDS.map((field) => [ATTRIBUTION_NAMES[field], cut(attribution[field] ?? '', MAX.text)]),
    ),
  );
}

/** What all new records have: owner, call, attribution, mapped fields (which win). */
function commonValues({ ownerId, callId, attribution, fields }: NewRecordValues): Values {
  return {
    ...filled({ OwnerId: ownerId, [CALL_ID]: callId }),
    ...attributionValues(attribution),
    ...filled(fields),
  };
}
const mail = (email: string | null): string | null => (email && email.length <= MAX.email ? email : null);
const number = (phone: string | null): string | null => phone && cut(phone, MAX.phone);

function leadValues({ values, stateKey }: CreateStep, company: string | null): Values {
  const { name, phone, email } = values;
  return filled({
    LastName: shorten(name, MAX.lastName),
    // Required; the account a lead is converted into gets this name.
    Company: shorten(company ?? name, MAX.text),
    Phone: number(phone),
    Email: mail(email),
    [PHONE_KEY]: clientKey(phone, email),
    [STATE_KEY]: stateKey,
  });
}
function contactValues({ values, key }: CreateStep): Values {
  const { name, phone, email } = values;
  return filled({
    LastName: shorten(name, MAX.lastName),
    Phone: number(phone),
    Email: mail(email),
    [PHONE_KEY]: clientKey(phone, email) ?? key,
  });
}
function companyValues({ values, key }: CreateStep): Values {
  const { name, phone } = values;
  return filled({
    Name: shorten(name, MAX.text),
    Phone: number(phone),
    [PHONE_KEY]: clientKey(phone, null) ?? key,
  });
}

/** A deal must have a day of closing; Salesforce's own web forms put a month ahead. */
const CLOSE_AFTER_MS = 30 * 24 * 60 * 60 * 1000;

function dealValues({ values, key, stateKey }: CreateStep, now: number): Values {
  const { name, callId, pipeline, stage } = values;
  const own = filled({
    Name: shorten(name, MAX.dealName),
    StageName: stage,
    CloseDate: new Date(now + CLOSE_AFTER_MS).toISOString().slice(0, 10),
    RecordTypeId: pipeline === ONLY_PIPELINE ? null : pipeline,
    [CALL_ID]: callId ?? key,
    [STATE_KEY]: stateKey,
  });
  return { StageName: OPEN_STAGE, ...own };
}
/** Stands for "the org has no record types"; never sent. */
export const ONLY_PIPELINE = 'default';

/** Takes a create step, the name of its company where known and the time (ms); returns what to write, links aside. */
export function recordValues(step: CreateStep, company: string | null, now: number): Values {
  const own = {
    lead: () => leadValues(step, company),
    contact: () => contactValues(step),
    company: () => companyValues(step),
    deal: () => dealValues(step, now),
  }[step.kind]();
  return { ...own, ...commonValues(step.values) };
}
