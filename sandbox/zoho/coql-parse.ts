import { lex, syntaxError, type Token } from './coql-lex';
import { Refusal } from './errors';

export type Operator =
  | '='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | 'like'
  | 'not like'
  | 'in'
  | 'not in'
  | 'between'
  | 'is null'
  | 'is not null';
export interface Condition {
  column: string;
  operator: Operator;
  values: string[];
}
export type Where = Condition | { op: 'and' | 'or'; left: Where; right: Where };
export interface Query {
  columns: string[];
  module: string;
  where: Where;
  order: { column: string; descending: boolean }[];
  /** null: none was given. */
  limit: number | null;
  offset: number;
}

const MAX_COLUMNS = 50;
const MAX_CONDITIONS = 25;
const MAX_IN = 50;
const MAX_ORDER = 10;
export const MAX_LIMIT = 2000;
const exceeded = (limit: number, message: string): Refusal =>
  new Refusal(400, 'LIMIT_EXCEEDED', message, { limit });

class Parser {
  private at = 0;
  private conditions = 0;
  constructor(private readonly tokens: Token[]) {}

  private peek(): Token | undefined {
    return this.tokens[this.at];
  }
  private is(word: string): boolean {
    const token = this.peek();
    return token !== undefined && token.kind !== 'text' && token.value.toLowerCase() === word;
  }
  private take(word: string): boolean {
    if (!this.is(word)) return false;
    this.at += 1;
    return true;
  }
  private fail(): Refusal {
    const token = this.peek() ?? this.tokens.at(-1);
    return syntaxError({ line: 1, column: token?.column ?? 1, near: token?.value ?? '' });
  }
  private need(word: string): void {
    if (!this.take(word)) throw this.fail();
  }
  private next(kinds: Token['kind'][]): string {
    const token = this.peek();
    if (!token || !kinds.includes(token.kind)) throw this.fail();
    this.at += 1;
    return token.value;
  }
  /** A column: a word with dots, or a quoted link to one of several modules ('What_Id->Deals.Deal_Name'). */
  private column(): string {
    const token = this.peek();
    if (token?.kind === 'text' && !token.value.includes('->')) throw this.fail();
    return this.next(['word', 'text']);
  }
  private list(max: number, read: () => void): void {
    let count = 0;
    do {
      read();
      count += 1;
      if (count > max) throw exceeded(max, `only ${max} are allowed`);
    } while (this.take(','));
  }

  query(): Query {
    this.need('select');
    const columns: string[] = [];
    this.list(MAX_COLUMNS, () => columns.push(this.column()));
    this.need('from');
    const module = this.next(['word']);
    if (!this.take('where')) throw syntaxErrorOf('where');
    const where = this.where();
    const order: Query['order'] = [];
    if (this.take('order')) {
      this.need('by');
      this.list(MAX_ORDER, () => {
        const column = this.column();
        const descending = this.take('desc');
        if (!descending) this.take('asc');
        order.push({ column, descending });
      });
    }
    const { limit, offset } = this.limit();
    if (this.peek()) throw this.fail();
    return { columns, module, where, order, limit, offset };
  }
  /** `limit n`, `limit offset, n`, `limit n offset m`. */
  private limit(): { limit: number | null; offset: number } {
    if (!this.take('limit')) return { limit: null, offset: 0 };
    const first = Number(this.next(['number']));
    const second = this.take(',') ? Number(this.next(['number'])) : null;
    const offset = this.take('offset') ? Number(this.next(['number'])) : second === null ? 0 : first;
    const limit = second ?? first;
    if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT)
      throw exceeded(MAX_LIMIT, 'given limit exceeds the maximum limit');
    return { limit, offset };
  }
  /** At most two terms side by side: more need brackets. */
  private where(): Where {
    const left = this.term();
    const op = this.take('and') ? 'and' : this.take('or') ? 'or' : null;
    if (!op) return left;
    const right = this.term();
    if (this.is('and') || this.is('or')) throw this.fail();
    return { op, left, right };
  }
  private term(): Where {
    if (!this.take('(')) return this.condition();
    const inner = this.where();
    this.need(')');
    return inner;
  }
  private condition(): Condition {
    this.conditions += 1;
    if (this.conditions > MAX_CONDITIONS)
      throw exceeded(MAX_CONDITIONS, 'maximum number of criteria exceeded');
    const column = this.column();
    if (this.take('is')) {
      const not = this.take('not');
      this.need('null');
      return { column, operator: not ? 'is not null' : 'is null', values: [] };
    }
    const not = this.take('not');
    if (this.take('like'))
      return { column, operator: not ? 'not like' : 'like', values: [this.next(['text'])] };
    if (this.take('in')) {
      this.need('(');
      const values: string[] = [];
      this.list(MAX_IN, () => values.push(this.value()));
      this.need(')');
      return { column, operator: not ? 'not in' : 'in', values };
    }
    if (not) throw this.fail();
    if (this.take('between')) {
      const from = this.value();
      this.need('and');
      return { column, operator: 'between', values: [from, this.value()] };
    }
    const sign = this.next(['sign']);
    if (sign === '(' || sign === ')' || sign === ',') throw this.fail();
    return { column, operator: sign as Operator, values: [this.value()] };
  }
  private value(): string {
    return this.next(['text', 'number', 'word']);
  }
}
const syntaxErrorOf = (clause: string): Refusal =>
  new Refusal(400, 'SYNTAX_ERROR', 'missing clause', { clause });

/** Reads a query of the documented subset: select … from … where … order by … limit …. Throws the vendor's refusal. */
export const parseCoql = (query: string): Query => new Parser(lex(query)).query();
