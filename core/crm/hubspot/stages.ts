/** Pipeline and stage of a deal: as chosen, else the portal's first. A pipeline is never sent without a stage. */
import { said } from '../../text/said';
import type { CrmError } from '../../http/errors';
import { badValuesOf, hubSpotError, SYSTEM } from './errors';
import type { Properties } from './api';
import { firstStage, type DealPipeline } from './pipelines';
import type { Remedy } from '../engine/write';
import type { Work } from './work';
import type { Write } from './write';

/** Ids HubSpot gives the pipeline and first stage of every portal, whatever they are called later. */
const STANDARD = { pipeline: 'default', dealstage: 'appointmentscheduled' };

/** Takes the choice; returns what to send. Without a stage the standard one is tried first: that costs no request. */
export function standardStage(pipeline: string | null, stage: string | null): Record<string, string | null> {
  if (stage) return { pipeline, dealstage: stage };
  return pipeline === null || pipeline === STANDARD.pipeline ? STANDARD : { pipeline, dealstage: null };
}

function noPipeline(wanted: string, known: DealPipeline[]): CrmError {
  const names = known.map(({ id, name }) => `${name} (${id})`).join(', ');
  return hubSpotError(
    'invalidField',
    said('place.noPipeline', { pipeline: wanted }),
    said('place.noPipeline.advice', { system: SYSTEM, names }),
    wanted,
  );
}

/** Takes what a deal gets; adds the first open stage of a pipeline that came without one. One request then. Throws CrmError. */
export async function withStage({ pipelines }: Work, properties: Properties): Promise<Properties> {
  const { pipeline, dealstage } = properties;
  if (!pipeline || dealstage) return properties;
  const known = await pipelines();
  if (known.every(({ id }) => id !== pipeline)) throw noPipeline(pipeline, known);
  const first = firstStage(known, pipeline);
  if (first) return { ...properties, dealstage: first.stage };
  throw hubSpotError(
    'invalidField',
    said('place.stuck', { pipeline }),
    said('health.pipeline.advice', { system: SYSTEM }),
    pipeline,
  );
}

const PLACE = new Set(['pipeline', 'dealstage']);
const PLACE_WORDS = /dealstage|pipeline/i;

/** A refused stage nobody chose is replaced by the first open one; a chosen one is named in the error. */
export const otherStage = ({ pipelines }: Work): Remedy<Write> => ({
  async try(write, error) {
    const about = badValuesOf(error).some(({ name }) => PLACE.has(name)) || PLACE_WORDS.test(error.message);
    if (write.step?.kind !== 'deal' || !about) return false;
    const { pipeline, stage, fields } = write.step.values;
    const known = await pipelines();
    const wanted = fields.pipeline ?? pipeline;
    const chosen = fields.dealstage ?? stage;
    const place = known.find(({ id }) => id === wanted);
    if (wanted !== null && !place) throw noPipeline(wanted, known);
    if (chosen !== null) {
      const of = place ?? known[0];
      const names = of?.stages.map(({ id, name }) => `${name} (${id})`).join(', ') ?? '';
      const message = said('place.noStage', { stage: chosen, pipeline: of?.name ?? wanted ?? '' });
      throw hubSpotError(
        'invalidField',
        message,
        said('place.noStage.advice', { system: SYSTEM, names }),
        chosen,
      );
    }
    const first = firstStage(known, wanted);
    if (!first) return false;
    write.values = { ...write.values, pipeline: first.pipeline, dealstage: first.stage };
    return true;
  },
});
