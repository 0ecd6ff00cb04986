import { setupGuide, type GuideRow } from '../../core/event/urls';
import type { EventName } from '../../core/model/event';
import type { TriggerNodeSettings } from './types';

type Translate = (key: string) => string;

/** Address of Node-RED as the browser sees it; behind a proxy the user changes the first part. */
function publicBase(path: string): string {
  const editor = new URL('.', window.location.href);
  return `${editor.origin}/${path.trim().replace(/^\/+|\/+$/g, '')}`;
}

function copyButton(text: string, t: Translate): JQuery {
  const button = $('<button type="button" class="red-ui-button red-ui-button-small">').attr(
    'aria-label',
    t('button.copy'),
  );
  const icon = $('<i class="fa fa-clipboard" aria-hidden="true"></i>');
  button.append(icon).on('click', () => {
    // The clipboard is closed to pages without https, where the text is selected instead.
    const copied = navigator.clipboard?.writeText(text) ?? Promise.reject(new Error('no clipboard'));
    copied.then(
      () => icon.attr('class', 'fa fa-check'),
      () => window.getSelection()?.selectAllChildren(button.prev()[0] ?? document.body),
    );
  });
  return button;
}

function guideRow(row: GuideRow, t: Translate): JQuery {
  const title = $('<div>').append(
    $('<b>').text(t(`event.${row.event.replace('.', '-')}`)),
    document.createTextNode(` · ${row.method}`),
  );
  const url = $('<div class="ringostat-url">').append($('<code>').text(row.url), copyButton(row.url, t));
  const list = $('<details class="ringostat-params">').append(
    $('<summary>').text(`${t('label.parameters')} (${row.parameters.length})`),
  );
  for (const { variable, name } of row.parameters) {
    list.append($('<div>').append(document.createTextNode(`${variable} → `), $('<code>').text(name)));
  }
  return $('<div>').append(title, url, list);
}

/** What to paste into Ringostat's cabinet: an address per event and the parameters to tick there. */
export function showSetUp(
  place: JQuery,
  t: Translate,
  chosen: { routing: boolean; path: string; events: EventName[]; secretIn: TriggerNodeSettings['secretIn'] },
): void {
  const events: EventName[] = chosen.routing ? ['routing'] : chosen.events;
  const rows = setupGuide(publicBase(chosen.path), events, { secretIn: chosen.secretIn });
  place
    .empty()
    .append($('<div class="ringostat-note">').text(t(chosen.routing ? 'hint.setUpRouting' : 'hint.setUp')));
  place.append(rows.map((row) => guideRow(row, t)));
}
