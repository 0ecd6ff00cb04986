/**
 * The quality scale (scale.json): for each CRM and template which rule is `done`, `exempt` for a reason, or `todo`. A rule names
 * what in the repository shows it; `done` needs all of that, and neither of the others may have it.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CRM_NAMES } from '../../core/model/crm-names';
import type { CrmId } from '../../core/model/plan';
import { CRM_TEXTS } from '../templates/n8n/crms';
import { templates } from '../templates/n8n';
import { RINGOSTAT_FOLDER } from '../templates/without-crm';
import written from './scale.json';

interface Proof {
  file: string;
  /** Patterns, by line, that the file must have, or must not have. */
  holds?: string[];
  lacks?: string[];
}
export interface Rule {
  says: string;
  proof: Proof[];
}
export type Mark = 'done' | { exempt: string } | { todo: string };
export interface Scale {
  /** Level → rule → what it says; each level wants the ones before it too. */
  levels: Record<string, Record<string, Rule>>;
  marks: Record<string, Record<string, Mark>>;
}
export type Kind = 'crm' | 'template';
export const SCALES = written as unknown as Record<Kind, Scale>;

const ROOT = join(__dirname, '../..');
/** A file of the repository; null where there is none. */
export type Read = (file: string) => string | null;
export const readFile: Read = (file) =>
  existsSync(join(ROOT, file)) ? readFileSync(join(ROOT, file), 'utf8') : null;

const LETTERS: Record<CrmId, string> = {
  hubspot: 'HS',
  salesforce: 'SF',
  zoho: 'ZO',
  nethunt: 'NH',
  pipedrive: 'PD',
};
const CRMS = Object.keys(CRM_NAMES) as CrmId[];

/** Words that paths and patterns of rules may hold, for a CRM. */
function wordsOf(crm: CrmId): Record<string, string> {
  const node = CRM_TEXTS.find((one) => one.crm === crm)?.upsert.replace('ringostat', '') ?? '';
  return { crm, label: CRM_NAMES[crm], letters: LETTERS[crm], node, column: String(CRMS.indexOf(crm)) };
}
/** A template is shown for each CRM that has it, or for Ringostat alone. */
const valuesOf = (kind: Kind, name: string): Record<string, string>[] =>
  kind === 'crm'
    ? [wordsOf(name as CrmId)]
    : [...CRMS.map(wordsOf), { crm: RINGOSTAT_FOLDER }]
        .filter(({ crm }) => `${crm}/${name}.json` in templates)
        .map((words) => ({ ...words, file: name }));

function filled(text: string, words: Record<string, string>): string {
  return text.replace(/<(\w+)>/g, (all, word: string) => {
    const value = words[word];
    if (value === undefined) throw new Error(`${all} in "${text}" is no word of the scale.`);
    return value;
  });
}

/** What of a rule's proof is not there; empty when it is shown. */
export function missing(rule: Rule, kind: Kind, name: string, read: Read = readFile): string[] {
  return valuesOf(kind, name).flatMap((words) =>
    rule.proof.flatMap(({ file, holds = [], lacks = [] }) => {
      const path = filled(file, words);
      const text = read(path);
      if (text === null) return [`${path} is not there`];
      const has = (pattern: string): boolean => new RegExp(filled(pattern, words), 'm').test(text);
      return [
        ...holds
          .filter((pattern) => !has(pattern))
          .map((pattern) => `${path} lacks ${filled(pattern, words)}`),
        ...lacks.filter(has).map((pattern) => `${path} has ${filled(pattern, words)}`),
      ];
    }),
  );
}

export const rulesOf = ({ levels }: Scale): [string, Rule][] => Object.values(levels).flatMap(Object.entries);
/** Everything that has marks. */
export const namesOf = (kind: Kind): string[] =>
  kind === 'crm'
    ? CRMS
    : [...new Set(Object.keys(templates).map((path) => path.replace(/^.*\/|\.json$/g, '')))];

/** What is wrong with a scale: rules without mark, marks without rule, `done` that nothing shows, and `exempt` or `todo` that is shown. */
export function check(kind: Kind, scale: Scale = SCALES[kind], read: Read = readFile): string[] {
  const names = namesOf(kind);
  const rules = rulesOf(scale);
  const strangers = Object.keys(scale.marks).filter((name) => !names.includes(name));
  return [
    ...strangers.map((name) => `${name}: there is no such ${kind}`),
    ...names.flatMap((name) => {
      const marks = scale.marks[name] ?? {};
      const unknown = Object.keys(marks).filter((id) => !rules.some(([rule]) => rule === id));
      return [
        ...unknown.map((id) => `${name}, ${id}: there is no such rule`),
        ...rules.flatMap(([id, rule]) => {
          const mark = marks[id];
          if (mark === undefined) return [`${name}, ${id}: no mark`];
          const lacking = missing(rule, kind, name, read);
          if (mark === 'done') return lacking.map((what) => `${name}, ${id}: done, but ${what}`);
          const reason = 'exempt' in mark ? mark.exempt : mark.todo;
          if (reason.trim().length < 10) return [`${name}, ${id}: no reason`];
          return lacking.length === 0 ? [`${name}, ${id}: is shown by the repository, mark it done`] : [];
        }),
      ];
    }),
  ];
}

/** The last level up to which nothing is left to do. */
export function levelOf(scale: Scale, name: string): string | null {
  let reached: string | null = null;
  for (const [level, rules] of Object.entries(scale.levels)) {
    const open = Object.keys(rules).some((id) => {
      const mark = scale.marks[name]?.[id];
      return mark === undefined || (mark !== 'done' && 'todo' in mark);
    });
    if (open) return reached;
    reached = level;
  }
  return reached;
}

const SIGN = (mark: Mark | undefined): 'done' | 'exempt' | 'todo' =>
  mark === 'done' ? 'done' : mark !== undefined && 'exempt' in mark ? 'exempt' : 'todo';

/** Head and rows of the table of a scale, and a line for each reason. */
export function tableOf(kind: Kind): { head: string[]; rows: string[][]; reasons: string[] } {
  const scale = SCALES[kind];
  const names = namesOf(kind);
  const title = (name: string): string => (kind === 'crm' ? CRM_NAMES[name as CrmId] : name);
  const rows = Object.entries(scale.levels).flatMap(([level, rules]) =>
    Object.entries(rules).map(([id, { says }]) => [
      level,
      says,
      ...names.map((name) => ({ done: '✓', exempt: 'exempt', todo: 'to do' })[SIGN(scale.marks[name]?.[id])]),
    ]),
  );
  const reasons = new Map<string, string[]>();
  for (const [id, rule] of rulesOf(scale))
    for (const name of names) {
      const mark = scale.marks[name]?.[id];
      if (mark === undefined || mark === 'done') continue;
      const text = 'exempt' in mark ? `exempt: ${mark.exempt}` : `to do: ${mark.todo}`;
      const line = `${rule.says}, ${text}`;
      reasons.set(line, [...(reasons.get(line) ?? []), title(name)]);
    }
  return {
    head: ['level', 'rule', ...names.map(title)],
    rows: [...rows, ['', '**reached**', ...names.map((name) => `**${levelOf(scale, name) ?? 'none'}**`)]],
    reasons: [...reasons].map(
      ([line, of]) => `- ${of.length === names.length ? 'All' : of.join(', ')}: ${line}.`,
    ),
  };
}
