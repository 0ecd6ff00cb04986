/** Fields of folders as API v2 tells them: it knows a field by its id, people and the rest of the product by its name. */
import { setAtMost } from '../../../http/set-at-most';
import type { Clock } from '../../../http/types';
import { fold } from '../kinds';

export interface SchemaField {
  id: string;
  name: string;
  /** STRING, NUMBER, BOOLEAN, DATE, TIME or a kind of link; empty when it is not told. */
  valueType: string;
}
/** The title of a record is no field of its folder. */
export const TITLE: SchemaField = { id: 'name', name: 'Name', valueType: 'STRING' };

/** A person may have renamed a field: folders are asked again after this span, ms. */
const LIVE_MS = 600_000;
const MAX_FOLDERS = 500;
const known = new Map<string, { at: number; fields: SchemaField[] }>();

/** The folder's fields, title first, by any name or id they go by. */
export class Schema {
  constructor(readonly fields: SchemaField[]) {}
  named(name: string): SchemaField | null {
    return this.fields.find((field) => fold(field.name) === fold(name)) ?? null;
  }
  byId(id: string): SchemaField | null {
    return this.fields.find((field) => field.id === id) ?? null;
  }
}

/** Schemas of one account in this process. */
export class Schemas {
  private readonly own: typeof known;

  constructor(
    private readonly account: string | undefined,
    private readonly clock: Pick<Clock, 'now'>,
    private readonly read: (folderId: string) => Promise<SchemaField[]>,
  ) {
    this.own = account === undefined ? new Map() : known;
  }
  /** Reads the folder anew. Throws CrmError. */
  async fresh(folderId: string): Promise<Schema> {
    const told = await this.read(folderId);
    const fields = [TITLE, ...told.filter(({ name }) => fold(name) !== fold(TITLE.name))];
    setAtMost(this.own, `${this.account ?? ''} ${folderId}`, { at: this.clock.now(), fields }, MAX_FOLDERS);
    return new Schema(fields);
  }
  /** As known for ten minutes. Throws CrmError. */
  async of(folderId: string): Promise<Schema> {
    const entry = this.own.get(`${this.account ?? ''} ${folderId}`);
    const age = entry ? this.clock.now() - entry.at : Infinity;
    return entry && age >= 0 && age < LIVE_MS ? new Schema(entry.fields) : this.fresh(folderId);
  }
}
