import { render, type JSX } from 'preact';
import { useState } from 'preact/hooks';
import { MatrixView } from '../matrix/matrix-view';
import { Frame } from '../shared/frame';
import { useSpeech } from '../shared/language';
import { Crm } from './crm';
import { useLive } from './live';
import { Phone } from './phone';
import { Recent } from './recent';
import { Ringing } from './ringing';
import { StoryPanel } from './story';

const VIEWS = ['desk', 'table'] as const;
type View = (typeof VIEWS)[number];

function Ways(props: { editor: string | null; view: View; onView: (view: View) => void }): JSX.Element {
  const { editor, view, onView } = props;
  const { t } = useSpeech();
  return (
    <nav aria-label={t('ways')}>
      {VIEWS.map((one) => (
        <button key={one} type="button" aria-pressed={one === view} onClick={() => onView(one)}>
          {t(`view.${one}`)}
        </button>
      ))}
      {editor && (
        <a href={editor} target="_blank" rel="noreferrer">
          {t('editor')}
        </a>
      )}
    </nav>
  );
}

function Desk(): JSX.Element {
  const [view, setView] = useState<View>('desk');
  const { state, setup, stories, connected } = useLive();
  const { t } = useSpeech();
  return (
    <>
      <Ways editor={setup?.target?.editor ?? null} view={view} onView={setView} />
      {!connected && (
        <p class="fault" role="alert">
          {t('refusal.unreachable')}
        </p>
      )}
      {view === 'table' && state ? (
        <MatrixView
          first={state.crmId}
          beside={(matrix) => <Recent matrix={matrix} stories={stories} setup={setup} />}
        />
      ) : (
        <div class="desk">
          <div>
            <Phone setup={setup} />
            <Ringing />
          </div>
          {state && <Crm state={state} stories={stories} />}
          <StoryPanel stories={stories} />
        </div>
      )}
    </>
  );
}

render(
  <Frame title="title.sandbox">
    <Desk />
  </Frame>,
  document.getElementById('page')!,
);
