/** Creates missing properties of the product in HubSpot. Existing ones are never changed. */
import type { EnsuredFields } from '../port';
import { CrmError } from '../../http/errors';
import { boundedText } from '../../http/redact';
import { passes } from '../engine/outcomes';
import { singleFlightByKey } from '../../http/single-flight';
import type { HubSpotApi } from './api';
import { paths, type ObjectType } from './endpoints';
import { OWN_GROUP, OWN_PROPERTIES, type OwnProperty } from './properties';
import { said } from '../../text/said';

export interface ApiProperty {
  name: string;
  hasUniqueValue?: boolean;
  type?: string;
}
/** Two nodes of one account do not make the same properties side by side. */
const flights = singleFlightByKey<EnsuredFields>();

export async function existing(api: HubSpotApi, type: ObjectType): Promise<ApiProperty[]> {
  const request = { method: 'GET', path: paths.properties(type) } as const;
  const { body } = await api.http.request(request, { action: said('doing.readProperties', { of: type }) });
  return (body as { results: ApiProperty[] }).results;
}

async function makeGroup(api: HubSpotApi, type: ObjectType): Promise<void> {
  const request = { method: 'POST', path: paths.propertyGroups(type), json: OWN_GROUP } as const;
  try {
    await api.http.request(request, { action: said('doing.createGroup', { of: type }), idempotent: true });
  } catch (error) {
    if (!(error instanceof CrmError && error.kind === 'alreadyExists')) throw error;
  }
}

const inputOf = ({ name, label, description, unique }: OwnProperty): Record<string, unknown> => ({
  name,
  label,
  description,
  groupName: OWN_GROUP.name,
  type: 'string',
  fieldType: 'text',
  ...(unique ? { hasUniqueValue: true } : {}),
});

interface Made {
  names: string[];
  /** HubSpot's reason for each one it did not make, by name; the last one under "" when it names none. */
  reasons: Map<string, string>;
}

function reasonsOf(body: unknown, wanted: OwnProperty[]): Map<string, string> {
  const errors = (body as { errors?: { message?: string }[] }).errors ?? [];
  return new Map(
    errors.map(({ message }) => {
      const text = boundedText(message, 200);
      return [wanted.find(({ name }) => text.includes(name))?.name ?? '', text];
    }),
  );
}

async function make(api: HubSpotApi, type: ObjectType, wanted: OwnProperty[]): Promise<Made> {
  await makeGroup(api, type);
  const json = { inputs: wanted.map(inputOf) };
  const request = { method: 'POST', path: paths.propertiesBatchCreate(type), json } as const;
  // One that is there already is refused, not made twice: repeating is harmless.
  const { body } = await api.http.request(request, {
    action: said('doing.createProperties', { of: type }),
    idempotent: true,
  });
  const names = (body as { results: ApiProperty[] }).results.map(({ name }) => name);
  return { names, reasons: reasonsOf(body, wanted) };
}

/** Uniqueness can be set only at creation: such a property has to be replaced by a person. */
const NOT_UNIQUE = 'exists, but does not require unique values: delete it so that it can be made anew';

/** Properties of ours that are there but cannot keep doubles away. */
export function withoutUniqueness(wanted: OwnProperty[], known: ApiProperty[]): OwnProperty[] {
  const plain = new Set(
    known.filter(({ hasUniqueValue }) => hasUniqueValue === false).map(({ name }) => name),
  );
  return wanted.filter(({ name, unique }) => unique && plain.has(name));
}

async function ensureType(
  api: HubSpotApi,
  type: ObjectType,
  wanted: OwnProperty[],
  result: EnsuredFields,
): Promise<void> {
  const miss = (properties: OwnProperty[], reason: string): void =>
    void result.missing.push(...properties.map(({ name }) => ({ entity: type, field: name, reason })));
  let absent = wanted;
  try {
    const all = await existing(api, type);
    const known = new Set(all.map(({ name }) => name));
    const present = wanted.filter(({ name }) => known.has(name));
    const plain = withoutUniqueness(wanted, all);
    miss(plain, NOT_UNIQUE);
    const good = present.filter((property) => !plain.includes(property));
    result.present.push(...good.map(({ name }) => ({ entity: type, field: name })));
    absent = wanted.filter(({ name }) => !known.has(name));
    if (absent.length === 0) return;
    const { names, reasons } = await make(api, type, absent);
    const made = new Set(names);
    result.created.push(
      ...absent.filter(({ name }) => made.has(name)).map(({ name }) => ({ entity: type, field: name })),
    );
    const refused = absent.filter(({ name }) => !made.has(name));
    if (refused.length === 0) return;
    // Refused may mean that another process has just made it.
    const now = new Set((await existing(api, type)).map(({ name }) => name));
    result.present.push(
      ...refused.filter(({ name }) => now.has(name)).map(({ name }) => ({ entity: type, field: name })),
    );
    for (const property of refused.filter(({ name }) => !now.has(name))) {
      const why = reasons.get(property.name) ?? reasons.get('');
      miss([property], `HubSpot refused to create it${why ? `: ${why}` : ''}`);
    }
  } catch (error) {
    if (!(error instanceof CrmError) || error.kind === 'credentialRefused' || passes(error)) throw error;
    miss(absent, `${error.message} ${error.advice}`);
  }
}

/** As CrmProvider.ensureFields. Throws CrmError only when the credential is refused or HubSpot cannot tell for now. */
export function ensureFields(api: HubSpotApi): Promise<EnsuredFields> {
  const run = async (): Promise<EnsuredFields> => {
    const result: EnsuredFields = { created: [], present: [], missing: [] };
    await Promise.all(
      OWN_PROPERTIES.map(({ type, properties }) => ensureType(api, type, properties, result)),
    );
    return result;
  };
  return api.http.account ? flights(api.http.account, run) : run();
}
