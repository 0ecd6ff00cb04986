/** Remedies for pipeline, stage and the fields that a layout requires of a new deal or lead. */
import { said } from '../../text/said';
import { SYSTEM, textOf, zohoError } from './errors';
import type { Part } from './parts';
import { firstStage, placeOf, readPipelines, type DealPipeline } from './pipelines';
import type { Remedy, Remedied } from './remedy';

const PLACE = new Set(['Stage', 'Pipeline', 'Layout']);
/** Days a deal is given when the layout demands a closing date and nobody maps one. */
const CLOSING_DAYS = 30;
const DAY_MS = 86_400_000;

const names = (rows: { name: string; id: string }[]): string =>
  rows.map(({ name, id }) => (name === id ? name : `${name} (${id})`)).join(', ');

function noPipeline(wanted: string, known: DealPipeline[]): never {
  throw zohoError(
    'invalidField',
    said('place.noPipeline', { pipeline: placeOf(wanted).value }),
    said('place.noPipeline.advice', { system: SYSTEM, names: names(known) }),
    wanted,
  );
}
function noStage(stage: string, pipeline: DealPipeline | undefined): never {
  throw zohoError(
    'invalidField',
    said('place.noStage', { stage, pipeline: pipeline?.name ?? '?' }),
    said('place.noStage.advice', { system: SYSTEM, names: names(pipeline?.stages ?? []) }),
    stage,
  );
}

/** The part in the first open stage of the pipeline that was chosen, or of the first one. */
export function inFirstStage(part: Part, known: DealPipeline[], pipelineId: string | null): Remedied | null {
  const first = firstStage(known, pipelineId);
  if (!first) return null;
  const { pipeline, stage } = first;
  const layout = pipeline.layout ? { Layout: { id: pipeline.layout } } : {};
  return {
    part: { ...part, values: { ...part.values, Pipeline: pipeline.value, Stage: stage, ...layout } },
    note: null,
  };
}

function chosen(part: Part): { pipeline: string | null; stage: string | null } {
  const [step] = part.steps;
  if (step?.kind !== 'deal') return { pipeline: null, stage: null };
  const { pipeline, stage, fields } = step.values;
  return { pipeline: fields.Pipeline ?? pipeline, stage: fields.Stage ?? stage };
}

/** What layouts demand and the product can answer. */
function demanded(field: string, part: Part, now: number): Remedied | null {
  if (field === 'Company' && part.module === 'Leads')
    return {
      part: { ...part, values: { ...part.values, Company: textOf(part.values.Last_Name) } },
      note: null,
    };
  if (field !== 'Closing_Date' || part.module !== 'Deals') return null;
  const date = new Date(now + CLOSING_DAYS * DAY_MS).toISOString().slice(0, 10);
  const note = said('zoho.closingDate', { date, days: CLOSING_DAYS });
  return { part: { ...part, values: { ...part.values, Closing_Date: date } }, note };
}

/** A new deal in an organisation that wants pipeline and stage of every deal, with both; any other part as it is. */
export function placed(part: Part, known: DealPipeline[] | null): Part {
  if (!known || part.module !== 'Deals' || part.id !== null) return part;
  const { Pipeline: value, Stage: stage } = part.values;
  if (value !== undefined && stage !== undefined) return part;
  const wanted = chosen(part);
  const of = known.find(
    ({ id, value: own, stages }) =>
      id === wanted.pipeline ||
      own === wanted.pipeline ||
      (wanted.pipeline === null && (wanted.stage === null || stages.some((one) => one.id === wanted.stage))),
  );
  if (!of) return part;
  if (wanted.stage !== null) return { ...part, values: { ...part.values, Pipeline: of.value } };
  return inFirstStage(part, known, of.id)?.part ?? part;
}

/** A refused stage nobody chose is replaced by the first open one; a chosen one is named in the error. */
export const placeRemedy: Remedy = async (error, part, { session }) => {
  const { field, code } = error;
  if (code === 'MANDATORY_NOT_FOUND' && field && !PLACE.has(field))
    return demanded(field, part, session.now());
  const about = code === 'MAPPING_MISMATCH' || (field !== null && PLACE.has(field));
  if (part.module !== 'Deals' || part.id !== null || !about) return null;
  const known = await readPipelines(session.http);
  // From now on deals name both, so that the next one is not refused for it.
  if (code === 'MANDATORY_NOT_FOUND') session.book.notePipelines(known);
  const wanted = chosen(part);
  const same = ({ id, value }: DealPipeline): boolean => id === wanted.pipeline || value === wanted.pipeline;
  const pipeline = wanted.pipeline === null ? known[0] : known.find(same);
  if (wanted.pipeline !== null && !pipeline) noPipeline(wanted.pipeline, known);
  if (wanted.stage !== null && !pipeline?.stages.some(({ id }) => id === wanted.stage))
    noStage(wanted.stage, pipeline);
  if (wanted.stage === null) return inFirstStage(part, known, pipeline?.id ?? null);
  // The stage is there, so the layout wants to hear the pipeline too.
  if (!pipeline || 'Pipeline' in part.values) return null;
  return { part: { ...part, values: { ...part.values, Pipeline: pipeline.value } }, note: null };
};
