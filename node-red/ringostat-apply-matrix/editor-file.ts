import { readTableFile, writeTableFile, type TableFile } from '../../core/matrix/table-file';

/** Buttons "from a file" and "to a file": the table as JSON, to be kept beside other flows or compared. */
export function exchangeFiles(holder: {
  read(): TableFile;
  write(file: TableFile): void;
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
          holder.write(readTableFile(JSON.parse(json)));
        } catch (error) {
          holder.refused(error instanceof Error ? error.message : '');
        }
        picker.val('');
      },
      () => holder.refused(file.name),
    );
  });
  $('#ringostat-export').on('click', () => {
    const url = URL.createObjectURL(new Blob([writeTableFile(holder.read())], { type: 'application/json' }));
    $('<a>').attr({ href: url, download: 'ringostat-matrix.json' })[0]?.click();
    URL.revokeObjectURL(url);
  });
}
