/** A write of one record: its values, the records it is linked to, the steps it carries out. */
import type { FoundRecord } from '../../model/record';
import type { CallRecordStep, CreateStep, PlanStep, RecordRef, TaskStep, UpdateStep } from '../../model/plan';
import { givenBy } from '../engine/mend';
import type { Write } from '../engine/write';
import { isCall, isCreate, isTask, isUpdate } from '../engine/steps';
import { changesOf, type Changes } from '../engine/changes';
import type { Links } from './links';
import { moduleOf, moduleOfStep, recordModule, type Module } from './modules';
import { attributionByField, attributionField, CALL_ID, PHONE_KEY, STATE_KEY, TASK_KEY } from './own-fields';
import { idOf } from './records';
import { callValues, describe, recordValues, taskValues, type Values } from './values';
import { said } from '../../text/said';

export interface Lookup {
  field: 'Account_Name' | 'Contact_Name' | 'Who_Id' | 'What_Id';
  ref: RecordRef;
}
export interface Part extends Write {
  /** Id of the sub-request. */
  ref: string;
  module: Module;
  values: Values;
  lookups: Lookup[];
  /** Steps it carries out; the first one is told of its failure. */
  steps: PlanStep[];
  /** Only sets a link of a record that another part or run made: no outcome of its own. */
  linkOnly?: true;
  /** Layout that the values name, once it was looked at, and what of ours it loses. */
  layout?: { id: string; lost: string[] };
}

/** Keys of a new record in the order they tell: present in its values and unique in Zoho. */
const KEYS: Record<Module, string[]> = {
  Leads: [STATE_KEY, CALL_ID],
  Contacts: [PHONE_KEY],
  Accounts: [PHONE_KEY],
  Deals: [STATE_KEY, CALL_ID],
  Calls: [CALL_ID],
  Tasks: [TASK_KEY],
};
export const keysOf = ({ module, values, layout }: Pick<Part, 'module' | 'values' | 'layout'>): string[] =>
  KEYS[module].filter((name) => typeof values[name] === 'string' && !layout?.lost.includes(name));
/** True for a new record of which Zoho keeps no key. */
export const isKeyless = (part: Part): boolean =>
  part.id === null && (part.layout?.lost.length ?? 0) > 0 && keysOf(part).length === 0;
/** The key a record is looked up by. */
export const mainKey = (module: Module): string => KEYS[module][0] ?? CALL_ID;

const refTo = (links: RecordRef[], entity: RecordRef['entity']): RecordRef | undefined =>
  links.find((ref) => ref.entity === entity);

/** An activity hangs on a contact (Who_Id) and on a deal or company (What_Id); on a lead alone (docs/reference/zoho.md#calls-tasks-links). */
export function activityLookups(links: RecordRef[]): Lookup[] {
  const deal = refTo(links, 'deal');
  const lead = deal ? undefined : refTo(links, 'lead');
  if (lead) return [{ field: 'What_Id', ref: lead }];
  const contact = refTo(links, 'contact');
  const what = deal ?? refTo(links, 'company');
  return [
    ...(contact ? [{ field: 'Who_Id' as const, ref: contact }] : []),
    ...(what ? [{ field: 'What_Id' as const, ref: what }] : []),
  ];
}

function recordLookups({ kind, links }: CreateStep): Lookup[] {
  const contact = kind === 'deal' ? refTo(links, 'contact') : undefined;
  const company = kind === 'deal' || kind === 'contact' ? refTo(links, 'company') : undefined;
  return [
    ...(contact ? [{ field: 'Contact_Name' as const, ref: contact }] : []),
    ...(company ? [{ field: 'Account_Name' as const, ref: company }] : []),
  ];
}

/** Zoho links no activity to a lead and a contact at once: the contact is named in the text (ZO-04). */
function besides(step: CallRecordStep | TaskStep, existing: FoundRecord[], url: Links): string | null {
  const contact = refTo(step.links, 'contact');
  if (!contact || !('id' in contact) || !refTo(step.links, 'lead') || refTo(step.links, 'deal')) return null;
  const known = existing.find(({ entity, id }) => entity === 'contact' && id === contact.id);
  const link = url('Contacts', contact.id) ?? `Contacts ${contact.id}`;
  return known?.name ? `${known.name}: ${link}` : link;
}

export function activityValues(step: CallRecordStep | TaskStep, existing: FoundRecord[], url: Links): Values {
  const values = isCall(step) ? callValues(step) : taskValues(step);
  const contact = besides(step, existing, url);
  if (contact === null) return values;
  return { ...values, Description: describe(String(values.Description ?? ''), [contact]) };
}

/** What the step sets. */
export function updateValues(step: UpdateStep): Values {
  if (step.kind === 'owner') return { Owner: { id: step.values.ownerId } };
  if (step.kind === 'phone') return { [step.values.field]: step.values.phone };
  if (step.kind === 'fields') return step.values;
  const values = Object.entries(attributionByField(step.values));
  return Object.fromEntries(values.filter(([, value]) => Boolean(value?.trim())));
}

/** What the fields held, as `existing` tells, and what they get. */
export function changesIn(step: UpdateStep, existing: FoundRecord[]): Changes {
  const after = Object.entries(updateValues(step)).map(([field, value]): [string, string] => [
    field,
    idOf(value) ?? String(value),
  ]);
  return changesOf(step, existing, Object.fromEntries(after), {
    owner: 'Owner',
    attribution: attributionField,
  });
}

/** Sub-request ids are letters, digits and underscores. */
const partId = (text: string): string => text.replace(/\W/g, '_');

export function updatePart(steps: UpdateStep[]): Part | null {
  const [first] = steps;
  if (!first) return null;
  const { entity, id } = first.target;
  const values: Values = Object.assign({}, ...steps.map(updateValues));
  return {
    ref: partId(`update_${entity}_${id}_${steps.length > 1 ? 'all' : first.kind}`),
    module: recordModule(entity),
    id,
    values,
    lookups: [],
    steps,
    given: givenBy(first),
    notes: [],
    action: said('doing.updateKind', { kind: said(`of.${entity}`) }),
  };
}

function createPart(step: CreateStep): Part {
  return {
    ref: partId(step.id),
    module: recordModule(step.kind),
    id: null,
    values: recordValues(step),
    lookups: recordLookups(step),
    steps: [step],
    given: step.values,
    notes: [],
    action: said('doing.createKind', { kind: said(`of.${step.kind}`) }),
  };
}

/** A company made beside a contact that is there already has to meet it. */
function contactOfCompany(step: CreateStep): Part | null {
  const contact = step.kind === 'company' ? refTo(step.links, 'contact') : undefined;
  if (!contact || !('id' in contact)) return null;
  return linkPart(step, 'Contacts', contact.id, [
    { field: 'Account_Name', ref: { entity: 'company', step: step.id } },
  ]);
}

/** Sets links of a record that is there. */
export function linkPart(step: PlanStep, module: Module, id: string, lookups: Lookup[]): Part {
  return {
    ref: partId(`link_${step.id}`),
    module,
    id,
    values: {},
    lookups,
    steps: [step],
    linkOnly: true,
    given: {},
    notes: [],
    action: said('doing.linkOne', { of: module }),
  };
}

/**
 * Tasks, then the call record. A replay takes a call for done by its key on an activity (seen.ts), and a plan cut after
 * five parts is not: only the last activity carries that key, for all others the key of their own is enough.
 */
function activityParts(steps: PlanStep[], existing: FoundRecord[], url: Links): Part[] {
  const ordered = [...steps.filter(isTask), ...steps.filter(isCall)];
  return ordered.map((step, at): Part => {
    const values = activityValues(step, existing, url);
    if (at < ordered.length - 1) delete values[CALL_ID];
    return {
      ref: partId(step.id),
      module: moduleOfStep(step),
      id: null,
      values,
      lookups: activityLookups(step.links),
      steps: [step],
      given: step.values,
      notes: [],
      action: isCall(step) ? said('doing.writeCall') : said('doing.createKind', { kind: said('of.task') }),
    };
  });
}

/** Takes the plan's steps; returns the writes in an order in which each finds what it hangs on. */
export function partsOf(steps: PlanStep[], existing: FoundRecord[], url: Links): Part[] {
  const groups = new Map<string, UpdateStep[]>();
  for (const step of steps.filter(isUpdate)) {
    // A refused number is left out of what goes with it, and would look given.
    const key = `${step.target.entity} ${step.target.id} ${step.kind === 'phone'}`;
    groups.set(key, [...(groups.get(key) ?? []), step]);
  }
  const creates = steps.filter(isCreate);
  return [
    ...creates.map(createPart),
    ...creates.flatMap((step) => contactOfCompany(step) ?? []),
    ...[...groups.values()].flatMap((group) => updatePart(group) ?? []),
    ...activityParts(steps, existing, url),
  ];
}

/** Name of the module a lookup points to, for `$se_module`. */
export const seModule = (ref: RecordRef): Module => moduleOf(ref.entity);
