/** Records of the CRM as the page lists them. */
import type { LabCall, LabRecord, LabTask, LabView } from '../../common/lab';
import type { PageState, Story } from '../../api/types';

export type Kind = keyof LabView;
export const KINDS: readonly Kind[] = ['contacts', 'leads', 'companies', 'deals', 'tasks', 'calls'];
export type AnyRecord = LabRecord | LabCall | LabTask;
const ENTITY = { contacts: 'contact', leads: 'lead', companies: 'company', deals: 'deal' } as const;

/** What the CRM has; what it lacks is shown all the same when something is there. */
export const kindsOf = ({ entities, view }: PageState): Kind[] =>
  KINDS.filter(
    (kind) =>
      kind === 'tasks' || kind === 'calls' || entities.includes(ENTITY[kind]) || view[kind].length > 0,
  );

/** Newest first; open tasks before done ones. */
export function listOf(view: LabView, kind: Kind): AnyRecord[] {
  const records = [...view[kind]].reverse() as AnyRecord[];
  const isDone = (record: AnyRecord): number => ('state' in record && record.state === 'done' ? 1 : 0);
  return kind === 'tasks' ? records.sort((one, other) => isDone(one) - isDone(other)) : records;
}

export const titleOf = (record: AnyRecord): string | null =>
  'subject' in record ? record.subject : record.name;

const keyOf = (record: AnyRecord): string | null => ('key' in record ? record.key : record.callId);
/** The call that made the record, by the key it carries, and the row that held. */
export function madeBy(
  record: AnyRecord,
  stories: readonly Story[],
): { story: Story; row: string | null } | null {
  const story = stories.find(({ callKey, told }) => {
    const key = keyOf(record);
    const wrote = told.some(({ outcome }) => outcome?.steps.some(({ recordId }) => recordId === record.id));
    return wrote || (key !== null && callKey !== null && key.startsWith(callKey));
  });
  if (!story) return null;
  const by = story.told.find(({ outcome }) =>
    outcome?.steps.some(({ recordId, status }) => recordId === record.id && status === 'created'),
  );
  return { story, row: (by ?? story.told.at(-1))?.plan?.row ?? null };
}

/** Columns of the board: a stage each, in the order in which deals came to them; closed ones last. */
export function stagesOf(
  state: PageState,
): { id: string; title: string; open: boolean; deals: LabRecord[] }[] {
  const columns = new Map<string, { id: string; title: string; open: boolean; deals: LabRecord[] }>();
  for (const deal of [...state.view.deals].reverse()) {
    const id = `${deal.pipeline ?? ''} ${deal.stage ?? ''} ${deal.open}`;
    const pipeline = deal.pipeline ? (state.pipelines[deal.pipeline] ?? deal.pipeline) : '';
    const title = [pipeline, deal.stage].filter(Boolean).join(' · ') || '–';
    const column = columns.get(id) ?? { id, title, open: deal.open, deals: [] };
    column.deals.push(deal);
    columns.set(id, column);
  }
  return [...columns.values()].sort((one, other) => Number(other.open) - Number(one.open));
}

/** HTML bodies as a person reads them. Nothing of it is ever put into the page as HTML. */
export function plain(text: string): string {
  if (!/<[a-z/]/i.test(text)) return text;
  const page = new DOMParser().parseFromString(
    text.replace(/<(br|\/p|\/div|\/li)[^>]*>/gi, '\n'),
    'text/html',
  );
  return (page.body.textContent ?? '').replace(/\n{2,}/g, '\n').trim();
}
