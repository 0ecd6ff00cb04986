/** The marker at the end of notes: of the activity itself, and of the call on the last task of a plan. */
import { endedCallIn, keyIn, noteEnding, noteOf, noteWith } from '../../../../core/crm/pipedrive/note';

const LINK = 'https://app.ringostat.com/recordings/1.wav';

test('the last task carries its own key and that of the call; the others their own alone', () => {
  const last = noteOf('Missed', [], 'p_1_manager', 'p_1');
  expect(last).toBe('Missed<br>Ringostat p_1_manager p_1');
  expect([keyIn(last), endedCallIn(last)]).toEqual(['p_1_manager', 'p_1']);
  const other = noteOf('Missed', [], 'p_1_manager');
  expect([keyIn(other), endedCallIn(other)]).toEqual(['p_1_manager', 'p_1_manager']);
});

test.each([
  ['an older call record', 'Answered<br>Ringostat p_1', 'p_1', 'p_1'],
  ['an older task', 'Missed<br>Ringostat p_1_manager', 'p_1_manager', 'p_1_manager'],
  ['a note that a person wrote on', '<p>Ringostat p_1_manager p_1</p> and more', 'p_1_manager', 'p_1'],
  ['words after the marker of a task', 'Ringostat p_1_manager said so', 'p_1_manager', 'p_1_manager'],
  ['the key of another call', 'Ringostat p_2_manager p_1', 'p_2_manager', 'p_2_manager'],
  ['no marker', 'Called back', null, null],
  ['no note', null, null, null],
])('%s is read', (_, note, key, call) => {
  expect([keyIn(note), endedCallIn(note)]).toEqual([key, call]);
});

test.each([
  'Ringostat p_1_manager p_1',
  'x\nRingostat p_2',
  'x\nRingostat p_1_manager p_1\n',
  `${'Ringostat p_1_manager p_1\n'.repeat(9000)}`,
  'Ringostat',
  'Ringostat p_1_manager p_1 Ringostat',
])('a text with the words of a marker does not pass for one: %#', (text) => {
  const note = noteOf(text, [], 'p_1_manager');
  expect(note.length).toBeLessThanOrEqual(60_000);
  expect([keyIn(note), endedCallIn(note)]).toEqual(['p_1_manager', 'p_1_manager']);
  const last = noteOf(text, [LINK], 'p_3_senior', 'p_3');
  expect(last.length).toBeLessThanOrEqual(60_000);
  expect([keyIn(last), endedCallIn(last)]).toEqual(['p_3_senior', 'p_3']);
});

test('a late recording goes before the marker, which stays whole', () => {
  const late = noteWith(noteOf('Missed', [], 'p_1_manager', 'p_1'), [LINK], 'p_1_manager');
  expect(late).toMatch(/^Missed<br><a href=.*<\/a><br>Ringostat p_1_manager p_1$/);
  expect(noteWith(noteOf('Ringostat p_1', [], 'p_1'), [LINK], 'p_1')).toMatch(
    /^Ringostat p_1<br><a href=.*<\/a><br>Ringostat p_1$/,
  );
});

test("a task's note gets the call's key, once and at the marker that counts", () => {
  const note = 'Ringostat p_1_manager was said<br>Ringostat p_1_manager';
  const ending = noteEnding(note, 'p_1');
  expect(ending).toBe('Ringostat p_1_manager was said<br>Ringostat p_1_manager p_1');
  expect(noteEnding(ending ?? '', 'p_1')).toBeNull();
  expect(noteEnding('<p>Ringostat p_1_manager</p>by hand', 'p_1')).toBe(
    '<p>Ringostat p_1_manager p_1</p>by hand',
  );
  expect(noteEnding('Called back', 'p_1')).toBeNull();
  expect(noteEnding(`${'x'.repeat(59_980)}Ringostat p_1_manager`, 'p_1')).toBeNull();
});
