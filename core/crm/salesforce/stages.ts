/** A refused stage or record type, named together with those that there are. */
import { said } from '../../text/said';
import type { CrmPipeline } from '../port';
import { OPEN_STAGE } from './defaults';
import { salesforceError, SYSTEM, type SalesforceError } from './errors';
import type { Job } from './job';
import { readPipelines } from './pipelines';
import type { Work } from './work';

const PLACE = /\bStageName\b|\bRecord ?Type\b|RecordTypeId/i;
const list = (items: { id: string; name: string }[]): string =>
  items.map(({ id, name }) => (id === name ? id : `${name} (${id})`)).join(', ');

/** A stage nobody chose is replaced by the first open one of the chosen pipeline. */
function firstOpen(job: Job, place: CrmPipeline): boolean {
  const first = place.stages.find(({ closed }) => !closed);
  if (job.values.StageName !== OPEN_STAGE || !first) return false;
  job.values = { ...job.values, StageName: first.id };
  return true;
}

/**
 * Takes a refused new deal; true when it can be sent again. Throws CrmError that names what there is, when a chosen
 * stage or pipeline is gone.
 */
export async function placed(work: Work, job: Job, error: SalesforceError): Promise<boolean> {
  const about =
    error.fields.some((field) => field === 'StageName' || field === 'RecordTypeId') ||
    PLACE.test(error.vendorText);
  if (!about) return false;
  const { StageName: stage, RecordTypeId: type } = job.values;
  const pipelines = await readPipelines(work.api);
  const place = type === undefined ? pipelines[0] : pipelines.find(({ id }) => id === type);
  if (!place)
    throw salesforceError(
      'invalidField',
      said('place.noRecordType', { pipeline: String(type) }),
      said('place.noPipeline.advice', { system: SYSTEM, names: list(pipelines) }),
      String(type),
    );
  if (firstOpen(job, place)) return true;
  if (typeof stage !== 'string' || place.stages.some(({ id }) => id === stage)) return false;
  throw salesforceError(
    'invalidField',
    said('place.noStage', { stage, pipeline: place.name }),
    said('place.noStage.advice', { system: SYSTEM, names: list(place.stages) }),
    stage,
  );
}
