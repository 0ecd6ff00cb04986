import badMoods from './bad-moods.json';
import type { AnalysisOptions, MatrixOptions } from './types';

export const DEFAULT_ANALYSIS: Readonly<AnalysisOptions> = {
  badMoods: badMoods.join(', '),
  scoreLimit: 0,
  maxActionTasks: 3,
};
/** More tasks of one call than this nobody works off; an analysis names no more actions (core/event/items.ts). */
export const MAX_ACTION_TASKS = 30;

/** Takes what the nodes hold, which may be missing or no number; returns the options. */
export function readAnalysisOptions(given: Partial<Record<keyof AnalysisOptions, unknown>>): AnalysisOptions {
  const { badMoods, scoreLimit, maxActionTasks } = DEFAULT_ANALYSIS;
  const number = (value: unknown, usual: number, max: number): number => {
    const read = value === undefined || value === '' || value === null ? usual : Number(value);
    return Number.isFinite(read) && read >= 0 ? Math.min(read, max) : usual;
  };
  return {
    badMoods: typeof given.badMoods === 'string' ? given.badMoods : badMoods,
    scoreLimit: number(given.scoreLimit, scoreLimit, Infinity),
    maxActionTasks: Math.floor(number(given.maxActionTasks, maxActionTasks, MAX_ACTION_TASKS)),
  };
}

/** Options as the nodes offer them when nothing is changed. */
export const DEFAULT_OPTIONS: Readonly<MatrixOptions> = {
  language: 'en',
  distribute: false,
  mergeDoneTask: false,
  contactsFor: [],
  workingHours: null,
  names: {},
  linkFoundCompany: false,
};
