/** Deal pipelines and their stages. */
import type { CrmPipeline } from '../port';
import type { HubSpotApi } from './api';
import { paths } from './endpoints';
import { said } from '../../text/said';

export type DealPipeline = CrmPipeline;
interface ApiPipeline {
  id: string;
  label: string;
  displayOrder?: number;
  stages: { id: string; label: string; displayOrder?: number; metadata?: Record<string, string> }[];
}
const inOrder = <T extends { displayOrder?: number }>(rows: T[]): T[] =>
  [...rows].sort((a, b) => (a.displayOrder ?? 0) - (b.displayOrder ?? 0));

/** Returns the pipelines in the portal's order. Throws CrmError. */
export async function readPipelines(api: HubSpotApi): Promise<DealPipeline[]> {
  const { body } = await api.http.request(
    { method: 'GET', path: paths.dealPipelines },
    { action: said('doing.readPipelines') },
  );
  return inOrder((body as { results: ApiPipeline[] }).results).map(({ id, label, stages }) => ({
    id,
    name: label,
    // Values of the metadata are texts.
    stages: inOrder(stages).map((stage) => ({
      id: stage.id,
      name: stage.label,
      closed: stage.metadata?.isClosed === 'true',
    })),
  }));
}

/** First open stage of a pipeline (of the first one when null); null when there is none. */
export function firstStage(
  pipelines: DealPipeline[],
  pipelineId: string | null,
): { pipeline: string; stage: string } | null {
  const pipeline = pipelineId === null ? pipelines[0] : pipelines.find(({ id }) => id === pipelineId);
  const stage = pipeline?.stages.find(({ closed }) => !closed);
  return pipeline && stage ? { pipeline: pipeline.id, stage: stage.id } : null;
}
