/** What the calls of this page would have become with the table as it is now, and the way to give it to the running flow. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { writeTableFile } from '../../../core/matrix/table-file';
import { applyMatrix } from '../../../core/matrix/apply-matrix';
import { DEFAULT_OPTIONS, presets } from '../../../core/matrix/presets';
import type { Plan } from '../../../core/model/plan';
import type { Refusal, Setup, Story, Told } from '../../api/types';
import type { MatrixState } from '../matrix/state';
import { Panel } from '../shared/fields';
import { useSpeech } from '../shared/language';
import { ask } from './live';

const MAX_CALLS = 20;

function planNow(
  { event, card }: Told,
  { table, preset }: MatrixState,
  language: Plan['language'],
): Plan | null {
  if (!card) return null;
  const { callRecordIsTask } = presets[preset];
  const options = { ...DEFAULT_OPTIONS, language };
  return applyMatrix({ event, card, table, preset, callRecordIsTask, options });
}

function Event({ told, matrix }: { told: Told; matrix: MatrixState }): JSX.Element | null {
  const { t, language } = useSpeech();
  const now = planNow(told, matrix, language);
  if (!now || !told.plan) return null;
  const before = told.plan.steps.map(({ id }) => id);
  const after = now.steps.map(({ id }) => id);
  const all = [...new Set([...before, ...after])];
  return (
    <li>
      <b>{told.event.clientNumberInternational ?? told.event.clientNumberAsSent ?? '–'}</b> {told.event.name}{' '}
      <span class="chip by">{now.row ?? '–'}</span>{' '}
      {all.length === 0 && <span class="dim">{t('nothing')}</span>}
      {all.map((id) => {
        const how = !after.includes(id) ? 'gone' : before.includes(id) ? 'same' : 'new';
        return (
          <span key={id} class={`step ${how}`} title={how === 'same' ? undefined : t(`step.is.${how}`)}>
            {how === 'new' ? '+ ' : how === 'gone' ? '− ' : ''}
            {id}
          </span>
        );
      })}
    </li>
  );
}

export function Recent(props: {
  matrix: MatrixState;
  stories: readonly Story[];
  setup: Setup | null;
}): JSX.Element {
  const { matrix, stories, setup } = props;
  const { t } = useSpeech();
  const [told, setTold] = useState<Refusal | 'applied' | null>(null);
  const events = stories.flatMap((story) => story.told).slice(0, MAX_CALLS);
  const apply = async (): Promise<void> => {
    setTold(null);
    const answer = await ask('apply', JSON.parse(writeTableFile(matrix)));
    setTold('refusal' in answer ? answer.refusal : 'applied');
  };
  return (
    <Panel title={t('recent')}>
      <p class="dim">{t('recent.is')}</p>
      {events.length === 0 ? (
        <p class="dim">{t('noStory')}</p>
      ) : (
        <ul class="plain recent" aria-live="polite">
          {events.map((one, index) => (
            <Event key={index} told={one} matrix={matrix} />
          ))}
        </ul>
      )}
      <p class="buttons">
        <button type="button" class="main" disabled={!setup?.canApply} onClick={() => void apply()}>
          {t('applyTable')}
        </button>
        <span role="status">{told === 'applied' ? t('applied') : ''}</span>
      </p>
      {told !== null && told !== 'applied' && (
        <p class="fault" role="alert">
          {t(`refusal.${told.code}`)}
        </p>
      )}
    </Panel>
  );
}
