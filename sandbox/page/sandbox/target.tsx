/** Where webhooks go: the flow that runs beside the sandbox, or any address that is typed. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Refusal, Setup } from '../../api/types';
import { TextField } from '../shared/fields';
import { useSpeech } from '../shared/language';
import { ask } from './live';

export function TargetField({ setup }: { setup: Setup | null }): JSX.Element {
  const { t } = useSpeech();
  const [typed, setTyped] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const current = setup?.target?.calls ?? '';
  const aim = async (event: Event): Promise<void> => {
    event.preventDefault();
    const answer = await ask('target', { calls: typed ?? current });
    if ('refusal' in answer) return setRefusal(answer.refusal);
    setRefusal(null);
    setTyped(null);
  };
  return (
    <details>
      <summary>
        {t('target')}: {setup?.target ? (setup.target.host ?? t('target.typed')) : t('target.none')}
      </summary>
      <form class="aim" onSubmit={(event) => void aim(event)}>
        <TextField
          label={t('target.address')}
          value={typed ?? current}
          onType={setTyped}
          fault={refusal ? t(`refusal.${refusal.code}`) : null}
        />
        <button type="submit" disabled={typed === null}>
          {t('apply')}
        </button>
      </form>
      <p class="dim">{t('target.hint', { address: `${location.origin}/sandbox/told` })}</p>
    </details>
  );
}
