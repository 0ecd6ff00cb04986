/** What a flow relies on, checked against what the CRM has now, so that a change there shows before calls are lost (G-21). */
import type { PipelineChoice } from '../attribution/types';
import { CrmError } from '../http/errors';
import type { CrmField, CrmPipeline, CrmProvider, HealthFinding } from './port';

type MappedEntity = Parameters<CrmProvider['fields']>[0];

export interface FlowUses {
  /** CRM users of the team and the senior. */
  users: string[];
  /** Pipelines and stages that rules and defaults name; null parts are not checked. */
  stages: PipelineChoice[];
  /** Fields of the mapping. */
  fields: { entity: MappedEntity; field: string }[];
}

const problem = (code: string, message: string, advice: string): HealthFinding => ({
  level: 'problem',
  code,
  message,
  advice,
});
const unique = <T>(values: T[]): T[] => [...new Set(values)];

async function users({ users: wanted }: FlowUses, provider: CrmProvider): Promise<HealthFinding[]> {
  const ids = unique(wanted.filter(Boolean));
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

function stageFault({ pipeline, stage }: PipelineChoice, all: CrmPipeline[]): string | null {
  const found = all.find(({ id }) => id === pipeline);
  if (!found) return `There is no pipeline ${pipeline ?? ''}.`;
  if (!stage) return null;
  const at = found.stages.find(({ id }) => id === stage);
  if (!at) return `The pipeline ${found.name} has no stage ${stage}.`;
  return at.closed ? `The stage ${at.name} of ${found.name} is closed, so new deals would be closed.` : null;
}

async function stages({ stages: wanted }: FlowUses, provider: CrmProvider): Promise<HealthFinding[]> {
  const named = wanted.filter(({ pipeline }) => pipeline !== null && pipeline !== '');
  if (named.length === 0) return [];
  const all = await provider.pipelines();
  const faults = named.map((choice) => stageFault(choice, all)).filter((fault) => fault !== null);
  return unique(faults).map((fault) =>
    problem(
      'uses.stage',
      `${provider.label}: ${fault}`,
      'Choose another one in the pipeline rules or as default.',
    ),
  );
}

async function fields({ fields: wanted }: FlowUses, provider: CrmProvider): Promise<HealthFinding[]> {
  const byEntity = new Map<MappedEntity, string[]>();
  for (const { entity, field } of wanted) byEntity.set(entity, [...(byEntity.get(entity) ?? []), field]);
  const findings = await Promise.all(
    [...byEntity].map(async ([entity, names]) => {
      const known = new Map(
        (await provider.fields(entity)).map((field): [string, CrmField] => [field.name, field]),
      );
      return unique(names)
        .filter((name) => known.get(name)?.writable !== true)
        .map((name) =>
          problem(
            'uses.field',
            `The field ${name} of ${entity}, which the mapping fills, ${known.has(name) ? 'cannot be written' : 'is not there'} in ${provider.label}.`,
            'Choose another field in the mapping, or add it in the CRM.',
          ),
        );
    }),
  );
  return findings.flat();
}

/** Takes what the flow uses and a provider; returns a finding per fault, none when all is well. Never throws CrmError. */
export async function checkUses(uses: FlowUses, provider: CrmProvider): Promise<HealthFinding[]> {
  const findings = await Promise.all(
    [users, stages, fields].map((check) =>
      check(uses, provider).catch((error: unknown) => {
        if (error instanceof CrmError) return [problem(`uses.${error.kind}`, error.message, error.advice)];
        throw error;
      }),
    ),
  );
  const flat = findings.flat();
  // The same refusal met three times is one finding.
  return flat.filter(({ message }, index) => flat.findIndex((other) => other.message === message) === index);
}

/** The provider's own check, then what the flow uses; the latter is left out when the account cannot be reached. */
export async function checkFlow(provider: CrmProvider, uses: FlowUses): Promise<HealthFinding[]> {
  const account = await provider.health();
  if (account.some(({ code }) => code.endsWith('.credentialRefused'))) return account;
  return [...account, ...(await checkUses(uses, provider))];
}
