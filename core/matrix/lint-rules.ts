/** The rules of the matrix check; each finds one kind of mistake and is independent of the others. */
import type { CrmId, Entity } from '../model/plan';
import { placeholders } from '../text/fill';
import {
  isAnalysis,
  isEarly,
  isEmptyRow,
  isForm,
  isMissed,
  isOutgoing,
  isResponsible,
  rowFacts,
} from './rows';
import type { LintHit, RowRuleOfLint, TableRuleOfLint } from './lint-types';
import { MAX_DEADLINE_HOURS } from './parse-table';
import {
  ACTION_ORDER,
  DEAL_ACTIONS,
  ROW_IDS,
  TASK_ACTIONS,
  type MatrixRow,
  type RecordAction,
} from './types';

/** Records a CRM does not have, or that this product does not write there. */
const LACKING: Readonly<Partial<Record<CrmId, readonly Entity[]>>> = { hubspot: ['lead'], nethunt: ['lead'] };
/** The CRM has no such record, or this product does not write it there. */
export const lacks = (crm: CrmId | null, entity: Entity): boolean =>
  crm !== null && (LACKING[crm] ?? []).includes(entity);
/** Values a subject template may use (names.ts, templateValues). */
export const SUBJECT_PLACEHOLDERS = [
  'client',
  'name',
  'number',
  'email',
  'company',
  'employee',
  'time',
  'whyMissed',
  'recommended',
  'pool',
  'ownLine',
  'source',
  'medium',
  'campaign',
];

const ticked = (actions: MatrixRow): typeof ACTION_ORDER =>
  ACTION_ORDER.filter((action) => actions[action] !== undefined);

const dealsTicked = (actions: MatrixRow | undefined): typeof DEAL_ACTIONS =>
  DEAL_ACTIONS.filter((action) => actions?.[action]);

const gaps: TableRuleOfLint = (table) => {
  if (ROW_IDS.every((row) => isEmptyRow(table[row])))
    return [{ code: 'tableEmpty', level: 'warning', row: null, text: 'lint.tableEmpty' }];
  // Moments before the end, and what falls back to another row, may well be empty.
  return ROW_IDS.filter((row) => !isEarly(row) && !rowFacts[row].fallback && !rowFacts[row].optional)
    .filter((row) => isEmptyRow(table[row]))
    .map((row): LintHit => ({ code: 'gap', level: 'info', row, text: 'lint.gap' }));
};

const voicemailShadows: TableRuleOfLint = (table) =>
  ROW_IDS.flatMap((row): LintHit[] => {
    const { fallback } = rowFacts[row];
    if (!fallback || isEmptyRow(table[row]) || table[row]?.attributionOnly) return [];
    const missing = ticked(table[fallback] ?? {}).filter((action) => table[row]?.[action] === undefined);
    return missing.length === 0
      ? []
      : [
          {
            code: 'shadowed',
            level: 'warning',
            row,
            text: 'lint.shadowed',
            params: { fallback },
            actions: missing,
          },
        ];
  });

const leadThenDeal: TableRuleOfLint = (table) =>
  ROW_IDS.flatMap((row) =>
    (rowFacts[row].earlier ?? [])
      .filter(
        (other) =>
          table[row]?.lead &&
          !table[row]?.deal &&
          dealsTicked(table[other]).length > 0 &&
          !table[other]?.lead,
      )
      .map((other): LintHit => ({
        code: 'contradicting',
        level: 'warning',
        row,
        text: 'lint.contradicting.rows',
        params: { other },
      })),
  );

const unknownWithoutTask: TableRuleOfLint = (table) =>
  ROW_IDS.filter((row) => rowFacts[row].employee === 'unmapped').flatMap((row): LintHit[] => {
    const actions = table[row] ?? {};
    const { attributionOnly, taskSenior, taskResponsible } = actions;
    return isEmptyRow(actions) || attributionOnly || taskSenior || taskResponsible
      ? []
      : [{ code: 'unknownWithoutTask', level: 'info', row, text: 'lint.unknownWithoutTask' }];
  });

const twoDeals: RowRuleOfLint = (row, actions) =>
  dealsTicked(actions).length > 1
    ? [
        {
          code: 'contradicting',
          level: 'error',
          row,
          text: 'lint.contradicting.deals',
          actions: [...dealsTicked(actions)],
        },
      ]
    : [];

const leadAndDeal: RowRuleOfLint = (row, actions) =>
  actions.lead && dealsTicked(actions).length > 0
    ? [{ code: 'contradicting', level: 'warning', row, text: 'lint.contradicting.leadAndDeal' }]
    : [];

const attributionOnlyWithMore: RowRuleOfLint = (row, actions) => {
  const others = ticked(actions).filter((action) => action !== 'attributionOnly');
  return actions.attributionOnly && others.length > 0
    ? [
        {
          code: 'contradicting',
          level: 'error',
          row,
          text: 'lint.contradicting.attributionOnly',
          actions: others,
        },
      ]
    : [];
};

const doneOnMissed: RowRuleOfLint = (row, actions) =>
  isMissed(row) && TASK_ACTIONS.some((action) => actions[action]?.state === 'done')
    ? [{ code: 'doneOnMissed', level: 'warning', row, text: 'lint.doneOnMissed' }]
    : [];

const nobodyIsManager: RowRuleOfLint = (row, actions) =>
  actions.taskManager && rowFacts[row].employee !== 'mapped'
    ? [{ code: 'nobodyIsManager', level: 'error', row, text: 'lint.nobodyIsManager' }]
    : [];

const deadlines: RowRuleOfLint = (row, actions) =>
  TASK_ACTIONS.flatMap((action): LintHit[] => {
    const cell = actions[action];
    const hours = cell?.deadlineHours;
    if (!cell || hours === undefined) return [];
    const valid = Number.isFinite(hours) && hours >= 0 && hours <= MAX_DEADLINE_HOURS;
    if (!valid)
      return [
        {
          code: 'badDeadline',
          level: 'error',
          row,
          text: 'lint.badDeadline',
          params: { hours, max: MAX_DEADLINE_HOURS },
        },
      ];
    return cell.state === 'done'
      ? [{ code: 'unusedDeadline', level: 'info', row, text: 'lint.unusedDeadline', params: { hours } }]
      : [];
  });

const doubleTask: RowRuleOfLint = (row, actions) =>
  isResponsible(row) && actions.taskManager && actions.taskResponsible
    ? [{ code: 'doubleTask', level: 'warning', row, text: 'lint.doubleTask' }]
    : [];

const never: RowRuleOfLint = (row, actions, _table, preset) => {
  const hit = (action: RecordAction, why: LintHit['why']): LintHit[] =>
    actions[action]
      ? [{ code: 'never', level: 'error', row, text: 'lint.never', actions: [action], why }]
      : [];
  const lacking = (preset.crm && LACKING[preset.crm]) ?? [];
  return [
    ...(isOutgoing(row)
      ? (['company', 'contact', 'lead', 'dealIfNew'] as const).flatMap((action) =>
          hit(action, 'lint.why.outgoing'),
        )
      : []),
    ...(isEarly(row) ? hit('callRecord', 'lint.why.early') : []),
    ...(isForm(row) ? hit('callRecord', 'lint.why.form') : []),
    ...(isAnalysis(row) ? hit('callRecord', 'lint.why.analysis') : hit('analysis', 'lint.why.notAnalysed')),
    ...lacking.flatMap((entity) => hit(entity, 'lint.why.entity')),
  ];
};

const companyWithoutName: RowRuleOfLint = (row, actions, _table, preset) =>
  actions.company && !isForm(row) && !preset.names.company
    ? [{ code: 'noCompanyName', level: 'info', row, text: 'lint.noCompanyName' }]
    : [];

const subjects: RowRuleOfLint = (row, actions) =>
  TASK_ACTIONS.flatMap((action) =>
    placeholders(actions[action]?.subject ?? '')
      .filter((name) => !SUBJECT_PLACEHOLDERS.includes(name))
      .map((name): LintHit => ({
        code: 'unknownPlaceholder',
        level: 'error',
        row,
        text: 'lint.unknownPlaceholder',
        params: {
          placeholder: `{${name}}`,
          known: SUBJECT_PLACEHOLDERS.map((known) => `{${known}}`).join(', '),
        },
      })),
  );

export const TABLE_RULES: readonly TableRuleOfLint[] = [
  gaps,
  voicemailShadows,
  leadThenDeal,
  unknownWithoutTask,
];
export const ROW_RULES: readonly RowRuleOfLint[] = [
  twoDeals,
  leadAndDeal,
  attributionOnlyWithMore,
  doneOnMissed,
  nobodyIsManager,
  deadlines,
  doubleTask,
  never,
  companyWithoutName,
  subjects,
];
