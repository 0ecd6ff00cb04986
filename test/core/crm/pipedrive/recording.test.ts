/** PD-19: the recording plays in Pipedrive; without the file the link stays and nothing else is lost. */
import type { RecordingFile } from '../../../../core/crm/port';
import { callStep, startKit, type Kit } from './kit';

const LINK = 'https://app.ringostat.com/recordings/1.wav?token=a&b=c';
const FILE: RecordingFile = { bytes: new Uint8Array([1, 2, 3]), contentType: 'audio/wav', name: '1.wav' };
let kit: Kit;
beforeEach(async () => {
  kit = await startKit();
});
afterEach(async () => {
  expect(kit.contract.violations).toEqual([]);
  await kit.fake.close();
});
const step = (recordings: string[]): ReturnType<typeof callStep> =>
  callStep({ links: [], values: { ...callStep().values, recordings } });
const log = (): { note: unknown; file: string | undefined } => {
  const [row] = kit.fake.records('callLog');
  const note = kit.fake.records('activity').find(({ id }) => id === row!.values['activity_id'])!.values[
    'note'
  ];
  return { note, file: kit.fake.recording(String(row!.id))?.name };
};
const HREF = 'href="https://app.ringostat.com/recordings/1.wav?token=a&amp;b=c"';

test('the file is uploaded into the call log; the link stands in the note too', async () => {
  const asked: string[] = [];
  const { provider } = kit.connect({
    download: (link) => {
      asked.push(link);
      return Promise.resolve(FILE);
    },
  });
  const [outcome] = await provider.apply([step([LINK])], []);
  expect(outcome).toMatchObject({ status: 'created', reason: { text: 'Because.' } });
  expect(asked).toEqual([LINK]);
  expect(log()).toEqual({ note: expect.stringContaining(HREF), file: '1.wav' });
});

test.each([
  ['there is no file', () => Promise.resolve(null)],
  ['it fails', () => Promise.reject(new Error('timeout'))],
  ['nobody can fetch it', undefined],
])('%s: the link stays in the note, the call record is written', async (_, download) => {
  const { provider } = kit.connect({ download });
  const [outcome] = await provider.apply([step([LINK])], []);
  expect(outcome).toMatchObject({ status: 'created', error: null });
  expect(outcome!.reason.text.includes('could not be fetched')).toBe(download !== undefined);
  expect(log()).toEqual({ note: expect.stringContaining(HREF), file: undefined });
});

test('a refused upload is told, and its link is in the note; uploads can be switched off', async () => {
  const full = { status: 413, body: { success: false, error: 'File is too large' } };
  kit.fake.faults.next({ match: ({ path }) => path.endsWith('/recordings'), answer: full });
  const download = (): Promise<RecordingFile> => Promise.resolve(FILE);
  const [outcome] = await kit.connect({ download }).provider.apply([step([LINK])], []);
  expect(outcome).toMatchObject({ status: 'created' });
  expect(outcome!.reason.text).toContain('could not be uploaded');
  expect(outcome!.reason.text).toContain('File is too large');
  kit.fake.reset();
  const off = kit.connect({ download, settings: { uploadRecordings: false } });
  await off.provider.apply([step([LINK])], []);
  expect(log()).toEqual({ note: expect.stringContaining(HREF), file: undefined });
});

test('an upload cut off after it was done is done once', async () => {
  kit.fake.faults.next({ match: ({ path }) => path.endsWith('/recordings'), answer: 'dropAfterCommit' });
  const [outcome] = await kit
    .connect({ download: () => Promise.resolve(FILE) })
    .provider.apply([step([LINK])], []);
  expect(outcome!.reason.text).toBe('Because.');
  expect(log().file).toBe('1.wav');
});

test('a recording that comes late reaches the record, in this process and after a restart', async () => {
  const download = (): Promise<RecordingFile> => Promise.resolve(FILE);
  for (const restart of [false, true]) {
    kit.fake.reset();
    const first = kit.connect({ download });
    await first.provider.apply([step([])], []);
    kit.clock.advance(600_000);
    const { provider } = restart ? kit.connect({ download }) : first;
    const [late] = await provider.apply([step([LINK])], []);
    expect(late).toMatchObject({
      status: 'alreadyThere',
      reason: { text: 'Because. The recording was added.' },
    });
    expect(kit.fake.records('callLog')).toHaveLength(1);
    expect(log()).toEqual({ note: expect.stringMatching(/href=.*<br>Ringostat p_call1$/), file: '1.wav' });
    const before = kit.http.requests;
    const [again] = await provider.apply([step([LINK])], []);
    expect(again!.reason.text).toBe('Because.');
    expect(kit.http.requests).toBe(before);
  }
});
