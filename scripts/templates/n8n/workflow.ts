/** Small language in which the templates are written: nodes in columns, notes above them, lines between them. */
import { createHash } from 'node:crypto';

export interface TemplateNode {
  parameters: Record<string, unknown>;
  id: string;
  name: string;
  type: string;
  typeVersion: number;
  position: [number, number];
  onError?: 'continueErrorOutput';
  alwaysOutputData?: true;
  disabled?: true;
}
interface Link {
  node: string;
  type: 'main';
  index: number;
}
export interface Template {
  name: string;
  nodes: TemplateNode[];
  connections: Record<string, { main: Link[][] }>;
  pinData: object;
  settings: object;
  meta: { templateCredsSetupCompleted: false };
  tags: [];
}
export type Placed = Omit<TemplateNode, 'id'>;

/** The same template always gets the same ids, so that a change in a file is a change in what it says. */
function idOf(path: string, name: string): string {
  const hex = createHash('sha1').update(`${path}/${name}`).digest('hex');
  const variant = ((parseInt(hex.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `5${hex.slice(13, 16)}`, variant + hex.slice(18, 20)];
  return [...parts, hex.slice(20, 32)].join('-');
}

export const NOTE_SIZE = { height: 180, width: 260 };
/** Colours of n8n's sticky notes. */
export const COLOUR = { overview: 1, care: 4, step: 7 };

export const note = (
  name: string,
  content: string,
  position: [number, number],
  { height, width }: { height: number; width: number } = NOTE_SIZE,
  color: number = COLOUR.step,
): Placed => ({
  parameters: { content, height, width, color },
  name,
  type: 'n8n-nodes-base.stickyNote',
  typeVersion: 1,
  position,
});

/** A node of ours, by the last part of its type. */
export const ours = (
  type: string,
  name: string,
  parameters: Record<string, unknown>,
  position: [number, number],
): Placed => ({ parameters, name, type: `n8n-nodes-ringostat.${type}`, typeVersion: 1, position });

/** A node of n8n. */
export const core = (
  [type, typeVersion]: [string, number],
  name: string,
  parameters: Record<string, unknown>,
  position: [number, number],
): Placed => ({ parameters, name, type: `n8n-nodes-base.${type}`, typeVersion, position });

/** `lines`: for each node, the nodes its outputs lead to. */
export function workflow(
  path: string,
  name: string,
  nodes: Placed[],
  lines: Record<string, string[][]>,
): Template {
  const link = (node: string): Link => ({ node, type: 'main', index: 0 });
  return {
    name,
    nodes: nodes.map(({ parameters, ...rest }) => ({ parameters, id: idOf(path, rest.name), ...rest })),
    connections: Object.fromEntries(
      Object.entries(lines).map(([from, outputs]) => [from, { main: outputs.map((ends) => ends.map(link)) }]),
    ),
    pinData: {},
    settings: { executionOrder: 'v1' },
    meta: { templateCredsSetupCompleted: false },
    tags: [],
  };
}
