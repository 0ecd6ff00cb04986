import type { SandboxClock } from '../common/types';
import { DEFAULT_DEAL_LAYOUTS, DEFAULT_USERS, PLAIN_LAYOUT_IDS } from './defaults';
import { customField } from './field-defs';
import { SearchIndex } from './search-index';
import { standardFields } from './standard-fields';
import {
  MODULES,
  type FakeLayout,
  type FakePipeline,
  type FakeUser,
  type FakeZohoOptions,
  type LayoutRules,
  type PlainLayout,
  type Stored,
  type Values,
  type ZohoModule,
  type FieldDef,
} from './types';

/** The organisation behind the fake: records, fields, people, layouts, and the lagging index. */
export class Org {
  readonly records = new Map<ZohoModule, Map<string, Stored>>();
  readonly fields = new Map<ZohoModule, Map<string, FieldDef>>();
  readonly users: FakeUser[];
  readonly dealLayouts: FakeLayout[];
  readonly attachments = new Map<string, { id: string; title: string; url: string | null }[]>();
  readonly index = new SearchIndex();
  /** By layout id. */
  private readonly rules = new Map<string, LayoutRules>();
  /** Records that a running transaction does not see: others made them since it began. */
  private hidden: ReadonlySet<string> = new Set();
  private nextId = 333_000;

  constructor(
    readonly options: FakeZohoOptions,
    readonly clock: SandboxClock,
    private readonly lagMs: () => number,
  ) {
    this.users = structuredClone(options.users ?? DEFAULT_USERS);
    this.dealLayouts = structuredClone(options.dealLayouts ?? DEFAULT_DEAL_LAYOUTS);
    for (const module of MODULES) {
      this.records.set(module, new Map());
      const defs = [...standardFields(module), ...(options.fields?.[module] ?? []).map(customField)];
      for (const def of defs) def.mandatory ||= options.required?.[module]?.includes(def.name) ?? false;
      this.fields.set(module, new Map(defs.map((def) => [def.name, def])));
    }
  }

  table(module: ZohoModule): Map<string, Stored> {
    return this.records.get(module) ?? new Map<string, Stored>();
  }
  defs(module: ZohoModule): Map<string, FieldDef> {
    return this.fields.get(module) ?? new Map<string, FieldDef>();
  }
  /** Living records, oldest id first. */
  living(module: ZohoModule): Stored[] {
    return [...this.table(module).values()].filter(({ deleted }) => !deleted).sort(byId);
  }
  /** Living records that a query sees. */
  visible(module: ZohoModule): Stored[] {
    return this.living(module).filter(({ id }) => !this.hidden.has(id));
  }
  /** Ids of all records. */
  ids(): Set<string> {
    return new Set([...this.records.values()].flatMap((table) => [...table.keys()]));
  }
  /** Runs a transaction that began when there were these records only; its own ones it sees. */
  since<T>(begun: ReadonlySet<string>, run: () => T): T {
    this.hidden = new Set([...this.ids()].filter((id) => !begun.has(id)));
    try {
      return run();
    } finally {
      this.hidden = new Set();
    }
  }
  find(module: ZohoModule, id: string): Stored | undefined {
    const record = this.table(module).get(id);
    return record?.deleted ? undefined : record;
  }
  activeUser(id: string): FakeUser | undefined {
    return this.users.find((user) => user.id === id && user.active);
  }
  /** Who the token belongs to. */
  get me(): FakeUser {
    return this.users[0] ?? { id: '0', name: 'API', email: 'api@example.com', active: true };
  }
  layouts(module: ZohoModule): PlainLayout[] {
    if (module === 'Deals') return this.dealLayouts;
    const first = { id: PLAIN_LAYOUT_IDS[module], name: 'Standard' };
    return [first, ...(this.options.moreLayouts?.[module] ?? [])];
  }
  layoutRules(layoutId: string): LayoutRules {
    const known = this.rules.get(layoutId) ?? { lacks: new Set(), required: new Set(), hidden: new Map() };
    this.rules.set(layoutId, known);
    return known;
  }
  /** Fields a layout shows and takes, as it has them. */
  layoutFields(module: ZohoModule, layoutId: string): FieldDef[] {
    const { lacks, required } = this.layoutRules(layoutId);
    return [...this.defs(module).values()]
      .filter(({ name }) => !lacks.has(name))
      .map((def) => (required.has(def.name) ? { ...def, mandatory: true } : def));
  }
  /** Fields that at least one layout has; the vendor calls the others unused. */
  usedFields(module: ZohoModule): FieldDef[] {
    const layouts = this.layouts(module).map(({ id }) => this.layoutRules(id));
    return [...this.defs(module).values()].filter(({ name }) =>
      layouts.some(({ lacks }) => !lacks.has(name)),
    );
  }
  isUnused(module: ZohoModule, name: string): boolean {
    return !this.usedFields(module).some((def) => def.name === name);
  }
  get pipelines(): FakePipeline[] {
    return this.dealLayouts.flatMap(({ pipelines }) => pipelines);
  }
  /** Stages of all pipelines, each name once. */
  get stageNames(): string[] {
    return [...new Set(this.pipelines.flatMap(({ stages }) => stages.map(({ name }) => name)))];
  }

  insert(
    module: ZohoModule,
    values: Values,
    fixed: { id?: string | undefined; createdAt?: number | undefined; updatedAt?: number | undefined } = {},
  ): Stored {
    const at = fixed.createdAt ?? this.clock.now();
    const id = fixed.id ?? this.freeId();
    const updatedAt = fixed.updatedAt ?? at;
    const record: Stored = { id, module, values: { ...values }, createdAt: at, updatedAt, deleted: false };
    this.table(module).set(id, record);
    return record;
  }
  assign(record: Stored, values: Values): void {
    Object.assign(record.values, values);
    record.updatedAt = this.clock.now();
  }
  delete(record: Stored): void {
    record.deleted = true;
    this.reindex(record);
  }
  /** Lets search see the record's state, after the lag unless told. */
  reindex(record: Stored, lagMs = this.lagMs()): void {
    this.index.put(record, this.clock.now() + lagMs);
  }
  /** A point to return to (rollback of a composite). Ids are not given twice. */
  mark(): () => void {
    const tables = structuredClone([...this.records]);
    const index = this.index.mark();
    return () => {
      for (const [module, table] of tables) this.records.set(module, table);
      index();
    };
  }
  freeId(): string {
    this.nextId += 1;
    return `4876876000000${this.nextId}`;
  }
}

/** Ids are whole numbers too long for a JavaScript number. */
export function byId(a: { id: string }, b: { id: string }): number {
  return a.id.length - b.id.length || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}
export const isModule = (name: string): name is ZohoModule => MODULES.some((module) => module === name);
