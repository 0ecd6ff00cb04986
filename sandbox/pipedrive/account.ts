import { createHash, randomUUID } from 'node:crypto';
import type { SandboxClock } from '../common/types';
import { USUAL_RULES } from './account-rules';
import { DEFAULT_PIPELINES, DEFAULT_USERS } from './defaults';
import { SearchIndex } from './search-index';
import { standardFields } from './standard-fields';
import type {
  CustomField,
  FakeField,
  FakePipedriveOptions,
  FakePipeline,
  FakeRecording,
  FakeUser,
  FieldOwner,
  PipedriveType,
  Row,
  Values,
  AccountRules,
} from './types';

export const TYPES: PipedriveType[] = ['person', 'organization', 'deal', 'lead', 'activity', 'callLog'];
const OWNERS: FieldOwner[] = ['deal', 'person', 'organization', 'activity'];
const FIRST_ID = 500;

/** Whose fields a record has; activities and call logs have no custom ones. */
export function fieldOwner(type: PipedriveType): FieldOwner | null {
  if (type === 'lead') return 'deal';
  return type === 'activity' || type === 'callLog' ? null : type;
}

/** One company account: records, fields, people and pipelines. Knows nothing of HTTP. */
export class Account {
  private readonly tables = new Map<PipedriveType, Map<string, Row>>(TYPES.map((type) => [type, new Map()]));
  private readonly fieldTables = new Map<FieldOwner, FakeField[]>(
    OWNERS.map((owner) => [owner, standardFields(owner)]),
  );
  readonly recordings = new Map<string, FakeRecording>();
  /** Deal by conversion of a lead. */
  readonly conversions = new Map<string, { leadId: string; dealId: number }>();
  readonly index = new SearchIndex();
  readonly users: FakeUser[];
  readonly pipelines: FakePipeline[];
  readonly rules: AccountRules;
  private nextId = FIRST_ID;

  constructor(
    options: FakePipedriveOptions,
    readonly clock: SandboxClock,
    private readonly lagMs: () => number,
  ) {
    this.users = structuredClone(options.users ?? DEFAULT_USERS);
    this.pipelines = structuredClone(options.pipelines ?? DEFAULT_PIPELINES);
    this.rules = { ...structuredClone(USUAL_RULES), ...options.rules };
    for (const owner of OWNERS)
      for (const field of options.fields?.[owner] ?? []) this.addField(owner, field);
  }

  table(type: PipedriveType): Map<string, Row> {
    return this.tables.get(type) ?? new Map<string, Row>();
  }
  /** Deleted ones included. */
  find(type: PipedriveType, id: unknown): Row | undefined {
    return this.table(type).get(String(id));
  }
  /** In order of id, deleted ones left out. */
  living(type: PipedriveType): Row[] {
    const rows = [...this.table(type).values()].filter((row) => !row.deleted);
    return typeof rows[0]?.id === 'number' ? rows.sort((a, b) => Number(a.id) - Number(b.id)) : rows;
  }
  insert(
    type: PipedriveType,
    values: Values,
    custom: Values = {},
    fixed: { id?: Row['id']; addTime?: number } = {},
  ): Row {
    const addTime = fixed.addTime ?? this.clock.now();
    const id = fixed.id ?? this.freeId(type);
    const row: Row = { type, id, values, custom, addTime, updateTime: addTime, deleted: false };
    this.table(type).set(String(id), row);
    this.reindex(row);
    return row;
  }
  assign(row: Row, values: Values, custom: Values = {}): void {
    Object.assign(row.values, values);
    Object.assign(row.custom, custom);
    row.updateTime = this.clock.now();
    this.reindex(row);
  }
  remove(row: Row): void {
    row.deleted = true;
    row.updateTime = this.clock.now();
    this.reindex(row);
  }
  reindex(row: Row, lagMs = this.lagMs()): void {
    this.index.put(row, this.clock.now() + lagMs);
  }

  fields(owner: FieldOwner): FakeField[] {
    return this.fieldTables.get(owner) ?? [];
  }
  field(owner: FieldOwner, nameOrCode: string): FakeField | undefined {
    return this.fields(owner).find(({ name, code }) => code === nameOrCode || name === nameOrCode);
  }
  customFieldCount(): number {
    return OWNERS.flatMap((owner) => this.fields(owner)).filter(({ custom }) => custom).length;
  }
  /** Makes a custom field, also when one of that name is there, as the vendor does; returns it. */
  addField(owner: FieldOwner, { name, type = 'varchar', code, options }: CustomField): FakeField {
    const field: FakeField = {
      name,
      code: code ?? createHash('sha1').update(`${owner} ${name} ${randomUUID()}`).digest('hex'),
      type,
      options: options?.map((label) => ({ id: this.number(), label })) ?? null,
      custom: true,
      more: {},
      required: false,
    };
    this.fields(owner).push(field);
    return field;
  }
  /** Deletes a custom field with its values. */
  removeField(owner: FieldOwner, nameOrCode: string): void {
    const field = this.field(owner, nameOrCode);
    if (!field?.custom) return;
    this.fieldTables.set(
      owner,
      this.fields(owner).filter((other) => other !== field),
    );
    for (const type of TYPES) {
      if (fieldOwner(type) === owner)
        for (const row of this.table(type).values()) delete row.custom[field.code];
    }
  }

  user(id: unknown): FakeUser | undefined {
    return this.users.find((user) => user.id === id);
  }
  stage(id: unknown): { pipeline: FakePipeline; id: number; name: string } | undefined {
    for (const pipeline of this.pipelines) {
      const stage = pipeline.stages.find((one) => one.id === id);
      if (stage) return { pipeline, ...stage };
    }
    return undefined;
  }
  /** A number no record has. */
  number(): number {
    this.nextId += 1;
    return this.nextId;
  }

  private freeId(type: PipedriveType): Row['id'] {
    if (type === 'lead') return randomUUID();
    if (type === 'callLog') return `CA${randomUUID().replaceAll('-', '').slice(0, 27)}`;
    let id = this.number();
    while (this.table(type).has(String(id))) id = this.number();
    return id;
  }
}
