/** A refused stage or record type, named together with those that there are. */
import type { CrmError } from '../../http/errors';
import { salesforceError, type SalesforceError } from './errors';
import type { Job } from './job';
import { readPipelines } from './pipelines';
import type { Work } from './work';

const PLACE = /\bStageName\b|\bRecord ?Type\b|RecordTypeId/i;
const list = (items: { id: string; name: string }[]): string =>
  items.map(({ id, name }) => (id === name ? id : `${name} (${id})`)).join(', ');

/** Takes a refused new deal; returns the clearer error, null when the refusal is about something else. Throws CrmError. */
export async function placeError(work: Work, job: Job, error: SalesforceError): Promise<CrmError | null> {
  const about =
    error.fields.some((field) => field === 'StageName' || field === 'RecordTypeId') ||
    PLACE.test(error.vendorText);
  if (!about) return null;
  const { StageName: stage, RecordTypeId: type } = job.values;
  const pipelines = await readPipelines(work.api);
  const place = type === undefined ? pipelines[0] : pipelines.find(({ id }) => id === type);
  if (!place)
    return salesforceError(
      'invalidField',
      `the pipeline (record type) ${String(type)} does not exist (any more).`,
      `Choose a pipeline in the Salesforce node. There are: ${list(pipelines)}.`,
      String(type),
    );
  if (typeof stage !== 'string' || place.stages.some(({ id }) => id === stage)) return null;
  return salesforceError(
    'invalidField',
    `the stage ${stage} does not exist (any more) in the pipeline ${place.name}.`,
    `Choose a stage in the Salesforce node or its pipeline rules. There are: ${list(place.stages)}.`,
    stage,
  );
}
