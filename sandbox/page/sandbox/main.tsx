import { render, type JSX } from 'preact';
import { Frame } from '../shared/frame';
import { useSpeech } from '../shared/language';
import { Crm } from './crm';
import { useLive } from './live';
import { Phone } from './phone';
import { Ringing } from './ringing';
import { StoryPanel } from './story';

function Ways({ editor }: { editor: string | null }): JSX.Element {
  const { t } = useSpeech();
  return (
    <nav aria-label={t('ways')}>
      <a href="/matrix">{t('title.matrix')}</a>
      {editor && (
        <a href={editor} target="_blank" rel="noreferrer">
          {t('editor')}
        </a>
      )}
    </nav>
  );
}

function Desk(): JSX.Element {
  const { state, setup, stories, connected } = useLive();
  const { t } = useSpeech();
  return (
    <>
      <Ways editor={setup?.target?.editor ?? null} />
      {!connected && (
        <p class="fault" role="alert">
          {t('refusal.unreachable')}
        </p>
      )}
      <div class="desk">
        <div>
          <Phone setup={setup} />
          <Ringing />
        </div>
        {state && <Crm state={state} stories={stories} />}
        <StoryPanel stories={stories} />
      </div>
    </>
  );
}

render(
  <Frame title="title.sandbox">
    <Desk />
  </Frame>,
  document.getElementById('page')!,
);
