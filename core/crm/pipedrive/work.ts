/** What one `apply` shares between its writes. */
import type { EnsuredFields, ProviderDeps } from '../port';
import type { FoundRecord } from '../../model/record';
import type { Entity } from '../../model/plan';
import type { PipedriveApi } from './api';
import { ensureFields } from './ensure-fields';
import { codesOf, fieldList } from './field-lists';
import { KINDS } from './entities';
import type { Codes } from './found';
import type { Links } from './links';
import { readPipelines, type DealPipeline } from './pipelines';
import { OWN_FIELDS, ownOf } from './own-fields';
import type { Settings } from './settings';
import { readUsers } from './lists';
import type { CrmUser } from '../port';

export interface Work {
  api: PipedriveApi;
  links: Links;
  settings: Settings;
  download: ProviderDeps['download'];
  /** Records found before the plan. */
  existing: FoundRecord[];
  users: () => Promise<CrmUser[]>;
  pipelines: () => Promise<DealPipeline[]>;
  /** Kinds of the records that the plan makes: their keys are made first. */
  planned: readonly Entity[];
  /** Makes our missing fields of an entity; asked once per apply. Null: tried in vain within the hour. */
  ensure: (entity: Entity) => Promise<EnsuredFields | null>;
}

/** Activities have no page of their own. */
export const urlOf = (
  { links }: Pick<Work, 'links'>,
  kind: Entity | 'callRecord' | 'task',
  id: string,
): string | null => (kind === 'callRecord' || kind === 'task' ? null : links.url(kind, id));

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => (made ??= make());
}
/** After a refusal the fields are not tried again with every event. */
const ENSURE_AGAIN_MS = 3_600_000;

export function startWork(
  api: PipedriveApi,
  links: Links,
  settings: Settings,
  download: ProviderDeps['download'],
  existing: FoundRecord[],
): Work {
  const ensured = new Map<string, Promise<EnsuredFields | null>>();
  const ensure = async (entity: Entity): Promise<EnsuredFields | null> => {
    const { fields } = KINDS[entity];
    const last = api.book.refused.get(fields);
    if (last !== undefined && api.clock.now() - last.at < ENSURE_AGAIN_MS) return null;
    const lists = work.planned.map((kind) => KINDS[kind].fields);
    const objects = OWN_FIELDS.filter(({ list }) => list === fields);
    const others = OWN_FIELDS.filter(({ list }) => list !== fields && lists.includes(list));
    const result = await ensureFields(api, settings.showFields, objects, others);
    const reason = result.missing.find(({ entity: of }) => objects.some((object) => object.entity === of));
    if (reason) api.book.refused.set(fields, { at: api.clock.now(), reason: reason.reason });
    return result;
  };
  const work: Work = {
    api,
    links,
    settings,
    download,
    existing,
    planned: [],
    users: once(() => readUsers(api)),
    pipelines: once(() => readPipelines(api)),
    ensure: (entity) => {
      const { fields } = KINDS[entity];
      const known = ensured.get(fields) ?? ensure(entity);
      ensured.set(fields, known);
      return known;
    },
  };
  return work;
}

/** Codes of our fields of an entity by name; names of those that are missing and could not be made, and why. */
export async function ownCodes(
  { api, ensure }: Pick<Work, 'api' | 'ensure'>,
  entity: Entity,
): Promise<{ codes: Codes; missing: string[]; why: string }> {
  const { fields: list } = KINDS[entity];
  const missing = (codes: Codes): string[] =>
    ownOf(list).flatMap(({ name }) => (codes.has(name) ? [] : [name]));
  const before = codesOf(await fieldList(api, list), list);
  if (missing(before).length === 0) return { codes: before, missing: [], why: '' };
  await ensure(entity);
  const codes = codesOf(await fieldList(api, list), list);
  return { codes, missing: missing(codes), why: api.book.refused.get(list)?.reason ?? '' };
}
