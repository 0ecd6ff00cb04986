/** The store: folders, records, what happened to them, and what search sees of them by now. */
import type { SandboxClock } from '../common/types';
import { standardFolders } from './standard-folders';
import type {
  FakeCallLog,
  FakeComment,
  FakeFolder,
  FakeNetHuntOptions,
  FakeRecord,
  FakeUser,
  FieldValues,
} from './types';

export interface Change {
  id: string;
  recordId: string;
  folderId: string;
  recordAction: 'CREATE' | 'UPDATE' | 'DELETE';
  fieldActions: FieldValues;
  at: number;
}
interface Indexed {
  /** What search shows until `at`; null = nothing yet. */
  before: FieldValues | null;
  at: number;
}

export class Workspace {
  readonly folders: FakeFolder[];
  readonly users: FakeUser[];
  readonly records = new Map<string, FakeRecord>();
  readonly callLogs: FakeCallLog[] = [];
  readonly comments: FakeComment[] = [];
  readonly changes: Change[] = [];
  private readonly index = new Map<string, Indexed>();
  private last = 0;

  constructor(
    options: FakeNetHuntOptions,
    readonly clock: SandboxClock,
    private readonly lagMs: () => number,
  ) {
    this.folders = options.folders ?? standardFolders();
    const users = options.users ?? [
      { email: 'olena@example.com', name: 'Olena', active: true },
      { email: 'ivan@example.com', name: 'Ivan', active: true },
    ];
    // Copies: whoever leaves this workspace stays in the others.
    this.users = users.map((user) => ({ ...user }));
  }
  /** 24 hex digits, later ones higher. */
  nextId(): string {
    this.last += 1;
    return `657${this.last.toString(16).padStart(21, '0')}`;
  }
  clear(): void {
    this.records.clear();
    this.index.clear();
    for (const list of [this.callLogs, this.comments, this.changes]) list.length = 0;
  }
  folder(id: string): FakeFolder | null {
    return this.folders.find((folder) => folder.id === id) ?? null;
  }
  named(name: string): FakeFolder {
    const folder = this.folders.find((known) => known.name === name);
    if (!folder) throw new Error(`The fake NetHunt has no folder ${name}.`);
    return folder;
  }
  inFolder(folderId: string): FakeRecord[] {
    return [...this.records.values()].filter((record) => record.folderId === folderId);
  }
  insert(folderId: string, fields: FieldValues, at?: number): FakeRecord {
    const now = this.clock.now();
    const record = { id: this.nextId(), folderId, createdAt: at ?? now, updatedAt: at ?? now, fields };
    this.records.set(record.id, record);
    this.index.set(record.id, { before: null, at: at === undefined ? now + this.lagMs() : 0 });
    this.note(record, 'CREATE', fields);
    return record;
  }
  /** Search sees the record as it is. */
  show(id: string): void {
    this.index.delete(id);
  }
  assign(record: FakeRecord, fields: FieldValues): void {
    const now = this.clock.now();
    const before = this.visible(record);
    this.index.set(record.id, { before, at: now + this.lagMs() });
    record.fields = { ...record.fields, ...fields };
    record.updatedAt = Math.max(now, record.updatedAt);
    this.note(record, 'UPDATE', fields);
  }
  remove(record: FakeRecord): void {
    this.records.delete(record.id);
    this.note(record, 'DELETE', {});
  }
  /** What search shows of the record now; null = not yet there. */
  visible(record: FakeRecord): FieldValues | null {
    const indexed = this.index.get(record.id);
    return !indexed || this.clock.now() >= indexed.at ? record.fields : indexed.before;
  }
  private note(
    { id, folderId }: FakeRecord,
    recordAction: Change['recordAction'],
    fields: FieldValues,
  ): void {
    const at = this.clock.now();
    this.changes.push({
      id: this.nextId(),
      recordId: id,
      folderId,
      recordAction,
      fieldActions: fields,
      at,
    });
  }
}
