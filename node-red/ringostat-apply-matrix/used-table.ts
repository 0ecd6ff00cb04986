import { LEAST_TALK, parseTable, readAnalysisOptions, type PresetId, type UsedTable } from '../host/product';
import type { MatrixSettings } from './types';

/** Takes the settings of the node; returns the table with its preset and options, as plans are made of it. */
export function usedTableOf(settings: MatrixSettings): UsedTable {
  const preset: PresetId = settings.preset === 'file' ? 'empty' : settings.preset;
  const usesWorkingHours = Object.values(settings.table).some((row) =>
    [row.taskSenior, row.taskManager, row.taskResponsible].some((cell) => cell?.workingHours),
  );
  return {
    preset,
    table: parseTable(settings.table),
    options: {
      language: settings.language,
      distribute: settings.distribute,
      mergeDoneTask: settings.mergeDoneTask,
      contactsFor: settings.contactsFor,
      workingHours: usesWorkingHours ? settings.workingHours : null,
      names: {},
      analysis: readAnalysisOptions(settings),
      linkFoundCompany: settings.linkFoundCompany ?? false,
      closeMissedAfter: Number(settings.closeMissedAfter ?? LEAST_TALK),
    },
  };
}
