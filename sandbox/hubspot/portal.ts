import type { SandboxClock } from '../common/types';
import { typesBetween, type AssociationType } from './association-types';
import { DEFAULT_DEAL_PIPELINES, DEFAULT_LEAD_PIPELINES, DEFAULT_OWNERS } from './defaults';
import { calculated } from './calculated';
import { SearchIndex } from './search-index';
import { fieldTypeOf, standardGroup, standardProperties } from './standard-properties';
import type {
  CustomProperty,
  FakeHubSpotOptions,
  FakeOwner,
  FakePipeline,
  HubSpotType,
  Properties,
  PropertyDef,
  Stored,
} from './types';

export interface Link {
  to: HubSpotType;
  toId: string;
  typeId: number;
}
export const TYPES: HubSpotType[] = ['contacts', 'companies', 'deals', 'leads', 'calls', 'tasks', 'notes'];

function custom(
  type: HubSpotType,
  { name, unique, type: kind = 'string', options }: CustomProperty,
): PropertyDef {
  return {
    name,
    label: name,
    type: kind,
    fieldType: fieldTypeOf(kind),
    groupName: standardGroup(type),
    description: '',
    options: options ?? [],
    unique: unique ?? false,
    readOnly: false,
    standard: false,
  };
}

/** The account behind the fake: records, links, property definitions, people, and the lagging index. */
export class Portal {
  readonly records = new Map<HubSpotType, Map<string, Stored>>();
  readonly definitions = new Map<HubSpotType, Map<string, PropertyDef>>();
  readonly groups = new Map<HubSpotType, Map<string, string>>();
  readonly links = new Map<string, Link[]>();
  readonly index = new SearchIndex();
  readonly owners: FakeOwner[];
  readonly dealPipelines: FakePipeline[];
  readonly leadPipelines: FakePipeline[];
  /** Properties a person made required for new records, with the values of others under which they are. */
  private readonly obligatory = new Map<HubSpotType, { name: string; when: Properties }[]>();
  private nextId = 70151;

  constructor(
    readonly options: FakeHubSpotOptions,
    readonly clock: SandboxClock,
    private readonly lagMs: () => number,
  ) {
    this.owners = structuredClone(options.owners ?? DEFAULT_OWNERS);
    this.dealPipelines = structuredClone(options.dealPipelines ?? DEFAULT_DEAL_PIPELINES);
    this.leadPipelines = structuredClone(options.leadPipelines ?? DEFAULT_LEAD_PIPELINES);
    for (const type of TYPES) {
      this.records.set(type, new Map());
      const own = (options.properties?.[type] ?? []).map((property) => custom(type, property));
      this.definitions.set(
        type,
        new Map([...standardProperties(type), ...own].map((def) => [def.name, def])),
      );
      this.groups.set(type, new Map([[standardGroup(type), standardGroup(type)]]));
    }
  }

  table(type: HubSpotType): Map<string, Stored> {
    return this.records.get(type) ?? new Map<string, Stored>();
  }
  defs(type: HubSpotType): Map<string, PropertyDef> {
    return this.definitions.get(type) ?? new Map<string, PropertyDef>();
  }
  pipelines(type: HubSpotType): FakePipeline[] {
    return type === 'deals' ? this.dealPipelines : type === 'leads' ? this.leadPipelines : [];
  }
  /** What a record with these values must have a value in. */
  required(type: HubSpotType, values: Properties = {}): string[] {
    const due = (this.obligatory.get(type) ?? []).filter(({ when }) =>
      Object.entries(when).every(([name, value]) => values[name] === value),
    );
    return due.map(({ name }) => name);
  }
  /** Makes the property, if it is not there, and wants a value in every new record, or in those with the values `when`. */
  require(type: HubSpotType, name: string, when: Properties = {}): void {
    const defs = this.defs(type);
    if (!defs.has(name)) defs.set(name, custom(type, { name }));
    this.obligatory.set(type, [...(this.obligatory.get(type) ?? []), { name, when }]);
  }
  /** A living record by id, or by the value of a property. */
  find(type: HubSpotType, id: string, idProperty = 'hs_object_id'): Stored | undefined {
    const table = this.table(type);
    const byId = idProperty === 'hs_object_id';
    const record = byId
      ? table.get(id)
      : [...table.values()].find((row) => !row.archived && same(row.properties[idProperty], id));
    return record?.archived ? undefined : record;
  }
  insert(type: HubSpotType, properties: Properties, fixed: { id?: string; createdAt?: number } = {}): Stored {
    const id = fixed.id ?? this.freeId();
    const at = fixed.createdAt ?? this.clock.now();
    const record: Stored = { id, type, properties: {}, createdAt: at, updatedAt: at, archived: false };
    this.table(type).set(id, record);
    this.assign(record, properties);
    record.updatedAt = at;
    return record;
  }
  /** Writes values ("" removes one) and moves the time of the last change. */
  assign(record: Stored, properties: Properties): void {
    for (const [name, value] of Object.entries(properties)) {
      if (value === '') delete record.properties[name];
      else record.properties[name] = value;
    }
    record.updatedAt = this.clock.now();
  }
  archive(record: Stored): void {
    record.archived = true;
    this.reindex(record);
  }
  /** Links both ways; the same link twice is one. */
  link(from: Stored, to: Stored, type: AssociationType): void {
    this.addLink(from, { to: to.type, toId: to.id, typeId: type.id });
    this.addLink(to, { to: from.type, toId: from.id, typeId: type.back });
  }
  /** Types a default association gets: the plain one, and the primary one while the record has no primary yet. */
  defaultTypes(from: Stored, to: HubSpotType): AssociationType[] {
    const taken = (id: number): boolean => this.linksOf(from).some((link) => link.typeId === id);
    return typesBetween(from.type, to).filter((type) => !type.primary || !taken(type.id));
  }
  linksOf(record: Stored): Link[] {
    const living = (link: Link): boolean => this.find(link.to, link.toId) !== undefined;
    return (this.links.get(`${record.type}:${record.id}`) ?? []).filter(living);
  }
  /** Stored and calculated values together. */
  values(record: Stored): Properties {
    return { ...record.properties, ...calculated(this, record) };
  }
  reindex(record: Stored, lagMs = this.lagMs()): void {
    const links = new Map<HubSpotType, Set<string>>();
    for (const link of this.linksOf(record)) {
      links.set(link.to, (links.get(link.to) ?? new Set()).add(link.toId));
    }
    const { id, type, createdAt, updatedAt } = record;
    const entry = record.archived
      ? null
      : { id, type, properties: this.values(record), createdAt, updatedAt, links };
    this.index.put(type, id, entry, this.clock.now() + lagMs);
  }

  /** Remembers records and links of a type; the returned function puts them back (a batch that fails as a whole). */
  snapshot(type: HubSpotType): () => void {
    const rows = structuredClone([...this.table(type)]);
    const links = structuredClone([...this.links]);
    const created = (id: string): boolean => !rows.some(([known]) => known === id);
    return () => {
      for (const [id, row] of this.table(type)) {
        if (created(id)) this.archive(row);
      }
      this.records.set(type, new Map(rows));
      this.links.clear();
      for (const [key, list] of links) this.links.set(key, list);
    };
  }

  private addLink(from: Stored, link: Link): void {
    const key = `${from.type}:${from.id}`;
    const list = this.links.get(key) ?? [];
    if (list.some((other) => other.typeId === link.typeId && other.toId === link.toId)) return;
    this.links.set(key, [...list, link]);
  }
  private freeId(): string {
    this.nextId += 1;
    while (TYPES.some((type) => this.table(type).has(String(this.nextId)))) this.nextId += 1;
    return String(this.nextId);
  }
}

/** Unique values are compared without regard to case. */
export function same(a: string | undefined, b: string): boolean {
  return a !== undefined && a.toLowerCase() === b.toLowerCase();
}
