import type { INodeProperties } from 'n8n-workflow';
import { escapeHtml, EVENT_NAMES, setupGuide, type EventName, type SecretIn } from '../shared/product';

/**
 * n8n shows the URL above the fields; what comes after it depends on the event and on where the secret goes. Notices
 * keep the tags a, ul and li only.
 */
function notice(event: EventName, places: SecretIn[]): INodeProperties[] {
  const routing = event === 'routing';
  return setupGuide('', [event], { secretIn: places[0] }).map(({ cabinet, url, parameters }) => ({
    displayName: [
      escapeHtml(cabinet),
      `<ul><li>After the URL above: ${escapeHtml(url)}</li>`,
      `<li>Parameters to tick, with these names: ${parameters.map(({ name }) => escapeHtml(name)).join(', ')}</li></ul>`,
    ].join(''),
    name: `guide_${event.replace('.', '_')}_${places[0] ?? ''}`,
    type: 'notice',
    default: '',
    displayOptions: {
      show: {
        secretIn: places,
        ...(routing ? { receive: ['routing'] } : { receive: ['events'], events: [event] }),
      },
    },
  }));
}

/** What to enter in Ringostat's cabinet, per event, beside the field that chooses it. */
export const guideNotices: INodeProperties[] = EVENT_NAMES.flatMap((event) => [
  ...notice(event, ['query', 'any']),
  ...notice(event, ['path']),
  ...notice(event, ['basic']),
]);
