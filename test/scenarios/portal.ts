/** The CRM seen through its own API: what a scenario seeds and what it reads in the end. */
import { ourProperties } from './our-properties';
import type { FakeHubSpot, HubSpotType } from '../../sandbox/hubspot/types';

export interface View {
  id: string;
  properties: Record<string, string | null>;
  contacts: string[];
  deals: string[];
}
const READ: Record<'contacts' | 'companies' | 'deals' | 'calls' | 'tasks', string[]> = {
  contacts: ['firstname', 'lastname', 'phone', 'email', 'hubspot_owner_id', 'ringostat_phone_key'],
  companies: ['name', 'phone', 'hubspot_owner_id'],
  deals: ['dealname', 'dealstage', 'pipeline', 'hubspot_owner_id', 'hs_is_closed', 'ringostat_call_id'],
  calls: [
    'hs_call_title',
    'hs_call_body',
    'hs_call_direction',
    'hs_call_status',
    'hs_call_duration',
    'hs_call_recording_url',
    'hs_call_from_number',
    'hs_call_to_number',
    'hs_timestamp',
    'hubspot_owner_id',
    'ringostat_call_id',
  ],
  tasks: [
    'hs_task_subject',
    'hs_task_body',
    'hs_task_status',
    'hs_task_type',
    'hs_timestamp',
    'hubspot_owner_id',
    'ringostat_task_key',
  ],
};
export const UTM = [
  'utm_source',
  'utm_medium',
  'utm_campaign',
  'utm_term',
  'utm_content',
  'google_client_id',
];

export type ViewType = keyof typeof READ;
export interface PortalView {
  contacts: View[];
  companies: View[];
  deals: View[];
  calls: View[];
  tasks: View[];
}

export class Portal {
  constructor(readonly fake: FakeHubSpot) {}

  contact(change: Record<string, string> = {}, createdAt?: number): string {
    const properties = { firstname: 'Known', phone: '+380671234567', ...change };
    return this.fake.seed.contact(properties, createdAt ? { createdAt } : {});
  }
  deal(contact: string | null, change: Record<string, string> = {}, createdAt?: number): string {
    return this.fake.seed.deal(
      { dealname: 'Open deal', pipeline: 'default', dealstage: 'appointmentscheduled', ...change },
      { ...(contact ? { links: { contacts: [contact] } } : {}), ...(createdAt ? { createdAt } : {}) },
    );
  }
  /** Requests the product has sent so far, our own reading left out. */
  spent(): number {
    return this.fake.requests.length - this.#reads;
  }
  writes(): { method: string; path: string }[] {
    return this.fake.requests
      .filter((r) => r.method !== 'GET' && !/\/search$|\/batch\/read$|\/token$/.test(r.path))
      .map(({ method, path }) => ({ method, path }));
  }
  #reads = 0;

  /** A portal as HubSpot makes it: none of our properties. */
  bare(): void {
    for (const object of ourProperties)
      for (const property of object.properties) this.fake.removeProperty(object.type, property.name);
  }
  /** Every request hangs until heal(). */
  hang(): void {
    this.fake.faults.next({ answer: 'hang' }, 1000);
  }
  answerAlways(status: number, headers: Record<string, string>): void {
    this.fake.faults.next(
      { answer: { status, headers, body: { status: 'error', message: 'limit', category: 'RATE_LIMITS' } } },
      1000,
    );
  }
  heal(): void {
    this.fake.faults.clear();
  }
  archiveOwner(id: string): void {
    this.fake.archiveOwner(id);
  }
  removeProperty(type: HubSpotType, name: string): void {
    this.fake.removeProperty(type, name);
  }
  /** The token keeps these scopes only. */
  allow(scopes: string[]): void {
    this.fake.set({ scopes });
  }
  revoke(): void {
    this.fake.endToken('revoked');
  }
  async uniqueProperties(type: HubSpotType): Promise<string[]> {
    const answer = await fetch(`${this.fake.url}/crm/properties/2026-09/${type}`, {
      headers: { authorization: `Bearer ${this.fake.token}` },
    });
    this.#reads++;
    const { results } = (await answer.json()) as { results: { name: string; hasUniqueValue?: boolean }[] };
    return results.filter((property) => property.hasUniqueValue).map((property) => property.name);
  }
  /** One property of all records of a type, oldest first. */
  async property(type: HubSpotType, name: string): Promise<(string | null)[]> {
    const inputs = this.fake.records(type).map(({ id }) => ({ id }));
    const read = await this.#post(`/crm/objects/2026-09/${type}/batch/read`, {
      inputs,
      properties: [name],
      propertiesWithHistory: [],
    });
    return read.results.map((row) => (row['properties'] as Record<string, string | null>)[name] ?? null);
  }

  async #post(path: string, body: unknown): Promise<{ results: Record<string, unknown>[] }> {
    const answer = await fetch(`${this.fake.url}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.fake.token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    this.#reads++;
    if (answer.status >= 300) throw new Error(`reading ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as { results: Record<string, unknown>[] };
  }

  async #list(type: ViewType): Promise<View[]> {
    // Search by text is the only list all object types share; limits are lifted while a scenario reads.
    const ids = this.fake.records(type as HubSpotType).map((record) => ({ id: record.id }));
    if (ids.length === 0) return [];
    const properties = [
      ...READ[type],
      ...(type === 'contacts' || type === 'deals' || type === 'companies' ? UTM : []),
    ];
    const read = await this.#post(`/crm/objects/2026-09/${type}/batch/read`, {
      inputs: ids,
      properties,
      propertiesWithHistory: [],
    });
    const links = async (to: 'contacts' | 'deals'): Promise<Map<string, string[]>> => {
      const found = await this.#post(`/crm/associations/2026-09/${type}/${to}/batch/read`, { inputs: ids });
      return new Map(
        found.results.map((row) => {
          const from = row['from'] as { id: string };
          return [
            from.id,
            (row['to'] as { toObjectId: string | number }[]).map((t) => String(t.toObjectId)).sort(),
          ];
        }),
      );
    };
    const contacts = type === 'contacts' ? new Map<string, string[]>() : await links('contacts');
    const deals = type === 'deals' ? new Map<string, string[]>() : await links('deals');
    return read.results
      .map((row) => ({
        id: String(row['id']),
        properties: row['properties'] as Record<string, string | null>,
        contacts: contacts.get(String(row['id'])) ?? [],
        deals: deals.get(String(row['id'])) ?? [],
      }))
      .sort((a, b) => Number(a.id) - Number(b.id));
  }

  async view(): Promise<PortalView> {
    return {
      contacts: await this.#list('contacts'),
      companies: await this.#list('companies'),
      deals: await this.#list('deals'),
      calls: await this.#list('calls'),
      tasks: await this.#list('tasks'),
    };
  }
}
