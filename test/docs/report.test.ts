import { COLUMN_IDS } from '../../core/report/columns';
import { columnAbout, columnLabel } from '../../core/report/words';
import { expectPart, markdownTable } from './parts';

test('docs/report.md: the columns are those of the code', () => {
  expectPart(
    'report.md',
    'columns',
    markdownTable(
      ['column', 'in rows', 'what it counts'],
      COLUMN_IDS.map((id) => [columnLabel(id, 'en'), `\`${id}\``, columnAbout(id, 'en')]),
    ),
  );
});
