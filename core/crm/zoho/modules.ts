/** Zoho's modules and the product's words for them. */
import type { Entity, PlanStep } from '../../model/plan';
import { isUpdate } from '../engine/steps';

export type RecordModule = 'Leads' | 'Contacts' | 'Accounts' | 'Deals';
export type ActivityModule = 'Calls' | 'Tasks';
export type Module = RecordModule | ActivityModule;

/** A note is written as a task. */
const MODULES: Record<Entity | 'callRecord' | 'task' | 'note', Module> = {
  lead: 'Leads',
  contact: 'Contacts',
  company: 'Accounts',
  deal: 'Deals',
  callRecord: 'Calls',
  task: 'Tasks',
  note: 'Tasks',
};

export const recordModule = (entity: Entity): RecordModule => MODULES[entity] as RecordModule;
export const moduleOf = (entity: Entity | 'callRecord' | 'task'): Module => MODULES[entity];

/** Module a step writes to. */
export const moduleOfStep = (step: PlanStep): Module =>
  isUpdate(step) ? MODULES[step.target.entity] : MODULES[step.kind];

/** Field that holds the name of a record. */
export const NAME_FIELD: Record<Module, string> = {
  Leads: 'Last_Name',
  Contacts: 'Last_Name',
  Accounts: 'Account_Name',
  Deals: 'Deal_Name',
  Calls: 'Subject',
  Tasks: 'Subject',
};
/** Fields of the phone type (docs/reference/zoho.md#finding). */
export const PHONE_FIELDS: Partial<Record<Module, string[]>> = {
  Leads: ['Phone', 'Mobile'],
  Contacts: ['Phone', 'Mobile', 'Home_Phone', 'Other_Phone', 'Asst_Phone'],
  Accounts: ['Phone'],
};
