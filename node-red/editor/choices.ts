import type { CrmField } from '../../core/model/record';
import type { CrmPipeline, CrmUser } from '../../core/crm/port';
import { ask, chosen } from './load';
import type { Choice } from './select';

/** What the dialogs ask of an account; one question each while a dialog is open. */
export class AccountChoices {
  private readonly answers = new Map<string, Promise<unknown>>();
  /** `settings`: those of the node that only this CRM has; lists may depend on them (NetHunt: its stages are typed there). */
  constructor(
    private readonly account: () => unknown,
    private readonly settings: () => Record<string, unknown> = () => ({}),
  ) {}

  users(): Promise<CrmUser[]> {
    return this.once('users');
  }
  pipelines(): Promise<CrmPipeline[]> {
    return this.once('pipelines');
  }
  fields(entity: string): Promise<CrmField[]> {
    return this.once(`fields/${entity}`);
  }
  /** A list that a setting of the CRM names. */
  lists(name: string): Promise<Choice[]> {
    return this.once(`lists/${encodeURIComponent(name)}`);
  }
  forget(): void {
    this.answers.clear();
  }

  private once<T>(what: string): Promise<T[]> {
    const id = this.account();
    if (!chosen(id)) return Promise.resolve([]);
    const own = this.settings();
    const asked = Object.keys(own).length > 0 ? `?settings=${encodeURIComponent(JSON.stringify(own))}` : '';
    const path = `ringostat/account/${encodeURIComponent(id)}/${what}${asked}`;
    const running = this.answers.get(path) ?? ask<T[]>(path);
    this.answers.set(path, running);
    return running as Promise<T[]>;
  }
}

/** Who has left gets no records any more; a stored choice stays (fillSelect). */
export const userChoices = (users: CrmUser[]): Choice[] =>
  users
    .filter(({ active }) => active)
    .map((user) => ({ value: user.id, label: user.email ? `${user.name} (${user.email})` : user.name }));
export const pipelineChoices = (pipelines: CrmPipeline[]): Choice[] =>
  pipelines.map(({ id, name }) => ({ value: id, label: name }));
export const stageChoices = (pipelines: CrmPipeline[], pipeline: string): Choice[] =>
  (pipelines.find(({ id }) => id === pipeline)?.stages ?? []).map(({ id, name }) => ({
    value: id,
    label: name,
  }));
export const fieldChoices = (fields: CrmField[]): Choice[] =>
  fields
    .filter(({ writable }) => writable)
    .map(({ name, label }) => ({ value: name, label: `${label} (${name})` }));
