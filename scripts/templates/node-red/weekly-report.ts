/** The weekly report as a flow: the same as scripts/templates/n8n/weekly-report.ts says. */
import { completed } from './completed';
import type { FlowNode } from './flow-node';
import { withOwnIds } from './retell';

/** No word of a node's fields, so that only ids are replaced by own ones. */
const own = (id: string): string => `#${id}`;
const TAB = own('tab');
const PROJECT = own('project');
/** A node Ringostat that reports; what is not said here is as its editor has it. */
const ringostat = (changed: Record<string, unknown>): Record<string, unknown> => ({
  version: 1,
  name: '',
  project: PROJECT,
  operation: 'reportEmployees',
  ...changed,
});
const at = (x: number, y: number, wires: string[][] = []): Record<string, unknown> => ({
  x,
  y,
  wires: wires.map((ends) => ends.map(own)),
});
const inject = (name: string, crontab: string): Record<string, unknown> => ({
  name,
  props: [{ p: 'payload' }],
  repeat: '',
  crontab,
  once: false,
  onceDelay: 0.1,
  topic: '',
  payload: '{}',
  payloadType: 'json',
});
const comment = (name: string, info: string): Record<string, unknown> => ({ name, info });
/** `payload.html` → `payload`, as the next node wants it. */
const takes = (name: string, part: string): Record<string, unknown> => ({
  name,
  rules: [{ t: 'set', p: 'payload', pt: 'msg', to: `payload.${part}`, tot: 'msg' }],
  action: '',
  property: '',
  from: '',
  to: '',
  reg: false,
});
const debug = (name: string): Record<string, unknown> => ({
  name,
  active: true,
  tosidebar: true,
  console: false,
  tostatus: false,
  complete: 'payload',
  targetType: 'msg',
  statusVal: '',
  statusType: 'auto',
});
const GROUP = {
  style: { stroke: '#F2A65A', fill: '#F2A65A', 'fill-opacity': '0.08', label: true, color: '#666666' },
};

type Part = [id: string, type: string, settings: Record<string, unknown>];
interface Box {
  id: string;
  name: string;
  /** x, y, width, height. */
  place: [number, number, number, number];
  parts: Part[];
}

const BOXES: Box[] = [
  {
    id: 'start',
    name: 'Start',
    place: [66, 101, 300, 220],
    parts: [
      [
        'note-start',
        'comment',
        {
          ...comment(
            '1. Every Monday, or by hand',
            'The last whole week, Monday to Sunday, in the time zone of the project. The upper button runs once.',
          ),
          ...at(230, 160),
        },
      ],
      ['by-hand', 'inject', { ...inject('last week', ''), ...at(180, 220, [['employees', 'days']]) }],
      [
        'monday',
        'inject',
        { ...inject('every Monday at 7', '00 07 * * 1'), ...at(200, 280, [['employees', 'days']]) },
      ],
    ],
  },
  {
    id: 'count',
    name: 'Ringostat',
    place: [426, 101, 300, 220],
    parts: [
      [
        'note-count',
        'comment',
        {
          ...comment(
            '2. Count the calls',
            'The upper node gives rows, CSV, page and text in one payload; the lower one a list with a row per day. In *calls* each row has the ids behind its figures.',
          ),
          ...at(570, 160),
        },
      ],
      [
        'employees',
        'ringostat',
        {
          ...ringostat({ name: 'Report per employee', groups: ['day', 'hour'], result: 'report' }),
          ...at(580, 220, [['page', 'text']]),
        },
      ],
      [
        'days',
        'ringostat',
        {
          ...ringostat({ name: 'Report per day', operation: 'reportGroups', groups: ['day'] }),
          ...at(570, 280, [['rows']]),
        },
      ],
    ],
  },
  {
    id: 'hand-on',
    name: 'Hand it on',
    place: [786, 101, 520, 280],
    parts: [
      [
        'note-hand-on',
        'comment',
        {
          ...comment(
            '3. Hand it on',
            'Replace the debug nodes: *write file* or *e-mail* for the page (it loads nothing, and a figure opens the list of its calls), Telegram or Slack for the text, a database or a spreadsheet for the rows.',
          ),
          ...at(890, 160),
        },
      ],
      ['page', 'change', { ...takes('the page', 'html'), ...at(880, 220, [['page-out']]) }],
      ['page-out', 'debug', { ...debug('send the page'), ...at(1160, 220) }],
      ['text', 'change', { ...takes('the text', 'text'), ...at(880, 280, [['text-out']]) }],
      ['text-out', 'debug', { ...debug('send the text'), ...at(1160, 280) }],
      [
        'rows',
        'split',
        {
          name: 'row by row',
          splt: '\\n',
          spltType: 'str',
          arraySplt: 1,
          arraySpltType: 'len',
          stream: false,
          addname: '',
          property: 'payload',
          ...at(890, 340, [['rows-out']]),
        },
      ],
      ['rows-out', 'debug', { ...debug('add to a table'), ...at(1160, 340) }],
    ],
  },
  {
    id: 'faults',
    name: 'Faults',
    place: [66, 361, 484, 160],
    parts: [
      [
        'note-faults',
        'comment',
        {
          ...comment(
            'If something fails',
            'Connect e-mail or a messenger: the text says what happened and what to do.',
          ),
          ...at(190, 420),
        },
      ],
      ['caught', 'catch', { name: '', scope: null, uncaught: false, ...at(150, 480, [['fault-out']]) }],
      ['fault-out', 'debug', { ...debug('tell somebody'), complete: 'error', ...at(400, 480) }],
    ],
  },
];

const START = [
  '1. Open **Report per employee** and the pencil beside *My Ringostat project*: put in Auth-key and project id, choose time zone and country, *Update*, *Done*.',
  '2. Choose the language there and in **Report per day**.',
  '3. Deploy, and press the button of *last week*.',
  '4. Replace the debug nodes by what you use. It runs every Monday at 7 by the clock of the server.',
].join('\n');

/** Takes its path below workflows-templates/node-red, without the ending. */
export function weeklyReportFlow(path: string): FlowNode[] {
  return withOwnIds(path, [
    {
      id: TAB,
      type: 'tab',
      label: 'Ringostat weekly report',
      disabled: false,
      info: 'Counts the calls of the last week per employee: a page, a text, rows for a table. No CRM is asked.',
      env: [],
    },
    ...BOXES.map(({ id, name, place: [x, y, w, h], parts }): FlowNode => ({
      id: own(id),
      type: 'group',
      z: TAB,
      name,
      ...GROUP,
      nodes: parts.map(([part]) => own(part)),
      x,
      y,
      w,
      h,
    })),
    {
      id: PROJECT,
      type: 'ringostat-project',
      version: 1,
      name: 'My Ringostat project',
      projectId: '',
      baseUrl: '',
      timeZone: 'Europe/Kyiv',
      defaultCountry: 'UA',
    },
    { id: own('here'), type: 'comment', z: TAB, ...comment('START HERE: open me', START), ...at(200, 60) },
    ...BOXES.flatMap(({ id: g, parts }) =>
      parts.map(([id, type, settings]): FlowNode =>
        completed({ id: own(id), type, z: TAB, g: own(g), ...settings }),
      ),
    ),
  ]);
}
