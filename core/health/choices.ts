/** Users, pipelines and stages that people chose in the nodes, held against those that the CRM has now (G-34). */
import type { PipelineChoice } from '../attribution/types';
import type { CrmPipeline, CrmProvider, HealthFinding } from '../crm/port';
import { problem } from '../crm/engine/findings';
import type { Said } from '../model/said';
import { said, toText } from '../text/said';
import type { FlowUses } from './uses';

const unique = <T>(values: T[]): T[] => [...new Set(values)];
/** The same fault of several rules is told once. */
const each = (faults: Said[]): Said[] => [...new Map(faults.map((fault) => [toText(fault), fault])).values()];

/** A finding per user who is not, or no longer, active. Throws CrmError. */
export async function checkUsers({ users }: FlowUses, provider: CrmProvider): Promise<HealthFinding[]> {
  const ids = unique(users.filter(Boolean));
  // Nobody can tell who is missing from a list that is not complete.
  if (ids.length === 0 || provider.unknownUsers) return [];
  const active = new Set((await provider.users()).filter((user) => user.active).map(({ id }) => id));
  return ids
    .filter((id) => !active.has(id))
    .map((id) =>
      problem(
        'uses.user',
        said('health.user', { user: id, system: provider.label }),
        said('health.user.advice'),
      ),
    );
}

function faultOf(system: string, { pipeline, stage }: PipelineChoice, all: CrmPipeline[]): Said | null {
  const found = all.find(({ id }) => id === pipeline);
  if (!found) return said('health.pipelineGone', { system, pipeline: pipeline ?? '' });
  if (!stage) return null;
  const at = found.stages.find(({ id }) => id === stage);
  if (!at) return said('health.stageGone', { system, pipeline: found.name, stage });
  return at.closed ? said('health.stageClosed', { system, pipeline: found.name, stage: at.name }) : null;
}

/** A finding per pipeline or stage of rules and defaults that is gone or closed. Throws CrmError. */
export async function checkStages({ settings }: FlowUses, provider: CrmProvider): Promise<HealthFinding[]> {
  const chosen = settings.flatMap(({ pipelineRules, defaultPipeline }) => [
    ...pipelineRules,
    defaultPipeline,
  ]);
  const named = chosen.filter(({ pipeline }) => pipeline !== null && pipeline !== '');
  if (named.length === 0) return [];
  const all = await provider.pipelines();
  const faults = named.flatMap((choice) => faultOf(provider.label, choice, all) ?? []);
  return each(faults).map((fault) => problem('uses.stage', fault, said('health.stage.advice')));
}
