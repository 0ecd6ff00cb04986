/** Fields of folders as API v2 tells them: it knows a field by its id, people and the rest of the product by its name. */
import { Recent } from '../../../http/recent';
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
const known = new Recent<string, SchemaField[]>(LIVE_MS, MAX_FOLDERS);

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
    this.own = account === undefined ? new Recent(LIVE_MS, MAX_FOLDERS) : known;
  }
  /** Reads the folder anew. Throws CrmError. */
  async fresh(folderId: string): Promise<Schema> {
    const told = await this.read(folderId);
    const fields = [TITLE, ...told.filter(({ name }) => fold(name) !== fold(TITLE.name))];
    this.own.set(`${this.account ?? ''} ${folderId}`, fields, this.clock.now());
    return new Schema(fields);
  }
  /** As known for ten minutes. Throws CrmError. */
  async of(folderId: string): Promise<Schema> {
    const fields = this.own.get(`${this.account ?? ''} ${folderId}`, this.clock.now());
    return fields ? new Schema(fields) : this.fresh(folderId);
  }
}
