/** Cache of an account's fields and stages, so that an event does not have to request them. One per account and process. */
import { Recent } from '../../http/recent';
import { setAtMost } from '../../http/set-at-most';
import type { Clock, HttpClient } from '../../http/types';
import type { EnsuredFields } from '../port';
import { asJson, listOf, textOf } from './errors';
import { paths } from './endpoints';
import { ownNames } from './own-fields';
import type { Layout } from './layouts';
import type { Module } from './modules';
import type { DealPipeline } from './pipelines';
import { said } from '../../text/said';

/** Fields are asked again after this span: a person may have removed or added one. */
const LIVE_MS = 600_000;
/** Accounts remembered; a process serves a handful. */
const MAX_ACCOUNTS = 200;

export interface ApiField {
  id?: string;
  api_name: string;
  field_label?: string;
  data_type?: string;
  length?: number;
  read_only?: boolean;
  field_read_only?: boolean;
  visible?: boolean;
  /** Whether a layout has it. */
  type?: string;
  unique?: unknown;
  system_mandatory?: boolean;
  operation_type?: { api_create?: boolean; api_update?: boolean };
  pick_list_values?: { display_value: string; actual_value: string; type?: string }[] | null;
}
interface Known {
  names: Set<string>;
  unique: Set<string>;
}
/** Stage of a deal by name: true when it is closed. */
type Stages = Map<string, boolean>;

/** Zoho says `{}` or leaves it out for a field that is not unique. */
export const isUnique = ({ unique }: ApiField): boolean =>
  unique === true || Object.keys(asJson(unique)).length > 0;

export const fieldsIn = (body: unknown): ApiField[] =>
  listOf(asJson(body).fields).filter((field): field is ApiField => !!textOf(asJson(field).api_name));

/** Fields of a module, as long as a layout has them; `all`: of no layout too. Throws CrmError. */
export async function readFieldList(http: HttpClient, module: Module, type?: 'all'): Promise<ApiField[]> {
  const query = { module, ...(type ? { type } : {}) };
  const request = { method: 'GET', path: paths.fields, query } as const;
  const { body } = await http.request(request, { action: said('doing.readFields', { of: module }) });
  return fieldsIn(body);
}

export class Book {
  private readonly known = new Recent<Module, Known>(LIVE_MS, Infinity);
  private inside = true;
  private readonly layoutTries = new Recent<string, true>(LIVE_MS, Infinity);
  private readonly layoutLists = new Recent<Module, Layout[]>(LIVE_MS, Infinity);
  /** What an account has one of, by name. */
  private readonly stageMap = new Recent<'stages', Stages>(LIVE_MS, 1);
  private readonly places = new Recent<'pipelines', DealPipeline[]>(LIVE_MS, 1);
  /** Result of the last try to make our fields, so that a refusal is not asked for with every event. */
  private readonly tried = new Recent<'ownFields', EnsuredFields>(LIVE_MS, 1);

  constructor(private readonly clock: Pick<Clock, 'now'>) {}

  private knownOf(module: Module): Known | undefined {
    return this.known.get(module, this.clock.now());
  }
  note(module: Module, fields: ApiField[]): void {
    const names = new Set(fields.map((field) => field.api_name));
    const unique = new Set(fields.filter(isUnique).map((field) => field.api_name));
    this.known.set(module, { names, unique }, this.clock.now());
  }
  /** Our fields the module surely lacks; none when nobody looked. */
  lacking(module: Module): string[] {
    const known = this.knownOf(module);
    return known ? ownNames(module).filter((name) => !known.names.has(name)) : [];
  }
  /** False for a field the module surely lacks: organisations take away standard ones too. */
  mayHave(module: Module, name: string): boolean {
    return this.knownOf(module)?.names.has(name) ?? true;
  }
  /** Our fields of the module as far as they may be there. */
  own(module: Module): string[] {
    const lacking = new Set(this.lacking(module));
    return ownNames(module).filter((name) => !lacking.has(name));
  }
  /** True or false when the field's uniqueness is known, null when nobody looked. */
  isUnique(module: Module, name: string): boolean | null {
    const known = this.knownOf(module);
    return known ? known.unique.has(name) : null;
  }
  /** Reads the module's fields, so that `lacking` is sure. Throws CrmError. */
  async look(http: HttpClient, module: Module): Promise<ApiField[]> {
    const fields = await readFieldList(http, module);
    this.note(module, fields);
    return fields;
  }
  /** False once Zoho refused to tell fields inside a composite request. */
  looksInside(): boolean {
    return this.inside;
  }
  noteLookRefused(): void {
    this.inside = false;
  }
  stages(): Stages | null {
    return this.stageMap.get('stages', this.clock.now()) ?? null;
  }
  noteStages(stages: Stages): void {
    this.stageMap.set('stages', stages, this.clock.now());
  }
  /** Layouts of a module; null when nobody looked. */
  layouts(module: Module): Layout[] | null {
    return this.layoutLists.get(module, this.clock.now()) ?? null;
  }
  noteLayouts(module: Module, layouts: Layout[]): void {
    this.layoutLists.set(module, layouts, this.clock.now());
  }
  /** True when fields were to be added to the layout lately. */
  triedLayout(id: string): boolean {
    return this.layoutTries.get(id, this.clock.now()) === true;
  }
  noteLayoutTry(id: string): void {
    this.layoutTries.set(id, true, this.clock.now());
  }
  /** Pipelines, once a deal was refused for want of one; null when nobody looked. */
  pipelines(): DealPipeline[] | null {
    return this.places.get('pipelines', this.clock.now()) ?? null;
  }
  notePipelines(pipelines: DealPipeline[]): void {
    this.places.set('pipelines', pipelines, this.clock.now());
  }
  lastTry(): EnsuredFields | null {
    return this.tried.get('ownFields', this.clock.now()) ?? null;
  }
  noteTry(result: EnsuredFields): void {
    this.tried.set('ownFields', result, this.clock.now());
  }
  forget(module: Module): void {
    this.known.delete(module);
    this.tried.delete('ownFields');
  }
}

const books = new Map<string, Book>();
const unnamed = new WeakMap<HttpClient, Book>();

/** The book of the client's account; a client without account has one of its own. */
export function bookOf(http: HttpClient, clock: Pick<Clock, 'now'>): Book {
  const { account } = http;
  const known = account === undefined ? unnamed.get(http) : books.get(account);
  if (known) return known;
  const made = new Book(clock);
  if (account === undefined) {
    unnamed.set(http, made);
    return made;
  }
  setAtMost(books, account, made, MAX_ACCOUNTS);
  return made;
}
