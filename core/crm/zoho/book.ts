/** Cache of an account's fields and stages, so that an event does not have to request them. One per account and process. */
import { setAtMost } from '../../http/set-at-most';
import type { Clock, HttpClient } from '../../http/types';
import type { EnsuredFields } from '../port';
import { asJson, listOf, textOf } from './errors';
import { paths } from './endpoints';
import { ownNames } from './own-fields';
import type { Layout } from './layouts';
import type { Module } from './modules';
import type { DealPipeline } from './pipelines';

/** Fields are asked again after this span: a person may have removed or added one. */
const LIVE_MS = 600_000;
/** Accounts remembered; a process serves a handful. */
const MAX_ACCOUNTS = 200;

export interface ApiField {
  api_name: string;
  field_label?: string;
  data_type?: string;
  length?: number;
  read_only?: boolean;
  field_read_only?: boolean;
  visible?: boolean;
  unique?: unknown;
  system_mandatory?: boolean;
  operation_type?: { api_create?: boolean; api_update?: boolean };
  pick_list_values?: { display_value: string; actual_value: string }[] | null;
}
interface Known {
  at: number;
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

/** Fields of a module. Throws CrmError. */
export async function readFieldList(http: HttpClient, module: Module): Promise<ApiField[]> {
  const request = { method: 'GET', path: paths.fields, query: { module } } as const;
  const { body } = await http.request(request, { action: `reading the fields of ${module}` });
  return fieldsIn(body);
}

export class Book {
  private readonly known = new Map<Module, Known>();
  private inside = true;
  private stageMap: { at: number; stages: Stages } | null = null;
  private readonly layoutLists = new Map<Module, { at: number; layouts: Layout[] }>();
  private places: { at: number; pipelines: DealPipeline[] } | null = null;
  /** Result of the last try to make our fields, so that a refusal is not asked for with every event. */
  private tried: { at: number; result: EnsuredFields } | null = null;

  constructor(private readonly clock: Pick<Clock, 'now'>) {}

  private fresh<T extends { at: number }>(entry: T | null | undefined): T | null {
    if (!entry) return null;
    const age = this.clock.now() - entry.at;
    return age >= 0 && age < LIVE_MS ? entry : null;
  }
  note(module: Module, fields: ApiField[]): void {
    this.known.set(module, {
      at: this.clock.now(),
      names: new Set(fields.map((field) => field.api_name)),
      unique: new Set(fields.filter(isUnique).map((field) => field.api_name)),
    });
  }
  /** Our fields the module surely lacks; none when nobody looked. */
  lacking(module: Module): string[] {
    const known = this.fresh(this.known.get(module));
    return known ? ownNames(module).filter((name) => !known.names.has(name)) : [];
  }
  /** False for a field the module surely lacks: organisations take away standard ones too. */
  mayHave(module: Module, name: string): boolean {
    return this.fresh(this.known.get(module))?.names.has(name) ?? true;
  }
  /** Our fields of the module as far as they may be there. */
  own(module: Module): string[] {
    const lacking = new Set(this.lacking(module));
    return ownNames(module).filter((name) => !lacking.has(name));
  }
  /** True or false when the field's uniqueness is known, null when nobody looked. */
  isUnique(module: Module, name: string): boolean | null {
    const known = this.fresh(this.known.get(module));
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
    return this.fresh(this.stageMap)?.stages ?? null;
  }
  noteStages(stages: Stages): void {
    this.stageMap = { at: this.clock.now(), stages };
  }
  /** Layouts of a module; null when nobody looked. */
  layouts(module: Module): Layout[] | null {
    return this.fresh(this.layoutLists.get(module))?.layouts ?? null;
  }
  noteLayouts(module: Module, layouts: Layout[]): void {
    this.layoutLists.set(module, { at: this.clock.now(), layouts });
  }
  /** Pipelines, once a deal was refused for want of one; null when nobody looked. */
  pipelines(): DealPipeline[] | null {
    return this.fresh(this.places)?.pipelines ?? null;
  }
  notePipelines(pipelines: DealPipeline[]): void {
    this.places = { at: this.clock.now(), pipelines };
  }
  lastTry(): EnsuredFields | null {
    return this.fresh(this.tried)?.result ?? null;
  }
  noteTry(result: EnsuredFields): void {
    this.tried = { at: this.clock.now(), result };
  }
  forget(module: Module): void {
    this.known.delete(module);
    this.tried = null;
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
