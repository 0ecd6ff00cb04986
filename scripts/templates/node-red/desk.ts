/** The missed-call desk below the flow of calls: the sweep by schedule, as in n8n (docs/missed-calls.md). */
import type { FlowNode } from './flow-node';

/** Ids are given anew for each file (retell.ts); these only have to differ from those of the drawn flow. */
const id = (name: string): string => `desk-${name}`;
const GROUP = { stroke: '#F2A65A', fill: '#F2A65A', 'fill-opacity': '0.08', label: true, color: '#666666' };

const GATHER = `// The sweep takes the whole log at once; only the last call of a run tells how many there are.
const list = msg.parts.index === 0 ? [] : context.get('list') || [];
list.push(msg.payload);
const last = msg.parts.count !== undefined;
context.set('list', last ? [] : list);
return last ? { payload: list } : null;`;

const INFO = `Every five minutes the open missed tasks are compared with the call log of the last 72 hours: talked to since is completed, waiting too long is handed on by the ladder, lost calls go to Find Responsible Manager as if they had just ended.

Open *Sweep*: choose the ladder and the working hours. Connect a messenger to *tell the team*: the list is in payload.sweep.text.

Switched off: *call back* and *one text to the client*. Each gets an overdue client once, when his task comes to the end of the ladder. Enable what you want.`;

interface Place {
  id: string;
  z: string;
  g: string;
  x: number;
  y: number;
  wires: string[][];
}
/** A node as it is drawn once, with other values. */
function like(drawn: FlowNode[], type: string, values: Record<string, unknown>): FlowNode {
  const node = drawn.find((one) => one.type === type);
  if (!node) throw new Error(`The flow of calls has no ${type}.`);
  return { ...node, ...values };
}

/** Takes the flow of calls and the Ringostat node of the replay; returns the flow with the desk. */
export function withDesk(calls: FlowNode[], replay: FlowNode[]): FlowNode[] {
  const of = (type: string): string => String(calls.find((node) => node.type === type)?.id);
  const [z, find] = [of('tab'), of('ringostat-find-responsible')];
  const [project, account, team] = [
    of('ringostat-project'),
    of('ringostat-crm-account'),
    of('ringostat-team'),
  ];
  const at = (name: string, x: number, y: number, wires: string[][] = []): Place => ({
    id: id(name),
    z,
    g: id('group'),
    x,
    y,
    wires,
  });
  const log = { z, project, account, onlyMissing: false, batch: 0, limit: 0, lastHours: 72 };
  const rule = { t: 'nnull' };
  const check = { checkall: 'false', repair: false, outputs: 2 };
  const debug = { active: true, tosidebar: true, console: false, tostatus: false, targetType: 'msg' };
  const shown = { ...debug, statusVal: '', statusType: 'auto' };
  const nodes: FlowNode[] = [
    {
      type: 'inject',
      name: 'every five minutes',
      props: [{ p: 'payload' }],
      repeat: '300',
      crontab: '',
      once: false,
      onceDelay: 0.1,
      topic: '',
      payload: '{}',
      payloadType: 'json',
      ...at('start', 190, 700, [[id('log')]]),
    },
    like(replay, 'ringostat', { ...log, name: 'Call log', ...at('log', 390, 700, [[id('gather')]]) }),
    {
      type: 'function',
      name: 'the whole log',
      func: GATHER,
      outputs: 1,
      timeout: 0,
      noerr: 0,
      initialize: '',
      finalize: '',
      libs: [],
      ...at('gather', 570, 700, [[id('sweep')]]),
    },
    like(calls, 'ringostat-hubspot', {
      name: 'Sweep',
      resource: 'missed',
      operation: 'sweep',
      team,
      ...at('sweep', 740, 700, [[id('lost')]]),
    }),
    {
      type: 'switch',
      name: 'a lost call?',
      property: 'payload.event',
      propertyType: 'msg',
      rules: [rule, { t: 'else' }],
      ...check,
      ...at('lost', 910, 700, [[find], [id('waiting')]]),
    },
    {
      type: 'switch',
      name: 'anybody waiting?',
      property: 'payload.sweep.text',
      propertyType: 'msg',
      rules: [{ t: 'nempty' }],
      ...check,
      outputs: 1,
      ...at('waiting', 1100, 720, [[id('tell'), id('each')]]),
    },
    {
      type: 'debug',
      name: 'tell the team',
      complete: 'payload.sweep.text',
      ...shown,
      ...at('tell', 1310, 680),
    },
    {
      type: 'function',
      name: 'end of the ladder',
      func: 'return [msg.payload.sweep.overdue.filter((row) => row.escalated).map((payload) => ({ payload }))];',
      outputs: 1,
      timeout: 0,
      noerr: 0,
      initialize: '',
      finalize: '',
      libs: [],
      ...at('each', 1320, 760, [[id('back'), id('text')]]),
    },
    like(replay, 'ringostat', {
      ...log,
      name: 'call back',
      operation: 'callBack',
      employeeDirection: 'payload.direction',
      employeeDirectionType: 'msg',
      clientNumber: 'payload.number',
      clientNumberType: 'msg',
      d: true,
      ...at('back', 1520, 740),
    }),
    {
      type: 'debug',
      name: 'one text to the client',
      complete: 'payload',
      ...shown,
      active: false,
      d: true,
      ...at('text', 1540, 800),
    },
  ];
  const comment = {
    type: 'comment',
    name: '5. The desk: who still waits to be called back?',
    info: INFO,
    ...at('comment', 270, 640),
  };
  const group = {
    id: id('group'),
    type: 'group',
    z,
    name: 'The desk',
    style: GROUP,
    nodes: [comment, ...nodes].map((node) => node.id),
    x: 66,
    y: 599,
    w: 1624,
    h: 242,
  };
  return [...calls, group, comment, ...nodes];
}
