import type { SandboxClock } from '../common/types';
import { calculated } from './calculated';
import { makeId, readId } from './ids';
import { sharingOf, defaultLists, type ListSeed } from './org-data';
import { Schema } from './schema/schema';
import type { ObjectDef } from './schema/types';
import type { FakeSalesforceOptions, Row, Value, Values } from './types';

/** Everything one org holds. Knows nothing of rights, rules or HTTP. */
export class Org {
  readonly schema: Schema;
  readonly unlisted: NonNullable<FakeSalesforceOptions['unlisted']>;
  private tables = new Map<string, Map<string, Row>>();
  private counters = new Map<string, number>();

  constructor(
    options: FakeSalesforceOptions,
    readonly clock: SandboxClock,
  ) {
    this.unlisted = options.unlisted ?? 'refused';
    const typed = [
      ...((options.recordTypes ?? []).length > 0 ? ['Opportunity'] : []),
      ...(options.personAccounts ? ['Account'] : []),
    ];
    this.schema = new Schema(typed, clock);
    if (options.personAccounts)
      this.schema.add('RecordType', { name: 'IsPersonType', type: 'boolean' }, true);
    for (const [object, fields] of Object.entries(options.fields ?? {}))
      for (const field of fields) this.schema.add(object, field, true);
    for (const { object, id, values } of defaultLists(options) satisfies ListSeed[])
      this.insert(object, values, { id });
  }

  /** The sharing default of the organisation keeps records of the object to their owners. */
  isPrivate(object: string): boolean {
    const [organisation] = this.rows('Organization');
    return organisation?.values[`Default${object}Access`] === 'None';
  }
  keepPrivate(objects: string[]): void {
    for (const row of this.rows('Organization')) this.assign(row, sharingOf(objects));
  }
  /** All rows of an object, oldest first, deleted ones too. */
  rows(object: string): Row[] {
    return [...(this.tables.get(object)?.values() ?? [])];
  }
  /** The row of this id, deleted or not. */
  get(id: unknown): Row | undefined {
    const long = readId(id);
    const object = long === null ? undefined : this.schema.byId(long);
    return object && long !== null ? this.tables.get(object.name)?.get(long) : undefined;
  }
  live(id: unknown): Row | undefined {
    const row = this.get(id);
    return row && !row.deleted ? row : undefined;
  }
  /** Value as it is read: stored, calculated, or null. Ids and dates of the system included. */
  value(row: Row, field: string): Value {
    const known = calculated(this, row, field);
    return known !== undefined ? known : (row.values[field] ?? null);
  }
  insert(object: string, values: Values, { id, at }: { id?: string; at?: number } = {}): Row {
    const { name, prefix } = this.schema.need(object);
    const now = at ?? this.clock.now();
    const row: Row = {
      id: (id === undefined ? null : readId(id)) ?? this.nextId(prefix),
      object: name,
      values: { ...values },
      deleted: false,
      createdAt: now,
      changedAt: now,
    };
    const table = this.tables.get(name) ?? new Map<string, Row>();
    this.tables.set(name, table.set(row.id, row));
    return row;
  }
  assign(row: Row, values: Values): void {
    Object.assign(row.values, values);
    row.changedAt = this.clock.now();
  }
  /** Deletes a record with its children: contacts and deals of an account, activities and roles of a person. */
  remove(row: Row): void {
    if (row.deleted) return;
    row.deleted = true;
    row.changedAt = this.clock.now();
    const { children } = this.schema.need(row.object);
    for (const [object, field] of Object.values(children))
      for (const child of this.rows(object)) if (child.values[field] === row.id) this.remove(child);
  }
  /** Finds live rows whose field has the value, letter case aside. */
  where(object: ObjectDef, field: string, value: Value): Row[] {
    const wanted = String(value).toLowerCase();
    return this.rows(object.name).filter(
      (row) => !row.deleted && String(row.values[field] ?? '').toLowerCase() === wanted,
    );
  }
  /** Everything that a rollback brings back; ids given meanwhile are not given again. */
  snapshot(): () => void {
    const copy = new Map(
      [...this.tables].map(([name, rows]) => [
        name,
        new Map([...rows].map(([id, row]) => [id, { ...row, values: { ...row.values } }])),
      ]),
    );
    return () => void (this.tables = copy);
  }
  private nextId(prefix: string): string {
    const next = (this.counters.get(prefix) ?? 0) + 1;
    this.counters.set(prefix, next);
    const id = makeId(prefix, next);
    return this.get(id) ? this.nextId(prefix) : id;
  }
}
