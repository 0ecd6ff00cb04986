/** The line every template of calls has: trigger, finder, matrix, upsert, each with its note. */
import { crmParameter, presetParameter, upsertName, type CrmTexts } from './crms';
import { eventsOf } from './rows';
import { COLOUR, note, ours, type Placed } from './workflow';

const NOTES_Y = -180;
const LINE_Y = 60;
const STEP = 280;

export const TRIGGER = 'Ringostat Trigger';
export const FIND = 'Find Responsible Manager';
export const MATRIX = 'Apply Matrix';

export interface LineTexts {
  /** Heading and what the workflow is for. */
  title: string;
  about: string;
  /** Numbered set-up list; its heading may say how long it takes. */
  setUp: string[];
  setUpTakes?: string;
  /** Words under the list. */
  after?: string;
  trigger: string;
  find: string;
  matrix: string;
  upsert: string;
}
interface LineParameters {
  events?: string[];
  find?: Record<string, unknown>;
  matrix?: Record<string, unknown>;
}

/** The first note: what it is and how to set it up. */
export function overview(
  texts: Pick<LineTexts, 'title' | 'about' | 'setUp' | 'setUpTakes' | 'after'>,
  height: number,
  y = NOTES_Y,
): Placed {
  const { title, about, setUp, setUpTakes, after } = texts;
  const list = setUp.map((step, index) => `${index + 1}. ${step}`).join('\n');
  const heading = `**Set up${setUpTakes ? `, ${setUpTakes}` : ''}**`;
  const content = [`## ${title}`, about, `${heading}\n${list}`, ...(after ? [after] : [])].join('\n\n');
  return note('Overview', content, [-420, y], { height, width: 360 }, COLOUR.overview);
}

/** The four nodes with their notes. */
export function line(crm: CrmTexts, texts: LineTexts, given: LineParameters = {}): Placed[] {
  const at = (column: number): [number, number] => [column * STEP, NOTES_Y];
  const below = (column: number): [number, number] => [80 + column * STEP, LINE_Y];
  const events = given.events ?? eventsOf(crm.crm);
  return [
    note('Note Trigger', texts.trigger, at(0)),
    ours('ringostatTrigger', TRIGGER, { events }, below(0)),
    note('Note Find', texts.find, at(1)),
    ours('ringostatFindResponsible', FIND, { ...crmParameter(crm), ...given.find }, below(1)),
    note('Note Matrix', texts.matrix, at(2)),
    ours('ringostatApplyMatrix', MATRIX, { ...presetParameter(crm), ...given.matrix }, below(2)),
    note('Note Upsert', texts.upsert, at(3)),
    ours(crm.upsert, upsertName(crm), {}, below(3)),
  ];
}

/** Its connections; `unknown`: whether clients that are not found go on too. */
export const lineConnections = (crm: CrmTexts, unknown = true): Record<string, string[][]> => ({
  [TRIGGER]: [[FIND]],
  [FIND]: unknown ? [[MATRIX], [MATRIX]] : [[MATRIX]],
  [MATRIX]: [[upsertName(crm)]],
});
