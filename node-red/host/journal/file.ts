/** The journal's file: lines are added and told durable, now and then it is written anew without what is dealt with. */
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Client data: for the user of the process only. */
const FILE_MODE = 0o600;
const FOLDER_MODE = 0o700;

interface Waiting {
  text: string;
  durable: boolean;
  resolve(): void;
  reject(error: unknown): void;
}

function syncFolder(folder: string): void {
  // Windows opens no folder; there the rename is as durable as the system makes it.
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Puts `text` in the file's place: afterwards the whole old file is there, or the whole new one. Throws as node:fs does. */
export function replaceFile(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: FOLDER_MODE });
  const beside = `${path}.new`;
  const handle = openSync(beside, 'w', FILE_MODE);
  try {
    writeFileSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(beside, path);
  syncFolder(dirname(path));
}

/** Text of the file, empty when there is none. Throws as node:fs does. */
export function readFile(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ENOENT') return '';
    throw error;
  }
}

export const journalPath = (userDir: string): string => join(userDir, 'ringostat', 'accepted-events.jsonl');

export class JournalFile {
  private waiting: Waiting[] = [];
  private running: Promise<void> | null = null;
  private handle: FileHandle | null = null;
  /** The last write broke off: half a line may stand there. */
  private torn = false;

  /** `size`: bytes in the file now. `whole`: the text that says the same in the fewest lines. */
  constructor(
    private readonly path: string,
    private size: number,
    private readonly whole: () => string,
    private readonly compactFrom: number,
  ) {}

  /**
   * Adds lines behind what was added before. Resolves when they are written; `durable`: when they are on the disk, so that
   * they survive the machine too. Rejects when they could not be written.
   */
  add(text: string, durable: boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ text, durable, resolve, reject });
      this.running ??= this.work();
    });
  }

  /** Resolves when everything added so far is written, or has failed. */
  async idle(): Promise<void> {
    while (this.running) await this.running;
  }

  private async work(): Promise<void> {
    // What comes in one turn is written at one go.
    await Promise.resolve();
    while (this.waiting.length > 0) {
      while (this.waiting.length > 0) await this.write(this.waiting.splice(0));
      // Between two bursts the file is nobody's, and what comes while it is closed is the next burst.
      await this.handle?.close().catch(() => undefined);
      this.handle = null;
    }
    this.running = null;
  }

  private async write(batch: Waiting[]): Promise<void> {
    try {
      if (this.size > this.compactFrom) this.compact();
      this.handle ??= await open(this.path, 'a', FILE_MODE);
      const text = (this.torn ? '\n' : '') + batch.map((one) => one.text).join('');
      this.torn = true;
      await this.handle.appendFile(text);
      this.torn = false;
      if (batch.some(({ durable }) => durable)) await this.handle.datasync();
      this.size += Buffer.byteLength(text);
      for (const { resolve } of batch) resolve();
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }

  private compact(): void {
    const text = this.whole();
    const size = Buffer.byteLength(text);
    // Mostly open events: writing them anew each time would cost more than it saves.
    if (size * 2 > this.size) return;
    replaceFile(this.path, text);
    this.size = size;
    // The handle writes into the file that was there before.
    void this.handle?.close().catch(() => undefined);
    this.handle = null;
    this.torn = false;
  }
}
