/**
 * Columns the integration user may see. A column that is missing or hidden refuses the whole query, so after such a
 * refusal the org is described once and asked for what it has. Nothing is described while nothing is refused.
 */
import { Recent } from '../../http/recent';
import { CrmError } from '../../http/errors';
import type { Clock } from '../../http/types';
import type { Row, SalesforceApi } from './api';
import { paths, type ObjectName } from './endpoints';
import { asJson, listOf, textOf, type SalesforceError } from './errors';
import { said } from '../../text/said';

export const OBJECTS: ObjectName[] = ['Lead', 'Contact', 'Account', 'Opportunity', 'Task'];

export interface Description {
  /** Null: not described because of `error`. */
  fields: Row[] | null;
  error: SalesforceError | null;
  /** What the user may do with the object. */
  object: Row;
}
export type Descriptions = Record<ObjectName, Description>;

/** Describes our objects in one API call. Throws CrmError when it cannot be made at all. */
export async function describeAll(api: SalesforceApi): Promise<Descriptions> {
  const parts = OBJECTS.map((object) => ({
    method: 'GET' as const,
    url: paths.describe(object),
    referenceId: object,
  }));
  const results = await api.read(parts, said('doing.describe'));
  return Object.fromEntries(
    results.map(({ referenceId, body, error }): [string, Description] => [
      referenceId,
      { fields: error ? null : listOf(asJson(body).fields).map(asJson), error, object: asJson(body) },
    ]),
  ) as Descriptions;
}

type Columns = Map<ObjectName, Set<string>>;
/** A hidden column may be shown by an administrator at any time; ms. */
const LIVE_MS = 600_000;
const MAX_ACCOUNTS = 500;
/** By account, for all nodes of the process. */
const known = new Recent<string, Columns>(LIVE_MS, MAX_ACCOUNTS);

export class Schema {
  private readonly account: string;
  /** An account nobody named shares with none. */
  private readonly known: typeof known;
  constructor(
    private readonly api: SalesforceApi,
    private readonly clock: Pick<Clock, 'now'>,
  ) {
    const { account } = api.http;
    this.account = account ?? '';
    this.known = account === undefined ? new Recent(LIVE_MS, 1) : known;
  }
  /** Those of the columns that can be asked for; all while nothing was refused. */
  visible(object: ObjectName, wanted: readonly string[]): string[] {
    const there = this.known.get(this.account, this.clock.now())?.get(object);
    // Names of related records (Owner.Name) are not in the description.
    return wanted.filter((name) => !there || name.includes('.') || there.has(name));
  }
  forget(): void {
    this.known.delete(this.account);
  }
  note(descriptions: Descriptions): void {
    const columns: Columns = new Map();
    for (const object of OBJECTS) {
      const { fields } = descriptions[object];
      if (fields) columns.set(object, new Set(fields.map(({ name }) => textOf(name))));
    }
    this.known.set(this.account, columns, this.clock.now());
  }
  /** Reads with what is visible; described once and repeated when a column is refused. Throws CrmError. */
  async reading<T>(read: () => Promise<T>): Promise<T> {
    try {
      return await read();
    } catch (error) {
      const hidden = error instanceof CrmError && error.code === 'INVALID_FIELD';
      if (!hidden) throw error;
      this.note(await describeAll(this.api));
      return read();
    }
  }
}
