import { type ChildProcess, spawn } from 'node:child_process';

/** A host program we started, with what it printed. */
export interface HostProcess {
  readonly pid: number;
  log(): string;
  /** Resolves when `ready` says so; rejects with the last lines when the program ends or time is up. */
  until(ready: () => boolean | Promise<boolean>, ms: number, about: string): Promise<void>;
  /** The signal (default SIGTERM), then SIGKILL after fifteen seconds; resolves when it has ended. */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/** Starts a program whose output is kept. `env` replaces the environment. */
export function startProcess(
  command: string,
  args: string[],
  options: { cwd?: string; env: NodeJS.ProcessEnv },
): HostProcess {
  const child: ChildProcess = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  let ended = false;
  const keep = (chunk: Buffer): void => void (text = (text + chunk.toString('utf8')).slice(-400_000));
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  child.on('error', (error) => keep(Buffer.from(`could not start: ${error.message}\n`)));
  const gone = new Promise<void>((resolve) =>
    child.on('close', () => {
      ended = true;
      resolve();
    }),
  );
  return {
    pid: child.pid ?? -1,
    log: () => text,
    async until(ready, ms, about) {
      const deadline = Date.now() + ms;
      while (!(await ready())) {
        if (ended)
          throw new Error(`${about} ended before it was ready. Its last lines:\n${text.slice(-3000)}`);
        if (Date.now() > deadline)
          throw new Error(`${about} was not ready in ${ms / 1000} s. Its last lines:\n${text.slice(-3000)}`);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
    async stop(signal = 'SIGTERM') {
      if (ended || child.pid === undefined) return;
      child.kill(signal);
      const hard = setTimeout(() => child.kill('SIGKILL'), 15_000);
      await gone;
      clearTimeout(hard);
    },
  };
}
