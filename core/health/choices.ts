/** Users, pipelines and stages that people chose in the nodes, held against those that the CRM has now (G-34). */
import type { PipelineChoice } from '../attribution/types';
import type { CrmPipeline, CrmProvider, HealthFinding } from '../crm/port';
import { problem } from './findings';
import type { FlowUses } from './uses';

const unique = <T>(values: T[]): T[] => [...new Set(values)];

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
        `The user ${id}, to whom records are to belong, is not active in ${provider.label}.`,
        'Choose another user in the team table or as senior, or activate this one.',
      ),
    );
}

function faultOf({ pipeline, stage }: PipelineChoice, all: CrmPipeline[]): string | null {
  const found = all.find(({ id }) => id === pipeline);
  if (!found) return `there is no pipeline ${pipeline ?? ''} (any more).`;
  if (!stage) return null;
  const at = found.stages.find(({ id }) => id === stage);
  if (!at) return `the pipeline ${found.name} has no stage ${stage} (any more).`;
  return at.closed ? `the stage ${at.name} of ${found.name} is closed, so new deals would be closed.` : null;
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
  const faults = named.map((choice) => faultOf(choice, all)).filter((fault) => fault !== null);
  return unique(faults).map((fault) =>
    problem(
      'uses.stage',
      `${provider.label}: ${fault}`,
      'Choose another one in the pipeline rules or as default.',
    ),
  );
}
