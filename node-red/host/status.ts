import type { Node, NodeStatusFill, NodeStatusShape } from './red';

/** Node-RED's editor shows about this much; longer texts are cut. */
const MAX_TEXT = 32;

/** The badge under a node. A text equal to the one shown is not sent again: each costs a broadcast to all editors. */
export class Status {
  private shown = '';
  constructor(private readonly node: Pick<Node, 'status'>) {}

  working(text: string): void {
    this.show('blue', 'ring', text);
  }
  done(text: string): void {
    this.show('green', 'dot', text);
  }
  waiting(text: string): void {
    this.show('grey', 'ring', text);
  }
  warning(text: string): void {
    this.show('yellow', 'dot', text);
  }
  failed(text: string): void {
    this.show('red', 'dot', text);
  }
  clear(): void {
    this.shown = '';
    this.node.status({});
  }

  private show(fill: NodeStatusFill, shape: NodeStatusShape, text: string): void {
    const key = `${fill}${shape}${text}`;
    if (key === this.shown) return;
    this.shown = key;
    this.node.status({
      fill,
      shape,
      text: text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT - 1)}…` : text,
    });
  }
}
