/** A picture of a template, drawn from its file: nodes, notes and lines where both editors put them. */
import type { Template } from '../n8n/workflow';
import type { FlowNode } from '../node-red';

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
  label: string;
  kind: 'ours' | 'host' | 'note' | 'group';
}
interface Line {
  from: Box;
  to: Box;
}

const FILL: Record<Box['kind'], string> = {
  ours: '#16a34a',
  host: '#e5e7eb',
  note: '#fef9c3',
  group: '#f8fafc',
};
const INK: Record<Box['kind'], string> = {
  ours: '#ffffff',
  host: '#1f2937',
  note: '#713f12',
  group: '#475569',
};
const MARGIN = 20;

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Words in lines of so many letters, at most so many lines; what does not fit ends in an ellipsis. */
function wrapped(text: string, letters: number, most: number): string[] {
  const lines = text.split('\n').flatMap((paragraph) => {
    const made: string[] = [];
    for (const word of paragraph.split(' ')) {
      const last = made.at(-1);
      if (last !== undefined && `${last} ${word}`.length <= letters)
        made[made.length - 1] = `${last} ${word}`;
      else made.push(word);
    }
    return made;
  });
  return lines.length <= most ? lines : [...lines.slice(0, most - 1), `${lines[most - 1] ?? ''} …`];
}

function shape(box: Box): string {
  const { x, y, width, height, kind } = box;
  const size = 14;
  const room = Math.max(8, Math.floor((width - 16) / (size * 0.5)));
  const lines = wrapped(box.label, room, Math.max(1, Math.floor((height - 10) / (size + 4))));
  const onTop = kind === 'note' || kind === 'group';
  const first = onTop ? y + size + 8 : y + height / 2 + 5 - ((lines.length - 1) * (size + 4)) / 2;
  const words = lines
    .map(
      (line, index) =>
        `<text x="${onTop ? x + 12 : x + width / 2}" y="${first + index * (size + 4)}" text-anchor="${onTop ? 'start' : 'middle'}" fill="${INK[kind]}">${escape(line)}</text>`,
    )
    .join('');
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="8" fill="${FILL[kind]}" stroke="#94a3b8"/>${words}`;
}

function curve({ from, to }: Line): string {
  const [x1, y1, x2, y2] = [from.x + from.width, from.y + from.height / 2, to.x, to.y + to.height / 2];
  const bend = Math.max(40, Math.abs(x2 - x1) / 2);
  const look = x2 < x1 ? 'stroke="#cbd5e1" stroke-dasharray="6 4"' : 'stroke="#64748b"';
  return `<path d="M${x1} ${y1} C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}" fill="none" ${look} stroke-width="2"/>`;
}

function svg(title: string, boxes: Box[], lines: Line[]): string {
  const left = Math.min(...boxes.map(({ x }) => x)) - MARGIN;
  const top = Math.min(...boxes.map(({ y }) => y)) - MARGIN;
  const width = Math.max(...boxes.map((box) => box.x + box.width)) + MARGIN - left;
  const height = Math.max(...boxes.map((box) => box.y + box.height)) + MARGIN - top;
  const back = boxes.filter(({ kind }) => kind === 'group' || kind === 'note');
  const front = boxes.filter((box) => !back.includes(box));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${left} ${top} ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif" font-size="14">`,
    `<title>${escape(title)}</title>`,
    `<rect x="${left}" y="${top}" width="${width}" height="${height}" fill="#ffffff"/>`,
    ...back.map(shape),
    ...lines.map(curve),
    ...front.map(shape),
    '</svg>\n',
  ].join('\n');
}

/** A note's words without its marks. */
const plain = (content: string): string => content.replace(/[#*]/g, '').replace(/\n+/g, '\n').trim();

/** Takes a template of n8n; returns its picture. */
export function pictureOfWorkflow({ name, nodes, connections }: Template): string {
  const boxes = new Map(
    nodes.map((node): [string, Box] => {
      const [x, y] = node.position;
      if (!node.type.endsWith('stickyNote'))
        return [
          node.name,
          {
            x,
            y,
            width: 150,
            height: 80,
            label: node.name,
            kind: node.type.startsWith('n8n-nodes-ringostat') ? 'ours' : 'host',
          },
        ];
      const { width, height, content } = node.parameters as {
        width: number;
        height: number;
        content: string;
      };
      return [node.name, { x, y, width, height, label: plain(content), kind: 'note' }];
    }),
  );
  const lines = Object.entries(connections).flatMap(([from, { main }]) =>
    main.flat().flatMap(({ node }) => {
      const [start, end] = [boxes.get(from), boxes.get(node)];
      return start && end ? [{ from: start, to: end }] : [];
    }),
  );
  return svg(name, [...boxes.values()], lines);
}

const NAMES: Record<string, string> = {
  'ringostat-trigger': 'Ringostat Trigger',
  'ringostat-find-responsible': 'Find Responsible Manager',
  'ringostat-apply-matrix': 'Apply Matrix',
  ringostat: 'Ringostat: get calls',
  catch: 'catch: all',
};
const labelOf = ({ type, ...node }: FlowNode, crm: string): string =>
  type.startsWith('link ')
    ? ''
    : String(node['name'] || NAMES[type] || (type.startsWith('ringostat-') ? `${crm} Upsert` : type));

/** Takes a flow of Node-RED and the name of its CRM; returns its picture. */
export function pictureOfFlow(flow: FlowNode[], crm: string): string {
  const title = String(flow.find(({ type }) => type === 'tab')?.['label']);
  const boxes = new Map(
    flow.flatMap((node): [string, Box][] => {
      const { x, y, w, h } = node as unknown as Record<'x' | 'y' | 'w' | 'h', number | undefined>;
      if (x === undefined || y === undefined) return [];
      if (node.type === 'group')
        return [
          [node.id, { x, y, width: w ?? 0, height: h ?? 0, label: String(node['name']), kind: 'group' }],
        ];
      const label = labelOf(node, crm);
      const width = label === '' ? 30 : Math.max(100, Math.ceil((label.length * 7.3 + 24) / 20) * 20);
      const kind = node.type === 'comment' ? 'note' : node.type.startsWith('ringostat') ? 'ours' : 'host';
      return [[node.id, { x: x - width / 2, y: y - 15, width, height: 30, label, kind }]];
    }),
  );
  const lines = flow.flatMap((node) =>
    ((node['wires'] ?? []) as string[][]).flat().flatMap((id) => {
      const [start, end] = [boxes.get(node.id), boxes.get(id)];
      return start && end ? [{ from: start, to: end }] : [];
    }),
  );
  return svg(title, [...boxes.values()], lines);
}
