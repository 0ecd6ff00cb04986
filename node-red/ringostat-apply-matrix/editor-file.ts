import { parseTable } from '../../core/matrix/parse-table';
import type { MatrixTable } from '../../core/matrix/types';

/** Buttons "from a file" and "to a file": the table as JSON, to be kept beside other flows or compared. */
export function exchangeFiles(holder: {
  read(): MatrixTable;
  write(table: MatrixTable): void;
  refused(what: string): void;
}): void {
  const picker = $('#ringostat-file');
  $('#ringostat-import').on('click', () => picker.trigger('click'));
  picker.on('change', () => {
    const file = (picker[0] as HTMLInputElement).files?.[0];
    if (!file) return;
    file.text().then(
      (json) => {
        try {
          holder.write(parseTable(JSON.parse(json)));
        } catch (error) {
          holder.refused(error instanceof Error ? error.message : '');
        }
        picker.val('');
      },
      () => holder.refused(file.name),
    );
  });
  $('#ringostat-export').on('click', () => {
    const url = URL.createObjectURL(
      new Blob([JSON.stringify(holder.read(), null, 2)], { type: 'application/json' }),
    );
    $('<a>').attr({ href: url, download: 'ringostat-matrix.json' })[0]?.click();
    URL.revokeObjectURL(url);
  });
}
