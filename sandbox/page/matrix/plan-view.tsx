/** A plan as a person reads it: the row, what would be written and why, and what was considered and not done. */
import type { JSX } from 'preact';
import { say, type TextCode } from '../../../core/text/text';
import type { Plan, Step as PlannedStep } from '../../../core/model/plan';
import { formatTime } from '../../../core/text/format';
import { useSpeech, type Speech } from '../shared/language';
import { nameOf } from './people';
import type { cardOf } from './situation';

const nameOfStep = (step: PlannedStep, { t, language }: Speech): string => {
  if (step.kind === 'task')
    return `${say(language, `action.task${step.values.role[0]!.toUpperCase()}${step.values.role.slice(1)}` as TextCode)}, ${t(`state.${step.values.state}`)}`;
  return t(`step.${step.kind}`);
};

function Step({ step, isNew }: { step: PlannedStep; isNew: boolean }): JSX.Element {
  const speech = useSpeech();
  const { t, language } = speech;
  const owner = 'ownerId' in step.values ? nameOf(step.values.ownerId) : undefined;
  const name =
    step.kind === 'task'
      ? step.values.subject
      : step.kind === 'callRecord'
        ? step.values.title
        : 'name' in step.values
          ? step.values.name
          : '';
  return (
    <li class={isNew ? 'new' : ''}>
      <b>{nameOfStep(step, speech)}</b>
      {name && <span class="subject"> “{name}”</span>}
      {owner !== undefined && <span> · {t('for', { name: owner ?? t('who.nobody') })}</span>}
      {step.kind === 'task' && step.values.state === 'open' && (
        <span> · {t('due', { time: formatTime(step.values.dueAt, 'Europe/Kyiv', language) })}</span>
      )}
      {isNew && <em class="mark">{t('notInPreset')}</em>}
      <p class="dim">{step.reason.text}</p>
    </li>
  );
}

export function PlanView(props: {
  plan: Plan;
  /** The preset's own. */
  before: Plan;
  found: Awaited<ReturnType<typeof cardOf>>;
}): JSX.Element {
  const { plan, before, found } = props;
  const speech = useSpeech();
  const { t } = speech;
  const has = (of: Plan, { id, kind }: PlannedStep, state: string): boolean =>
    of.steps.some((step) => step.id === id && step.kind === kind && stateOf(step) === state);
  const gone = before.steps.filter((step) => !has(plan, step, stateOf(step)));
  const [choice, ...notes] = plan.notes;
  return (
    <div class="plan" aria-live="polite">
      <p>
        <b class="row">{plan.row ?? '–'}</b> {choice?.text}
      </p>
      <p class="dim">
        {[found.card.client.decidedBy.text, ...found.card.reasons.slice(1).map(({ text }) => text)].join(' ')}
      </p>
      {plan.steps.length === 0 ? (
        <p class="nothing">{t('nothing')}</p>
      ) : (
        <ol>
          {plan.steps.map((step) => (
            <Step key={step.id} step={step} isNew={!has(before, step, stateOf(step))} />
          ))}
        </ol>
      )}
      {gone.length > 0 && (
        <>
          <h3>{t('onlyPreset')}</h3>
          <ul class="gone">
            {gone.map((step) => (
              <li key={step.id}>{nameOfStep(step, speech)}</li>
            ))}
          </ul>
        </>
      )}
      {notes.length > 0 && (
        <>
          <h3>{t('notes')}</h3>
          <ul>
            {notes.map(({ text }) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
const stateOf = (step: PlannedStep): string => (step.kind === 'task' ? step.values.state : '');
