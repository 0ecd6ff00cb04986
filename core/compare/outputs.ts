/** Every form in which a comparison is handed on: rows for table nodes, one page. */
import type { Language } from '../model/plan';
import type { Team } from '../model/team';
import { comparisonPage } from './page';
import { groupsOf } from './groups';
import type { Comparison, DifferenceKind, Thing } from './types';
import { groupLabel, leftLabel } from './words';

/** One difference of one call, flat. */
export interface ComparisonRow {
  kind: DifferenceKind;
  thing: Thing;
  what: string;
  /** Calls with this difference. */
  calls: number;
  call: string;
  number: string | null;
  startedAt: string | null;
  a: string;
  b: string;
  reasonA: string;
  reasonB: string;
}
export interface ComparisonOutputs {
  /** Those that many calls have first, and by their calls. */
  rows: ComparisonRow[];
  /** One page that loads nothing. */
  html: string;
}

/** Takes a comparison, the team for names and the language; returns its rows and its page. */
export function comparisonOutputs(
  comparison: Comparison,
  team: Team,
  language: Language,
  timeZone: string,
): ComparisonOutputs {
  const rows = groupsOf(comparison.differences).flatMap(({ kind, thing, differences }) =>
    differences.map(({ call, a, b, reasonA, reasonB }): ComparisonRow => ({
      kind,
      thing,
      what: groupLabel(kind, thing, language),
      calls: differences.length,
      call: call.id,
      number: call.number,
      startedAt: call.startedAt,
      a: leftLabel(a, team, language),
      b: leftLabel(b, team, language),
      reasonA,
      reasonB,
    })),
  );
  return { rows, html: comparisonPage(comparison, { team, language, timeZone }) };
}
