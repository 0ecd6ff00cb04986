/** A real webhook, pasted in: JSON or form fields, with other numbers before it leaves the page. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { EVENT_NAMES } from '../../../core/model/event';
import { Select } from '../shared/fields';
import { useSpeech, type PageText } from '../shared/language';
import { withInventedNumbers } from './invented';
import { ask } from './live';

const BY_FIELDS = 'byFields';

function read(text: string): Record<string, unknown> | null {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
      ? (parsed as Record<string, unknown>)
      : null;
  } catch {
    const pairs = Object.fromEntries(new URLSearchParams(text.trim()));
    return Object.values(pairs).some((value) => value !== '') ? pairs : null;
  }
}

export function Paste(): JSX.Element {
  const { t } = useSpeech();
  const [text, setText] = useState('');
  const [event, setEvent] = useState<string>(BY_FIELDS);
  const [fault, setFault] = useState<PageText | null>(null);
  const mask = (): Record<string, unknown> | null => {
    const payload = read(text);
    setFault(payload ? null : 'refusal.badJson');
    return payload && (withInventedNumbers(payload) as Record<string, unknown>);
  };
  const send = async (): Promise<void> => {
    const payload = mask();
    if (!payload) return;
    setText(JSON.stringify(payload, null, 2));
    const answer = await ask('paste', { payload, event: event === BY_FIELDS ? null : event });
    if ('refusal' in answer) setFault(`refusal.${answer.refusal.code}`);
  };
  return (
    <details>
      <summary>{t('paste')}</summary>
      <p class="dim">{t('paste.hint')}</p>
      <textarea
        rows={6}
        spellcheck={false}
        aria-label={t('paste')}
        aria-invalid={fault !== null}
        value={text}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
      />
      {fault !== null && (
        <p class="fault" role="alert">
          {t(fault)}
        </p>
      )}
      <div class="aim">
        <Select
          label={t('event')}
          value={event}
          options={[
            { value: BY_FIELDS, label: t('event.byFields') },
            ...EVENT_NAMES.filter((name) => name !== 'routing').map((value) => ({ value, label: value })),
          ]}
          onChoose={setEvent}
        />
        <button type="button" disabled={text.trim() === ''} onClick={() => void send()}>
          {t('paste.send')}
        </button>
      </div>
    </details>
  );
}
