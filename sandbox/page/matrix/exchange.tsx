/** The table as the JSON that both hosts read: copied, saved, pasted in. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { readTableFile, writeTableFile } from '../../../core/matrix/table-file';
import { toText } from '../../../core/text/said';
import { WordedError } from '../../../core/text/worded-error';
import { Panel } from '../shared/fields';
import { useSpeech, type PageText } from '../shared/language';
import type { MatrixState } from './state';

/** Files above this are no table, bytes. */
const MAX_FILE = 1_000_000;

async function copy(text: string, field: HTMLTextAreaElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Pages opened from a file may have no clipboard; what is selected can be copied by hand.
    field.select();
    return false;
  }
}

export function Exchange({ matrix }: { matrix: MatrixState }): JSX.Element {
  const { t, language } = useSpeech();
  const text = writeTableFile(matrix);
  const [typed, setTyped] = useState<string | null>(null);
  const [told, setTold] = useState<PageText | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const read = (given: string): void => {
    setTold(null);
    setFault(null);
    let parsed: unknown;
    try {
      parsed = JSON.parse(given);
    } catch {
      setFault(t('noJson'));
      return;
    }
    try {
      const { preset, table } = readTableFile(parsed);
      matrix.write({ preset: preset ?? 'empty', table });
      setTyped(null);
      setTold('read');
    } catch (error) {
      setFault(error instanceof WordedError ? toText(error.words, language) : String(error));
    }
  };
  const open = (file: File | undefined): void => {
    if (!file) return;
    if (file.size > MAX_FILE) setFault(t('noJson'));
    else void file.text().then(read);
  };
  return (
    <Panel title={t('json')}>
      <p class="dim">{t('jsonWhere')}</p>
      <textarea
        id="json"
        aria-label={t('json')}
        aria-invalid={fault !== null}
        rows={10}
        spellcheck={false}
        value={typed ?? text}
        onInput={({ currentTarget }) => setTyped(currentTarget.value)}
      />
      {fault !== null && (
        <p class="fault" role="alert">
          {fault}
        </p>
      )}
      <p class="buttons">
        <button
          type="button"
          class="main"
          disabled={typed !== null}
          onClick={({ currentTarget }) => {
            const field = currentTarget.closest('section')!.querySelector('textarea')!;
            void copy(text, field).then((done) => setTold(done ? 'copied' : 'selected'));
          }}
        >
          {t('copy')}
        </button>
        <a
          class="button"
          download="ringostat-matrix.json"
          href={`data:application/json;charset=utf-8,${encodeURIComponent(text)}`}
        >
          {t('save')}
        </a>
        <button type="button" disabled={typed === null} onClick={() => read(typed ?? '')}>
          {t('readJson')}
        </button>
        <label class="button">
          {t('openFile')}
          <input
            type="file"
            accept=".json,application/json"
            onChange={({ currentTarget }) => {
              open(currentTarget.files?.[0]);
              currentTarget.value = '';
            }}
          />
        </label>
        <span role="status">{told ? t(told) : ''}</span>
      </p>
    </Panel>
  );
}
