/** Programs that end with us, whatever ends us, and that may run as another user than root. Linux (util-linux' setpriv). */
import { execFileSync, spawnSync } from 'node:child_process';
import { chownSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProcess, type HostProcess } from './process';

/** A user without rights for programs that refuse root; absent when we are not root ourselves. */
export interface PlainUser {
  name: string;
  uid: number;
  gid: number;
}
const CACHE = join(__dirname, '../../.cache/queue');

/** The first of `names` this machine has. Throws when it has none; undefined when we are not root anyway. */
export function plainUser(...names: string[]): PlainUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of names) {
    const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }));
    if (uid?.status === 0 && gid?.status === 0)
      return { name, uid: Number(uid.stdout), gid: Number(gid.stdout) };
  }
  throw new Error(`This machine has no user ${names.join(' or ')}; a program that refuses root cannot run.`);
}

const as = (user: PlainUser | undefined): string[] =>
  user ? ['--reuid', String(user.uid), '--regid', String(user.gid), '--clear-groups'] : [];

/** Runs a command to its end. Throws with what it printed when it fails. */
export function runAs(user: PlainUser | undefined, command: string, args: string[], cwd: string): string {
  return execFileSync('setpriv', [...as(user), '--', command, ...args], {
    cwd,
    encoding: 'utf8',
    stdio: 'pipe',
  });
}

/**
 * startProcess() of a program that the kernel ends when we end, even by SIGKILL. `signal` is what it ends by itself on.
 */
export function startOwned(
  command: string,
  args: string[],
  options: { cwd: string; env: NodeJS.ProcessEnv; user?: PlainUser; signal?: 'TERM' | 'INT' },
): HostProcess {
  const { user, signal = 'TERM', ...rest } = options;
  return startProcess('setpriv', [...as(user), '--pdeathsig', signal, '--', command, ...args], rest);
}

/**
 * A new folder of `user` under .cache, or among the temporary ones where that user cannot reach the repository (a clone in
 * /root). `remove` takes it away.
 */
export function ownFolder(name: string, user?: PlainUser): { path: string; remove(): void } {
  mkdirSync(CACHE, { recursive: true });
  for (const base of [CACHE, tmpdir()]) {
    const path = mkdtempSync(join(base, `${name}-`));
    if (user) chownSync(path, user.uid, user.gid);
    const remove = (): void => rmSync(path, { recursive: true, force: true, maxRetries: 3 });
    if (spawnSync('setpriv', [...as(user), '--', 'test', '-w', path]).status === 0) return { path, remove };
    remove();
  }
  throw new Error(`No folder could be made that the user ${user?.name ?? 'running this'} can write to.`);
}
