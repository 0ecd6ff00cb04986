/** HubSpot's object API, one function per operation. Throws CrmError; retries are the HttpClient's. */
import type { Clock, HttpClient } from '../../http/types';
import { CrmError } from '../../http/errors';
import type { Association } from './associations';
import { paths, type ObjectType } from './endpoints';
import type { ApiRecord } from './records';
import { said } from '../../text/said';
import type { Words } from '../../model/said';

export type Properties = Record<string, string>;
export interface Filter {
  propertyName: string;
  operator: 'EQ' | 'NEQ' | 'CONTAINS_TOKEN' | 'IN' | 'HAS_PROPERTY';
  value?: string;
  values?: string[];
}
export interface Search {
  type: ObjectType;
  /** Any of the groups (at most 5), all filters of a group. */
  groups: Filter[][];
  properties: string[];
  /** Property with - in front for newest first. */
  sort: string;
  limit: number;
  /** Rows of the pages before. */
  after?: number;
  /** Routing goes before everything else. */
  urgent: boolean;
  signal?: AbortSignal | undefined;
}
export interface NewObject {
  properties: Properties;
  associations: Association[];
}
/** Inputs of one batch request. */
export const BATCH_MAX = 100;

const resultsOf = (body: unknown): ApiRecord[] => (body as { results?: ApiRecord[] } | null)?.results ?? [];

/** Only a routing question comes with a signal, and it goes before everything else. */
const laneOf = (signal: AbortSignal | undefined): 'urgent' | 'normal' => (signal ? 'urgent' : 'normal');

export class HubSpotApi {
  constructor(
    readonly http: HttpClient,
    readonly clock: Pick<Clock, 'now'>,
  ) {}

  /** Search sees writes after seconds, and never tells associations. */
  async search(search: Search): Promise<ApiRecord[]> {
    const { type, groups, properties, sort, limit, after = 0, urgent, signal } = search;
    const json = {
      filterGroups: groups.map((filters) => ({ filters })),
      properties,
      sorts: [sort],
      limit,
      after: String(after),
    };
    const lane = urgent ? 'routing' : 'search';
    const options = { action: said('doing.search', { what: type }), idempotent: true, lane } as const;
    const { body } = await this.http.request(
      { method: 'POST', path: paths.search(type), json, signal },
      options,
    );
    return resultsOf(body);
  }

  /** One record by id or by a unique property, strongly consistent; null when it is not there. */
  async read(
    type: ObjectType,
    id: string,
    wanted: {
      properties: string[];
      idProperty?: string;
      associations?: ObjectType[];
      signal?: AbortSignal | undefined;
    },
  ): Promise<ApiRecord | null> {
    const query: Record<string, string> = { properties: wanted.properties.join(',') };
    if (wanted.idProperty) query.idProperty = wanted.idProperty;
    if (wanted.associations) query.associations = wanted.associations.join(',');
    const request = { method: 'GET', path: paths.record(type, id), query, signal: wanted.signal } as const;
    try {
      const { body } = await this.http.request(request, {
        action: said('doing.readOneOf', { of: type }),
        lane: laneOf(wanted.signal),
      });
      return body as ApiRecord;
    } catch (error) {
      if (error instanceof CrmError && error.kind === 'notFound') return null;
      throw error;
    }
  }

  /** Records by id or unique property, those that are there; strongly consistent. Any number of ids. */
  async batchRead(
    type: ObjectType,
    ids: string[],
    properties: string[],
    options: { idProperty?: string; signal?: AbortSignal | undefined } = {},
  ): Promise<ApiRecord[]> {
    const found: ApiRecord[] = [];
    const { idProperty, signal } = options;
    for (let from = 0; from < ids.length; from += BATCH_MAX) {
      const inputs = ids.slice(from, from + BATCH_MAX).map((id) => ({ id }));
      const json = { inputs, properties, propertiesWithHistory: [], ...(idProperty ? { idProperty } : {}) };
      const request = { method: 'POST', path: paths.batchRead(type), json, signal } as const;
      const { body } = await this.http.request(request, {
        action: said('doing.read', { what: type }),
        idempotent: true,
        lane: laneOf(signal),
      });
      found.push(...resultsOf(body));
    }
    return found;
  }

  /** Ids of the records of type `to` that each of `ids` is linked to. */
  async linked(
    from: ObjectType,
    to: ObjectType,
    ids: string[],
    signal?: AbortSignal,
  ): Promise<Map<string, string[]>> {
    const json = { inputs: ids.map((id) => ({ id })) };
    const request = { method: 'POST', path: paths.associations(from, to), json, signal } as const;
    const { body } = await this.http.request(request, {
      action: said('doing.readLinks', { of: from }),
      idempotent: true,
      lane: laneOf(signal),
    });
    const rows =
      (body as { results?: { from: { id: string }; to: { toObjectId: string | number }[] }[] }).results ?? [];
    return new Map(
      rows.map((row) => [String(row.from.id), row.to.map(({ toObjectId }) => String(toObjectId))]),
    );
  }

  /** `repeat`: how often this create has been tried with unknown outcome. */
  async create(type: ObjectType, object: NewObject, action: Words, repeat = 0): Promise<ApiRecord> {
    const request = { method: 'POST', path: paths.objects(type), json: object } as const;
    const { body } = await this.http.request(request, { action, idempotent: false, repeat });
    return body as ApiRecord;
  }

  /** At most BATCH_MAX. `refused` > 0 when HubSpot took only some (207). */
  async batchCreate(
    type: ObjectType,
    inputs: NewObject[],
    action: Words,
  ): Promise<{ made: ApiRecord[]; refused: number }> {
    const request = { method: 'POST', path: paths.batchCreate(type), json: { inputs } } as const;
    const { body } = await this.http.request(request, { action, idempotent: false });
    const made = resultsOf(body);
    return { made, refused: inputs.length - made.length };
  }

  /** Sets values; repeating it is harmless. */
  async update(type: ObjectType, id: string, properties: Properties, action: Words): Promise<ApiRecord> {
    const request = { method: 'PATCH', path: paths.record(type, id), json: { properties } } as const;
    const { body } = await this.http.request(request, { action, idempotent: true });
    return body as ApiRecord;
  }

  /** Links two records by the default type; repeating it is harmless. */
  async associate(from: ObjectType, id: string, to: ObjectType, toId: string): Promise<void> {
    const request = { method: 'PUT', path: paths.associate(from, id, to, toId) } as const;
    await this.http.request(request, { action: said('doing.link', { from, to }), idempotent: true });
  }
}
