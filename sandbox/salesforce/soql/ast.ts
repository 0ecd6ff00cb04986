/** A parsed query. `at` is the offset in the text, for messages. */
export type Literal =
  | { type: 'string'; value: string }
  | { type: 'number'; value: number }
  | { type: 'boolean'; value: boolean }
  | { type: 'null'; value: null }
  | { type: 'date'; value: string }
  | { type: 'datetime'; value: string }
  /** TODAY, LAST_N_DAYS:3, … */
  | { type: 'range'; value: string };

export interface Path {
  parts: string[];
  at: number;
}
export type Compare = '=' | '!=' | '<' | '<=' | '>' | '>=' | 'like';
export type Condition =
  | { kind: 'and'; parts: Condition[] }
  | { kind: 'or'; parts: Condition[] }
  | { kind: 'not'; part: Condition }
  | { kind: 'compare'; path: Path; op: Compare; value: Literal }
  | { kind: 'in'; path: Path; negated: boolean; values: Literal[] }
  | { kind: 'semiJoin'; path: Path; negated: boolean; query: Query };
export type Selected =
  | { kind: 'path'; path: Path }
  | { kind: 'child'; query: Query }
  | { kind: 'count' }
  | { kind: 'all'; group: string };
export interface Order {
  path: Path;
  descending: boolean;
  nullsLast: boolean;
}
export interface Query {
  selected: Selected[];
  from: string;
  fromAt: number;
  alias: string | null;
  where: Condition | null;
  order: Order[];
  limit: number | null;
  offset: number;
}
