import { malformed } from '../errors';
import { pointAt, tokens, type Token } from './lexer';

/** Walks through the tokens of a query. */
export class Reader {
  private readonly list: Token[];
  private index = 0;

  constructor(readonly text: string) {
    this.list = tokens(text);
  }
  get next(): Token {
    return this.list[this.index] ?? { kind: 'end', text: '<EOF>', at: this.text.length };
  }
  take(): Token {
    const token = this.next;
    this.index += 1;
    return token;
  }
  /** True, and the token is passed, when the next one is this sign or word (in any case). */
  accept(text: string): boolean {
    const { kind, text: found } = this.next;
    const same = (kind === 'word' || kind === 'sign') && found.toLowerCase() === text.toLowerCase();
    if (same) this.index += 1;
    return same;
  }
  expect(text: string): void {
    if (this.accept(text)) return;
    if (text === ')') throw this.error(`expecting a right parentheses, found '${this.next.text}'`);
    throw this.unexpected();
  }
  peek(text: string): boolean {
    return this.next.kind !== 'string' && this.next.text.toLowerCase() === text.toLowerCase();
  }
  word(): Token {
    if (this.next.kind !== 'word') throw this.unexpected();
    return this.take();
  }
  integer(): number {
    if (this.next.kind !== 'number' || !/^\d+$/.test(this.next.text)) throw this.unexpected();
    return Number(this.take().text);
  }
  unexpected(): Error {
    return this.error(`unexpected token: '${this.next.text}'`);
  }
  error(message: string): Error {
    return malformed(pointAt(this.text, this.next.at, message));
  }
}
