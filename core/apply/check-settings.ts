/** Checks the field mapping against the CRM before the first write, once per settings in ten minutes. */
import { MappingError, requireFields } from '../attribution/mapping';
import { validateRules } from '../attribution/pipeline';
import type { CrmProvider } from '../crm/port';
import { CrmError } from '../http/errors';
import { said } from '../text/said';
import { Recent } from '../http/recent';
import type { Clock } from '../http/types';
import type { ApplySettings } from './types';

/** Fields are asked again after this span: a person may have removed one. */
const LIVE_MS = 600_000;
/** Different settings remembered; a host has a handful. */
const MAX_SETTINGS = 200;
/** Checks that ended well or are under way, by account and settings. */
const checks = new Recent<string, Promise<void>>(LIVE_MS, MAX_SETTINGS);

function toCrmError(provider: CrmProvider, error: unknown): unknown {
  if (!(error instanceof MappingError)) return error;
  return new CrmError({
    kind: 'invalidField',
    system: provider.label,
    message: said('settings.nothingWritten', { system: provider.label, faults: error.words }),
    advice: said('settings.nothingWritten.advice'),
    cause: error,
  });
}

/** Throws CrmError (invalidField) when mapping or rules cannot work, with every fault named. */
export async function checkSettings(
  settings: Pick<ApplySettings, 'mapping' | 'pipelineRules'>,
  provider: CrmProvider,
  accountKey: string,
  clock: Pick<Clock, 'now'>,
): Promise<void> {
  const { mapping, pipelineRules } = settings;
  const key = JSON.stringify([provider.crm, accountKey, mapping, pipelineRules]);
  const known = checks.get(key, clock.now());
  if (known) return known;
  const check = async (): Promise<void> => {
    try {
      validateRules(pipelineRules);
      if (mapping.length > 0) await requireFields(mapping, (entity) => provider.fields(entity));
    } catch (error) {
      throw toCrmError(provider, error);
    }
  };
  const done = check();
  // A failed check is told to whoever waits for it now and is not kept.
  checks.set(key, done, clock.now());
  done.catch(() => checks.delete(key));
  return done;
}
