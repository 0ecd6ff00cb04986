import { cutBy, type Stopping } from '../../../node-red/host/journal/deploy';
import type { Node } from '../../../node-red/host/red';

/** Three tabs; the third one leads out by a link. */
const flows = [
  { id: 'calls', type: 'tab' },
  { id: 'other', type: 'tab' },
  { id: 'linking', type: 'tab' },
  { id: 'find', type: 'ringostat-find-responsible', z: 'calls' },
  { id: 'alert', type: 'debug', z: 'calls' },
  { id: 'stranger', type: 'debug', z: 'other' },
  { id: 'out', type: 'link out', z: 'linking' },
  { id: 'account', type: 'ringostat-crm-account' },
];
const none = { added: [], changed: [], removed: [], rewired: [], linked: [], flowChanged: [] };
const isCut = (z: string | undefined, stopping: Stopping): boolean =>
  cutBy(stopping)({ z } as unknown as Node);
const by = (diff: Stopping['diff'], type = 'nodes'): Stopping => ({ config: { flows }, type, diff });

test.each<[string, Stopping, boolean]>([
  [
    'a node of the tab is changed: Node-RED names the tab too',
    by({ ...none, changed: ['find', 'calls'] }),
    true,
  ],
  ['a node of the tab is wired to a changed one', by({ ...none, linked: ['alert'] }), true],
  ['a node of the tab is wired anew', by({ ...none, rewired: ['find'] }), true],
  ['a node is added', by({ ...none, added: ['new'], changed: ['calls'] }), true],
  ['a node is removed', by({ ...none, removed: ['old'], changed: ['calls'] }), true],
  ['variables of the tab are changed', by({ ...none, flowChanged: ['calls'] }), true],
  ['another tab is changed', by({ ...none, changed: ['stranger', 'other'] }, 'flows'), false],
  ['another tab is added', by({ ...none, added: ['fourth', 'in fourth'] }, 'flows'), false],
  ['nothing is changed', by(none), false],
  ['everything is stopped', by({ ...none, changed: ['stranger', 'other'] }, 'full'), true],
  ['variables of all flows are changed', by({ ...none, globalConfigChanged: true }), true],
  ['Node-RED ends', by(null), true],
  ['Node-RED tells nothing', {}, true],
])('%s', (_what, stopping, cut) => {
  expect(isCut('calls', stopping)).toBe(cut);
});

test('what stands in no tab, or in a tab with a link to others, may be cut by any deploy', () => {
  const elsewhere = by({ ...none, changed: ['stranger', 'other'] });
  expect([isCut(undefined, elsewhere), isCut('a subflow', elsewhere), isCut('linking', elsewhere)]).toEqual([
    true,
    true,
    true,
  ]);
});
