/** Every Monday the calls of the week before: a page and a text per employee, rows per day for a table. Of no CRM. */
import { overview } from './line';
import { core, note, NOTE_SIZE, ours, workflow, type Placed, type Template } from './workflow';

const NOTES_Y = -220;
const EMPLOYEES = 'Report per Employee';
const DAYS = 'Report per Day';
/** The page as a file, for e-mail or a drive. */
const TO_FILE = {
  operation: 'toText',
  sourceProperty: 'report.html',
  options: { fileName: 'report.html', mimeType: 'text/html' },
};

const orTold = (node: Placed): Placed => ({ ...node, onError: 'continueErrorOutput' });

export function weeklyReportTemplate(path: string): Template {
  const monday = { rule: { interval: [{ field: 'weeks', triggerAtDay: [1], triggerAtHour: 7 }] } };
  const report = { resource: 'report' };
  return workflow(
    path,
    'Ringostat weekly report per employee',
    [
      overview(
        {
          title: 'Weekly report per employee',
          about:
            'Every Monday the calls of the last week are counted from the call log of Ringostat: conversations, missed calls, talk, how soon clients were called back and who still waits, per employee. You get a page with small charts, a text for a messenger, and rows for a table.',
          setUp: [
            `Open **${EMPLOYEES}** and **${DAYS}**: choose the *Ringostat API* credential, the time zone and the *Language*.`,
            'Connect Slack, Telegram or e-mail to **Send the Text** (`{{ $json.report.text }}`) and to **Send the Page**, which has the page as a file.',
            'Connect Google Sheets, Airtable or a database to **Add to a Table**: one row a day.',
            'Run it by hand, or publish it. Connect **Tell Somebody** too, to hear when a report could not be made.',
          ],
          after: 'No CRM is asked and nothing is written anywhere but where you connect it.',
        },
        620,
        NOTES_Y,
      ),
      note('Note Start', '**1. Every Monday or by hand**\n\nThe last whole week, Monday to Sunday.', [
        0,
        NOTES_Y,
      ]),
      core(['manualTrigger', 1], 'Run by Hand', {}, [80, 0]),
      core(['scheduleTrigger', 1.2], 'Every Monday', monday, [80, 180]),
      note(
        'Note Report',
        '**2. Count the calls**\n\nOne item with `rows`, `csv`, `html` and `text`; below one item per day. Each figure has its call IDs beside it.',
        [280, NOTES_Y],
      ),
      orTold(
        ours(
          'ringostat',
          EMPLOYEES,
          { ...report, operation: 'perEmployee', groups: ['day', 'hour'], result: 'report' },
          [360, 0],
        ),
      ),
      orTold(ours('ringostat', DAYS, { ...report, operation: 'perGroup', groups: ['day'] }, [360, 180])),
      note(
        'Note Hand On',
        '**3. Hand it on**\n\nThe page loads nothing: send it as a file or put it on a server. A figure of it opens the list of its calls.',
        [560, NOTES_Y],
        { height: NOTE_SIZE.height, width: 540 },
      ),
      core(['convertToFile', 1.1], 'Page as a File', TO_FILE, [640, -20]),
      core(['noOp', 1], 'Send the Page', {}, [900, -20]),
      core(['noOp', 1], 'Send the Text', {}, [640, 120]),
      core(['noOp', 1], 'Add to a Table', {}, [640, 260]),
      core(['noOp', 1], 'Tell Somebody', {}, [640, 400]),
    ],
    {
      'Run by Hand': [[EMPLOYEES, DAYS]],
      'Every Monday': [[EMPLOYEES, DAYS]],
      [EMPLOYEES]: [['Page as a File', 'Send the Text'], ['Tell Somebody']],
      'Page as a File': [['Send the Page']],
      [DAYS]: [['Add to a Table'], ['Tell Somebody']],
    },
  );
}
