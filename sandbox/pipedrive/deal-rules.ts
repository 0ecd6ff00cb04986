/** Stage and status of deals: a stage is of one pipeline, and won or lost is a status, not a stage. */
import type { Account } from './account';
import type { Errors } from './errors';
import type { Row, Values } from './types';

const STATUSES = ['open', 'won', 'lost'];
export const iso = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;

/** Takes the values to be written; returns them with stage and pipeline settled. Throws 400 when they contradict. */
export function withStage(account: Account, values: Values, old: Row | null, errors: Errors): Values {
  const { stage_id: stageId, pipeline_id: pipelineId } = values;
  if (stageId !== undefined) {
    const stage = account.stage(stageId);
    if (!stage) throw errors.bad(`Stage ${String(stageId)} does not exist`);
    if (pipelineId !== undefined && pipelineId !== stage.pipeline.id)
      throw errors.bad(`Stage ${String(stageId)} is not in pipeline ${String(pipelineId)}`);
    return { ...values, pipeline_id: stage.pipeline.id };
  }
  if (pipelineId === undefined && old) return values;
  const pipeline =
    pipelineId === undefined ? account.pipelines[0] : account.pipelines.find(({ id }) => id === pipelineId);
  const first = pipeline?.stages[0];
  if (!pipeline || !first) throw errors.bad(`Pipeline ${String(pipelineId)} does not exist`);
  return { ...values, pipeline_id: pipeline.id, stage_id: first.id };
}

/** Adds the times that follow from a change of status. Throws 400 for a status that is none. */
export function withStatus(account: Account, values: Values, errors: Errors): Values {
  const { status } = values;
  if (values['lost_reason'] !== undefined && values['lost_reason'] !== null && status !== 'lost')
    throw errors.bad('lost_reason can only be set if deal status is lost');
  if (status === undefined) return values;
  if (!STATUSES.includes(status as string))
    throw errors.invalid(`status: expected one of ${STATUSES.join(', ')}`);
  const now = iso(account.clock.now());
  const times = { won_time: null, lost_time: null, close_time: null };
  if (status === 'open') return { ...values, ...times };
  return { ...values, ...times, [`${String(status)}_time`]: now, close_time: now };
}
