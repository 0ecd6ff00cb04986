/** Settings only NetHunt has: folders, fields, stages; it tells no kinds of folders, no types and no options. */
import { HOME_TIME_ZONE } from '../../phone/home';
import type { ProviderSetting } from '../port';
import { fold, type FieldKey, type Kind } from './kinds';

const folder = (name: string, what: string, find: boolean): ProviderSetting => ({
  name,
  label: `Folder of ${what}`,
  hint: `NetHunt folder that holds ${what}; empty: found by its usual name in English, Ukrainian or Russian.`,
  type: 'choice',
  default: '',
  list: 'folders',
  find,
});
const field = (name: string, list: string, what: string, find: boolean): ProviderSetting => ({
  name,
  label: `Field: ${what}`,
  hint: `Field of the folder that holds the ${what}; empty: found by its usual name.`,
  type: 'choice',
  default: '',
  list,
  find,
});

export const SETTINGS: ProviderSetting[] = [
  folder('contactsFolder', 'contacts', true),
  folder('companiesFolder', 'companies', true),
  folder('dealsFolder', 'deals', true),
  folder('tasksFolder', 'tasks', false),
  folder('callsFolder', 'calls (Ringostat calls)', false),
  field('phoneField', 'contactFields', 'phone of a contact', true),
  field('managerField', 'contactFields', 'manager of a contact', true),
  field('sourceField', 'contactFields', 'source of a contact', false),
  field('dealContactField', 'dealFields', 'contact of a deal', true),
  field('dealManagerField', 'dealFields', 'manager of a deal', true),
  field('stageField', 'dealFields', 'stage of a deal', true),
  {
    name: 'deals',
    label: 'Look for deals',
    hint: "Also look for the client's deals, one request more per call. Needed when deals decide who is responsible.",
    type: 'boolean',
    default: false,
    find: true,
  },
  {
    name: 'stages',
    label: 'Pipelines and stages',
    hint: 'NetHunt does not tell them. "Sales: New, In progress | Won, Lost; Partners: New": closed ones after the bar. Empty: collected from recent deals.',
    type: 'text',
    default: '',
    find: true,
  },
  {
    name: 'source',
    label: 'Source of new contacts',
    hint: 'Written into the field Source of contacts the product creates.',
    type: 'text',
    default: 'Ringostat',
  },
  {
    name: 'calls',
    label: 'Where calls are written',
    hint: 'The report is a record per call in the folder of calls; the timeline is the call log of the contact or deal.',
    type: 'choice',
    default: 'report',
    options: [
      { value: 'report', label: 'Report "Ringostat calls"' },
      { value: 'timeline', label: 'Timeline of the contact or deal' },
      { value: 'both', label: 'Both (one request more)' },
    ],
  },
  {
    name: 'workers',
    label: 'Workers',
    hint: 'NetHunt has no unique fields. With several workers (n8n queue mode) each new record is read back and a double taken away: one request more each.',
    type: 'choice',
    default: 'one',
    options: [
      { value: 'one', label: 'One process' },
      { value: 'several', label: 'Several processes' },
    ],
  },
  {
    name: 'timeZone',
    label: 'Time zone',
    hint: 'IANA name, for dates typed without an offset.',
    type: 'text',
    default: HOME_TIME_ZONE,
  },
];

/** Id of the one pipeline of a folder whose deals name none. */
export const ONE_PIPELINE = '(deals)';

export interface StageChoice {
  /** Empty: the one of the folder. */
  pipeline: string;
  stages: { name: string; closed: boolean }[];
}
export interface Settings {
  folders: Record<Kind, string>;
  /** Display names chosen by the builder. */
  fields: Partial<Record<Kind, Partial<Record<FieldKey, string>>>>;
  deals: boolean;
  stages: StageChoice[];
  source: string;
  calls: 'report' | 'timeline' | 'both';
  severalWorkers: boolean;
  timeZone: string;
}

const list = (text: string): string[] =>
  text
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);

/** Takes "Sales: New, In progress | Won, Lost; Partners: New"; a part without a colon is the one pipeline's. */
export function parseStages(text: string): StageChoice[] {
  return text.split(';').flatMap((part) => {
    const at = part.indexOf(':');
    const pipeline = at < 0 ? '' : part.slice(0, at).trim();
    const [open = '', closed = ''] = part.slice(at + 1).split('|');
    const stages = [
      ...list(open).map((name) => ({ name, closed: CLOSED.has(fold(name)) })),
      ...list(closed).map((name) => ({ name, closed: true })),
    ];
    return stages.length > 0 ? [{ pipeline, stages }] : [];
  });
}

/** Stages that usually end a deal, where the builder named none. */
export const CLOSED = new Set(
  [
    ['won', 'lost', 'closed', 'closed won', 'closed lost', 'cancelled', 'canceled', 'done', 'completed'],
    ['виграно', 'програно', 'закрито', 'успішно', 'скасовано', 'завершено', 'відмова'],
    ['выиграно', 'проиграно', 'закрыто', 'успешно', 'отменено', 'отказ', 'выиграна', 'проиграна'],
  ].flat(),
);

/** Takes the node's values, anything else than texts and booleans counts as empty; returns them with defaults. */
export function readSettings(values: Record<string, unknown> = {}): Settings {
  const text = (name: string, fallback = ''): string => {
    const value = values[name];
    return typeof value === 'string' && value.trim() ? value.trim() : fallback;
  };
  const calls = text('calls');
  return {
    folders: {
      contact: text('contactsFolder'),
      company: text('companiesFolder'),
      deal: text('dealsFolder'),
      task: text('tasksFolder'),
      callRecord: text('callsFolder'),
    },
    fields: {
      contact: { phone: text('phoneField'), owner: text('managerField'), source: text('sourceField') },
      deal: {
        contact: text('dealContactField'),
        owner: text('dealManagerField'),
        stage: text('stageField'),
      },
    },
    deals: values['deals'] === true || values['deals'] === 'true',
    stages: parseStages(text('stages')),
    source: text('source', 'Ringostat'),
    calls: calls === 'timeline' || calls === 'both' ? calls : 'report',
    severalWorkers: text('workers') === 'several',
    timeZone: text('timeZone', HOME_TIME_ZONE),
  };
}
