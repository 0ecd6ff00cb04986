/** Deal pipelines and their stages. A deal is closed by its status, not by a stage: no stage is closed. */
import type { CrmPipeline } from '../port';
import type { PipedriveApi } from './api';
import { paths } from './endpoints';
import { said } from '../../text/said';

export type DealPipeline = CrmPipeline;
interface Row {
  id: number;
  name: string;
  order_nr?: number;
  is_deleted?: boolean;
}
const inOrder = <T extends Row>(rows: T[]): T[] =>
  rows.filter(({ is_deleted }) => is_deleted !== true).sort((a, b) => (a.order_nr ?? 0) - (b.order_nr ?? 0));

/** Returns the pipelines in the account's order; two requests. Throws CrmError. */
export async function readPipelines(api: PipedriveApi): Promise<DealPipeline[]> {
  const [pipelines, stages] = await Promise.all([
    api.all<Row>(paths.pipelines, said('doing.readPipelines')),
    api.all<Row & { pipeline_id: number }>(paths.stages, said('doing.readStagesOfPipelines')),
  ]);
  return inOrder(pipelines).map(({ id, name }) => ({
    id: String(id),
    name,
    stages: inOrder(stages.filter(({ pipeline_id }) => pipeline_id === id)).map((stage) => ({
      id: String(stage.id),
      name: stage.name,
      closed: false,
    })),
  }));
}
