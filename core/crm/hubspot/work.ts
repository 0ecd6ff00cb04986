/** Shared context of the writes of one `apply`. */
import type { EnsuredFields } from '../port';
import type { HubSpotApi } from './api';
import type { Links } from './links';
import { ensureFields } from './ensure-fields';
import { readPipelines, type DealPipeline } from './pipelines';

export interface Work {
  api: HubSpotApi;
  links: Links;
  /** Makes our missing properties; asked once per apply, whatever steps miss them. */
  ensure: () => Promise<EnsuredFields>;
  pipelines: () => Promise<DealPipeline[]>;
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => (made ??= make());
}

export function startWork(api: HubSpotApi, links: Links): Work {
  return { api, links, ensure: once(() => ensureFields(api)), pipelines: once(() => readPipelines(api)) };
}
