/** A line per record of a plan or an outcome, and what both come to in a sentence. */
import { personName } from '../matrix/names-of-people';
import type { ClientCard } from '../model/client';
import type { Outcome, StepOutcome } from '../model/outcome';
import type { Language, Plan, Step, StepKind, UpdateStep } from '../model/plan';
import type { SummaryLine } from '../model/summary';
import { say, type TextCode } from '../text/text';

/** What became of a step; `planned` and the `would…` are of what is not written yet. */
type Fate = StepOutcome['status'] | 'planned' | 'wouldCreate' | 'wouldUpdate';
/** In this order they are told. */
const TOLD: readonly Fate[] = [
  'failed',
  'created',
  'updated',
  'alreadyThere',
  'wouldCreate',
  'wouldUpdate',
  'planned',
];

interface Told {
  fate: Fate;
  /** Of what kind: "deal", "task". */
  kind: string;
  line: SummaryLine;
}

/** Names of the CRM users this call knows of, by id. */
function namesOf(card: ClientCard | null): Map<string, string> {
  const people = [card?.manager, card?.responsible, card?.senior, card?.distributed];
  return new Map(
    people.flatMap((person) => (person?.crmUserId ? [[person.crmUserId, personName(person)] as const] : [])),
  );
}

/** What a step is about, where it names no record that is there already. */
const KINDS: Record<Exclude<StepKind, UpdateStep['kind']>, TextCode> = {
  contact: 'kind.contact',
  lead: 'kind.lead',
  company: 'kind.company',
  deal: 'kind.deal',
  callRecord: 'kind.callRecord',
  task: 'kind.task',
  note: 'kind.note',
  missed: 'kind.missed',
};
const isUpdateKind = (kind: StepKind): kind is UpdateStep['kind'] => !(kind in KINDS);

/** The kind of record a step is about, in words; of a task also whether it is done. `step`: of the plan, if it is still there. */
function kindText(step: Step | undefined, kind: StepKind, language: Language): string {
  const about = step && 'target' in step ? step.target.entity : kind;
  // A change of a record whose plan a flow took away.
  const what = say(language, isUpdateKind(about) ? 'kind.record' : KINDS[about]);
  return step?.kind === 'task' ? `${say(language, `state.${step.values.state}`)} ${what}` : what;
}

const ownerOf = (step: Step | undefined): string | null =>
  step && 'ownerId' in step.values ? (step.values.ownerId ?? null) : null;

const FATES: Record<Fate, TextCode> = {
  created: 'summary.created',
  updated: 'summary.updated',
  alreadyThere: 'summary.alreadyThere',
  skipped: 'summary.skipped',
  failed: 'summary.failed',
  planned: 'summary.planned',
  wouldCreate: 'summary.wouldCreate',
  wouldUpdate: 'summary.wouldUpdate',
};

/** In a dry run nothing is written yet. */
function fateOf({ status }: StepOutcome, dryRun: boolean): Fate {
  if (!dryRun) return status;
  if (status === 'created') return 'wouldCreate';
  return status === 'updated' ? 'wouldUpdate' : status;
}

/** Takes the plan and, once it is carried out, the outcome; returns what is told of each step, in the plan's order. */
export function toldOf(
  plan: Plan | null,
  outcome: Outcome | null,
  card: ClientCard | null,
  language: Language,
): Told[] {
  const names = namesOf(card);
  const steps = new Map((plan?.steps ?? []).map((step) => [step.id, step]));
  const done = outcome?.steps ?? plan?.steps.map((step) => ({ ...step, url: null, error: null })) ?? [];
  return done.map((one) => {
    const step = steps.get(one.id);
    const fate = 'status' in one ? fateOf(one, outcome?.dryRun === true) : 'planned';
    const kind = kindText(step, one.kind, language);
    const owner = ownerOf(step);
    return {
      fate,
      kind,
      line: {
        what: say(language, FATES[fate], { what: kind }),
        link: one.url,
        owner: owner === null ? null : (names.get(owner) ?? owner),
        why: one.error?.message ?? one.reason.text,
      },
    };
  });
}

/**
 * "Created: contact, deal, task (Iryna Shevchenko). Already there: call record."; what was skipped is told where nothing else is.
 * Empty for no steps.
 */
export function resultText(told: readonly Told[], language: Language): string {
  const worth = TOLD.filter((fate) => told.some((one) => one.fate === fate));
  return (worth.length > 0 ? worth : (['skipped'] as const))
    .flatMap((fate) => {
      const whats = told
        .filter((one) => one.fate === fate)
        .map(({ kind, line }) => (line.owner === null ? kind : `${kind} (${line.owner})`));
      const what = [...new Set(whats)].join(', ');
      return what === '' ? [] : [`${say(language, FATES[fate], { what })}.`];
    })
    .join(' ');
}
