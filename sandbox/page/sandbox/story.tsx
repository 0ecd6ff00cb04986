/** The story of a call: events in, who the client is and why, row and plan with reasons, requests with answers, outcome. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Request, Story, Told } from '../../api/types';
import { Panel, Select } from '../shared/fields';
import { useSpeech, type Speech } from '../shared/language';

const json = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value, null, 2));

function Raw({ label, value }: { label: string; value: unknown }): JSX.Element | null {
  if (value === null || value === undefined || value === '') return null;
  return (
    <>
      <b>{label}</b>
      <pre tabIndex={0}>{json(value)}</pre>
    </>
  );
}

function Requests({ requests }: { requests: Request[] }): JSX.Element {
  const { t } = useSpeech();
  return (
    <ol>
      {requests.map((one, index) => (
        <li key={index}>
          <details>
            <summary>
              {one.method} {one.path}{' '}
              <span class={`chip ${one.status >= 200 && one.status < 300 ? 'good' : 'bad'}`}>
                {one.status || t('noAnswer')}
                {one.ms !== null && ` · ${t('ms', { ms: one.ms })}`}
              </span>
            </summary>
            <Raw label={t('request')} value={one.body} />
            <Raw label={t('answer')} value={one.answer} />
          </details>
        </li>
      ))}
    </ol>
  );
}

function ToldEvent({ told }: { told: Told }): JSX.Element {
  const { t } = useSpeech();
  const { plan, outcome } = told;
  const statusOf = (id: string): string | null => {
    const step = outcome?.steps.find((one) => one.id === id);
    return step ? t(`status.${step.status}`) : null;
  };
  return (
    <li>
      <h3>
        {told.event.name} {plan && <span class="chip by">{plan.row ?? '–'}</span>}
      </h3>
      <p class="dim">{told.reasons.join(' ')}</p>
      {plan && plan.steps.length === 0 && <p>{t('nothingToDo')}</p>}
      {plan && plan.steps.length > 0 && (
        <ol>
          {plan.steps.map(({ id, reason }) => (
            <li key={id}>
              <b>{id}</b> {statusOf(id) && <span class="chip good">{statusOf(id)}</span>}
              <br />
              <span class="dim">{reason.text}</span>
            </li>
          ))}
        </ol>
      )}
      {plan && plan.notes.length > 0 && (
        <details>
          <summary>{t('notes')}</summary>
          <ul>
            {[...plan.notes, ...(outcome?.notes ?? [])].map(({ text }, index) => (
              <li key={index}>{text}</li>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}

const nameOfStory = ({ order, at, told }: Story, { t, language }: Speech): string =>
  [
    new Date(at).toLocaleTimeString(language),
    order ? t(`story.${order.story}`) : t('pasted'),
    order?.number ?? told[0]?.event.clientNumberInternational ?? '',
  ]
    .filter(Boolean)
    .join(' · ');

export function StoryPanel({ stories }: { stories: readonly Story[] }): JSX.Element {
  const speech = useSpeech();
  const { t } = speech;
  /** Null: the newest. */
  const [chosen, setChosen] = useState<string | null>(null);
  const story = stories.find(({ id }) => id === chosen) ?? stories[0];
  if (!story)
    return (
      <Panel title={t('storyOf')}>
        <p class="dim">{t('noStory')}</p>
      </Panel>
    );
  return (
    <Panel title={t('storyOf')} class="story">
      <Select
        label={t('whichCall')}
        value={story.id}
        options={stories.map((one) => ({ value: one.id, label: nameOfStory(one, speech) }))}
        onChoose={(id) => setChosen(id === stories[0]?.id ? null : id)}
      />
      <h3>{t('eventsIn')}</h3>
      <ol>
        {story.deliveries.map(({ event, status, ms, answer, payload }, index) => (
          <li key={index}>
            <details>
              <summary>
                {event || t('event.byFields')}{' '}
                <span class={`chip ${status === null ? '' : status === 200 ? 'good' : 'bad'}`}>
                  {status === null ? t('onItsWay') : `${status || t('noAnswer')} · ${t('ms', { ms })}`}
                </span>
              </summary>
              <Raw label={t('request')} value={payload} />
              <Raw label={t('answer')} value={answer} />
            </details>
          </li>
        ))}
      </ol>
      <h3>{t('decided')}</h3>
      {story.told.length === 0 ? (
        <p class="dim">{t('notTold')}</p>
      ) : (
        <ul class="plain told">
          {story.told.map((told, index) => (
            <ToldEvent key={index} told={told} />
          ))}
        </ul>
      )}
      <h3>{t('requests', { count: story.requests.length })}</h3>
      <Requests requests={story.requests} />
    </Panel>
  );
}
