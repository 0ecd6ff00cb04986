/**
 * Where things are in this workspace: folder ids and display names of fields. What the builder chose costs no request;
 * the rest is found by usual names. With chosen folders the English names are tried first, and the fields are read when
 * NetHunt refuses (names can be changed by anybody, at any time).
 */
import { setAtMost } from '../../http/set-at-most';
import type { Clock } from '../../http/types';
import { singleFlightByKey } from '../../http/single-flight';

import { netHuntError } from './errors';
import { fold, FOLDER_WORDS, usualFolders, usualNames, type FieldKey, type Kind } from './kinds';
import type { Folder, FolderField, NetHunt, ApiRecord } from './port';
import type { Settings } from './settings';

type Flights = ReturnType<typeof singleFlightByKey<unknown>>;

/** Folders and fields are asked again after this span: a person may have changed them. */
const LIVE_MS = 600_000;
const MAX_ACCOUNTS = 200;
/** Creations remembered per account; a busy one makes some hundred an hour. */
const MAX_BEGUN = 5000;

interface Known {
  folders: { at: number; list: Folder[] } | null;
  /** By folder id. */
  fields: Map<string, { at: number; list: FolderField[] }>;
  once: Flights;
  /** Creations under way, by kind and key: two nodes of one process make one record. */
  creations: Flights;
  /** Creations this process has begun, by kind and key; when (ms). */
  begun: Map<string, number>;
  /** Milliseconds since the epoch: what happened later and is not in `begun` was not begun by this process. */
  since: number;
  /** Records made whose settling was broken off, by kind and key. */
  unsettled: Map<string, Set<string>>;
}
const accounts = new Map<string, Known>();
const nothing = (since: number): Known => ({
  since,
  folders: null,
  fields: new Map(),
  once: singleFlightByKey<unknown>(),
  creations: singleFlightByKey<unknown>(),
  begun: new Map(),
  unsettled: new Map(),
});

/** What the process knows of an account; an account nobody named shares with none. */
function knownOf(account: string | undefined, now: number): Known {
  if (account === undefined) return nothing(now);
  const known = accounts.get(account) ?? nothing(now);
  setAtMost(accounts, account, known, MAX_ACCOUNTS);
  return known;
}

export class Layout {
  private readonly known: Known;

  constructor(
    readonly api: NetHunt,
    readonly settings: Settings,
    readonly clock: Pick<Clock, 'now'>,
  ) {
    this.known = knownOf(api.http.account, clock.now());
  }
  /** When this process began to work with the account, ms since the epoch. */
  get since(): number {
    return this.known.since;
  }
  /** One creation of a key at a time; who comes meanwhile gets its result. */
  creation<T>(key: string, make: () => Promise<T>): Promise<T> {
    return this.known.creations(key, make) as Promise<T>;
  }
  /** Notes that the key is about to be created; true when this process has begun that before. */
  begin(key: string): boolean {
    const { begun } = this.known;
    const before = begun.has(key);
    setAtMost(begun, key, this.clock.now(), MAX_BEGUN);
    return before;
  }
  /** Records of the key that this process made and nobody has looked yet whether they are there twice. */
  unsettled(key: string): Set<string> {
    const known = this.known.unsettled.get(key) ?? new Set<string>();
    this.known.unsettled.set(key, known);
    return known;
  }
  settled(key: string): void {
    this.known.unsettled.delete(key);
  }
  private live(entry: { at: number } | null | undefined): boolean {
    const age = entry ? this.clock.now() - entry.at : Infinity;
    return age >= 0 && age < LIVE_MS;
  }

  async folders(): Promise<Folder[]> {
    if (this.live(this.known.folders)) return this.known.folders?.list ?? [];
    await this.known.once('folders', async () => {
      this.known.folders = { at: this.clock.now(), list: await this.api.folders('readable') };
    });
    return this.known.folders?.list ?? [];
  }
  /** Id of the folder to read from; null when none is chosen and none has a usual name. Throws CrmError. */
  async locate(kind: Kind): Promise<string | null> {
    const chosen = this.settings.folders[kind];
    if (chosen) return chosen;
    const list = await this.folders();
    for (const name of usualFolders(kind)) {
      const found = list.find((folder) => fold(folder.name) === fold(name));
      if (found) return found.id;
    }
    return null;
  }
  /** The same for writing: nothing was promised about a folder nobody chose, so its fields are looked at first. */
  async folderOrNull(kind: Kind): Promise<string | null> {
    const id = await this.locate(kind);
    if (id !== null && !this.settings.folders[kind]) await this.learn(id);
    return id;
  }
  /** The folder to write to; throws CrmError that says what to do when there is none. */
  async folder(kind: Kind): Promise<string> {
    return (await this.folderOrNull(kind)) ?? this.absent(kind);
  }
  /** The same for reading. */
  async place(kind: Kind): Promise<string> {
    return (await this.locate(kind)) ?? this.absent(kind);
  }
  private absent(kind: Kind): never {
    const what = FOLDER_WORDS[kind];
    const usual = usualFolders(kind)[0] ?? '';
    throw netHuntError(
      'notFound',
      `there is no folder of ${what} that the key can see.`,
      `Choose the folder of ${what} in the node, or make one named "${usual}" and share it with the user of the key.`,
      usual,
    );
  }
  /** Id of the folder as far as it is known without a request. */
  folderNow(kind: Kind): string | null {
    const chosen = this.settings.folders[kind];
    if (chosen) return chosen;
    const list = this.known.folders?.list ?? [];
    for (const name of usualFolders(kind)) {
      const found = list.find((folder) => fold(folder.name) === fold(name));
      if (found) return found.id;
    }
    return null;
  }

  private async learn(folderId: string): Promise<void> {
    if (this.live(this.known.fields.get(folderId))) return;
    await this.known.once(`fields ${folderId}`, async () => {
      const list = await this.api.fields(folderId);
      this.known.fields.set(folderId, { at: this.clock.now(), list });
    });
  }
  async fields(kind: Kind): Promise<FolderField[]> {
    const id = await this.folder(kind);
    await this.learn(id);
    return this.known.fields.get(id)?.list ?? [];
  }
  /** Display names of the folder's fields. */
  async names(kind: Kind): Promise<string[]> {
    return (await this.fields(kind)).map(({ name }) => name);
  }
  /** Forgets the folder's fields and reads them again. */
  async relearn(kind: Kind): Promise<FolderField[]> {
    const id = await this.folder(kind);
    this.known.fields.delete(id);
    return this.fields(kind);
  }
  /** True when the fields were read, so that nameOf() tells the truth and no guess. */
  isRead(kind: Kind): boolean {
    const id = this.folderNow(kind);
    return id !== null && this.live(this.known.fields.get(id));
  }
  /** Display name under which to write; null when the folder has no such field. */
  nameOf(kind: Kind, key: FieldKey): string | null {
    const chosen = this.settings.fields[kind]?.[key];
    const id = this.folderNow(kind);
    const names = id === null ? undefined : this.known.fields.get(id)?.list.map(({ name }) => name);
    const usual = usualNames(kind, key);
    if (!names) return chosen || (usual[0] ?? null);
    const wanted = [chosen ?? '', ...usual].filter(Boolean).map(fold);
    for (const name of wanted) {
      const found = names.find((other) => fold(other) === name);
      if (found !== undefined) return found;
    }
    return null;
  }
  /** Value of a record that was read: records tell the names of their fields themselves. */
  valueOf({ fields }: Pick<ApiRecord, 'fields'>, kind: Kind, key: FieldKey): unknown {
    const chosen = this.settings.fields[kind]?.[key];
    for (const name of [chosen ?? '', ...usualNames(kind, key)].filter(Boolean).map(fold)) {
      const found = Object.keys(fields).find((other) => fold(other) === name);
      if (found !== undefined) return fields[found];
    }
    return undefined;
  }
}
