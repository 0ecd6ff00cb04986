/** Whom to ring? The question as Ringostat asks it, the answer, and how long it took. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Refusal, Rung } from '../../api/types';
import { Panel, TextField } from '../shared/fields';
import { useSpeech } from '../shared/language';
import { ask } from './live';

/** Ringostat waits no longer for an answer, ms. */
const PATIENCE_MS = 2000;

export function Ringing(): JSX.Element {
  const { t } = useSpeech();
  const [number, setNumber] = useState('067 111 22 33');
  const [rung, setRung] = useState<Rung | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const ring = async (event: Event): Promise<void> => {
    event.preventDefault();
    const answer = await ask<Rung>('ring', { number });
    setRung('good' in answer ? answer.good : null);
    setRefusal('refusal' in answer ? answer.refusal : null);
  };
  return (
    <Panel title={t('ringing')}>
      <form class="aim" onSubmit={(event) => void ring(event)}>
        <TextField
          label={t('number')}
          value={number}
          onType={setNumber}
          fault={refusal ? t(`refusal.${refusal.code}`) : null}
        />
        <button type="submit">{t('ring')}</button>
      </form>
      <p role="status">
        {rung && (
          <>
            <b>{rung.answer.trim() === '' ? t('ring.nobody') : rung.answer}</b>{' '}
            <span class={`chip ${rung.ms <= PATIENCE_MS && rung.status === 200 ? 'good' : 'bad'}`}>
              {rung.status} · {t('ms', { ms: rung.ms })}
            </span>
          </>
        )}
      </p>
    </Panel>
  );
}
