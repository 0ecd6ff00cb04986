import type { Project } from '../ringostat-project/runtime';
import {
  beginRun,
  clock,
  readNeverRecord,
  reconcile,
  takeBatch,
  type Checkpoint,
  type CrmProvider,
  type Progress,
  type ReplayBatch,
  type RingostatEvent,
  type Span,
} from '../host/product';
import type { RingostatSettings } from './types';

const HOUR_MS = 60 * 60 * 1000;

/** Milliseconds as ISO 8601. */
export function time(text: string): string {
  return /^\d+$/.test(text) ? new Date(Number(text)).toISOString() : text;
}

/** What stands beside the call in its message. */
export interface Beside {
  index: number;
  /** Calls of this batch or stream; with its last call only, while they are streamed. */
  count?: number;
  progress: Progress;
  /** With the last call of a batch: what the flow gives back when the batch is done. */
  checkpoint?: Checkpoint;
}
export interface CallsInput {
  settings: RingostatSettings;
  project: Project;
  /** Null: the last hours of the settings. */
  span: Span | null;
  /** Where the flow says it is; null: a new run. */
  given: Checkpoint | null;
  /** What the run before left; null: nothing. */
  kept: Checkpoint | null;
  /** The CRM whose calls are left out; null: none is. */
  provider: CrmProvider | null;
  warn(text: string): void;
  show(progress: Progress): void;
  send(event: RingostatEvent, beside: Beside): void;
}

function open(input: CallsInput): AsyncGenerator<ReplayBatch, void, undefined> {
  const { settings, project, provider, given, kept } = input;
  const now = clock.now();
  const span = input.span ?? {
    from: new Date(now - settings.lastHours * HOUR_MS).toISOString(),
    to: new Date(now).toISOString(),
  };
  const { timeZone, defaultCountry } = project.settings;
  const projectId = project.settings.projectId || null;
  const wanted = { from: time(span.from), to: time(span.to) };
  const kind = input.span ? 'between' : 'last';
  const start = given ?? beginRun(wanted, { projectId, timeZone }, { earlier: kept, kind });
  return reconcile(start, {
    ringostat: project.ringostat(),
    provider,
    clock,
    event: { timeZone, defaultCountry, projectId, maskNumbers: settings.maskNumbers },
    filter: {
      direction: settings.direction,
      status: settings.callStatus,
      neverRecord: readNeverRecord(settings.neverRecord),
    },
    format: settings.format === 'csv' ? 'csv' : 'json',
  });
}

/** Some calls, and with the last of them the checkpoint. Returns where the run stands, null when it was at its end. */
async function sendBatch(input: CallsInput, size: number): Promise<Checkpoint | null> {
  const batches = open(input);
  const taken = await takeBatch(batches, size);
  await batches.return();
  if (!taken) return null;
  const { events, progress, checkpoint } = taken;
  taken.warnings.forEach(input.warn);
  input.show(progress);
  events.forEach((event, index) => {
    const last = index === events.length - 1 ? { checkpoint } : {};
    input.send(event, { index, count: events.length, progress, ...last });
  });
  return checkpoint;
}

/** All calls as they are read; one is held back, since only the last one knows how many there are. */
async function sendStream(input: CallsInput): Promise<Checkpoint | null> {
  const limit = input.settings.limit > 0 ? input.settings.limit : Infinity;
  let held: { event: RingostatEvent; progress: Progress } | null = null;
  let count = 0;
  let reached: Checkpoint | null = null;
  for await (const { events, progress, checkpoint, warnings } of open(input)) {
    warnings.forEach(input.warn);
    input.show(progress);
    for (const event of events.slice(0, limit - count)) {
      if (held) input.send(held.event, { index: count - 1, progress: held.progress });
      held = { event, progress };
      count += 1;
    }
    if (count >= limit && !checkpoint.complete) break;
    reached = checkpoint;
  }
  if (held) input.send(held.event, { index: count - 1, count, progress: held.progress });
  return reached;
}

/**
 * Calls of the span as events, oldest first: all of them, or a batch. Rows that cannot be read are told to `warn` and left
 * out. Returns where the run stands. Throws CrmError.
 */
export function sendCalls(input: CallsInput): Promise<Checkpoint | null> {
  const { batch } = input.settings;
  return batch > 0 ? sendBatch(input, batch) : sendStream(input);
}
