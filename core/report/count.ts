/** Counts calls into the rows of a report, one after the other: what is kept is a number and the ids behind it. */
import { COLUMN_IDS, columnOf, type ColumnId } from './columns';
import { groupOf, type GroupBy } from './groups';
import { Clients } from './sequel';
import type { Figure, Report, ReportOptions, ReportRow, ReportTable } from './report';
import type { CountedCall, Share, Whose } from './types';

class Cell {
  private sum = 0;
  private readonly calls: string[] = [];
  constructor(private readonly column: ColumnId) {}

  add(share: Share, atEnd: boolean): void {
    const { of, atEnd: late = false } = columnOf(this.column);
    const value = late === atEnd ? of(share) : null;
    if (value === null) return;
    this.sum += value;
    this.calls.push(share.call.id);
  }

  figure(): Figure {
    const { show } = columnOf(this.column);
    const count = this.calls.length;
    const mean = count === 0 ? 0 : Math.round(this.sum / count);
    return { value: show === 'mean' ? mean : show === 'sum' ? this.sum : count, calls: [...this.calls] };
  }
}

type Cells = Record<ColumnId, Cell>;
const newCells = (): Cells => Object.fromEntries(COLUMN_IDS.map((id) => [id, new Cell(id)])) as Cells;
const figuresOf = (cells: Cells): ReportRow['figures'] =>
  Object.fromEntries(COLUMN_IDS.map((id) => [id, cells[id].figure()])) as ReportRow['figures'];

class Table {
  private readonly rows = new Map<string, { label: string | null; cells: Cells; always: boolean }>();

  constructor(
    readonly by: GroupBy,
    private readonly options: ReportOptions,
  ) {
    for (const { key, name } of groupOf(by).always?.(options) ?? [])
      this.rows.set(key, { label: name, cells: newCells(), always: true });
  }

  private cells({ key, name }: Whose): Cells {
    const known = this.rows.get(key);
    if (known) return known.cells;
    const cells = newCells();
    this.rows.set(key, { label: name, cells, always: false });
    return cells;
  }

  add(shares: { whole: Share; parts: { whose: Whose; share: Share }[] }, atEnd: boolean): void {
    const each =
      this.by === 'employee'
        ? shares.parts
        : [{ whose: groupOf(this.by).of(shares.whole.call, this.options.timeZone), share: shares.whole }];
    for (const { whose, share } of each) {
      const cells = this.cells(whose);
      for (const id of COLUMN_IDS) cells[id].add(share, atEnd);
    }
  }

  table(): ReportTable {
    const rows = [...this.rows].map(([key, { label, cells, always }]) => ({
      row: { key, label, figures: figuresOf(cells) },
      always,
    }));
    const calls = ({ figures }: ReportRow): number => figures.incoming.value + figures.outgoing.value;
    const inOrder = groupOf(this.by).inOrder === true;
    rows.sort((a, b) => {
      // Nobody and none stand last, whatever they hold.
      if ((a.row.label === null) !== (b.row.label === null)) return a.row.label === null ? 1 : -1;
      const byKey = a.row.key < b.row.key ? -1 : 1;
      return inOrder ? byKey : calls(b.row) - calls(a.row) || byKey;
    });
    return { by: this.by, rows: rows.map(({ row }) => row) };
  }
}

/** Of a transferred call every talker has a share, the last one the call itself. */
function sharesOf(
  call: CountedCall,
  facts: Pick<Share, 'first' | 'calledBackAfter' | 'waiting'>,
): Parameters<Table['add']>[0] {
  const passed = call.talkers.length > 1;
  const whole: Share = { call, ...facts, talk: call.talk, own: true, passedOn: passed };
  const last = call.talkers.length - 1;
  const parts = call.talkers.map(({ whose, talk }, index) => ({
    whose,
    share:
      index === last
        ? { ...whole, talk, passedOn: false }
        : { ...whole, talk, own: false, passedOn: true, waiting: false },
  }));
  return { whole, parts };
}

/** A report while it is counted: give it the calls of the span, oldest first. */
export class ReportCount {
  private readonly tables: Table[];
  private readonly total = newCells();
  private readonly clients = new Clients();
  private calls = 0;
  private internal = 0;

  constructor(private readonly options: ReportOptions) {
    this.tables = options.by.map((by) => new Table(by, options));
  }

  private share(
    call: CountedCall,
    facts: Pick<Share, 'first' | 'calledBackAfter' | 'waiting'>,
    atEnd: boolean,
  ): void {
    const shares = sharesOf(call, facts);
    for (const table of this.tables) table.add(shares, atEnd);
    for (const id of COLUMN_IDS) this.total[id].add(shares.whole, atEnd);
  }

  add(call: CountedCall): void {
    this.calls += 1;
    this.share(call, { ...this.clients.follow(call), waiting: false }, false);
  }

  /** A call between employees: it is told how many there were, nothing else. */
  leaveOut(): void {
    this.internal += 1;
  }

  finish(warnings: readonly string[]): Report {
    for (const call of this.clients.left())
      this.share(call, { first: false, calledBackAfter: null, waiting: true }, true);
    const { span, timeZone } = this.options;
    return {
      span,
      timeZone,
      calls: this.calls,
      internal: this.internal,
      tables: this.tables.map((table) => table.table()),
      total: figuresOf(this.total),
      warnings: [...warnings],
    };
  }
}
