/** Redis and PostgreSQL of our own on free ports of 127.0.0.1, from the machine's programs but not its services. */
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { freePort } from './free-port';
import { ownFolder, plainUser, runAs, startOwned } from './owned';

const READY_MS = 30_000;
/** Where Debian keeps the programs of each version. */
const DEBIAN = '/usr/lib/postgresql';

export interface Store {
  port: number;
  log(): string;
  stop(): Promise<void>;
}
export interface Postgres extends Store {
  user: string;
  password: string;
  database: string;
}

const accepts = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const tell = (open: boolean) => (): void => {
      socket.destroy();
      resolve(open);
    };
    socket.once('connect', tell(true)).once('error', tell(false));
  });

/** Redis that keeps nothing on disk. Throws with its last lines when it does not start. */
export async function startRedis(): Promise<Store> {
  const folder = ownFolder('redis');
  const port = await freePort();
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const child = startOwned('redis-server', args, { cwd: folder.path, env: { PATH: process.env['PATH'] } });
  const stop = async (): Promise<void> => {
    await child.stop();
    folder.remove();
  };
  try {
    await child.until(() => accepts(port), READY_MS, 'Redis');
  } catch (error) {
    await stop();
    throw error;
  }
  return { port, log: child.log, stop };
}

/** Folder of initdb and postgres: on the PATH, else Debian's newest. Throws when there is none. */
function postgresPrograms(): string {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...(process.env['PATH'] ?? '').split(':'),
    ...versions.map((version) => join(DEBIAN, version, 'bin')),
  ];
  const found = folders.find((folder) =>
    ['initdb', 'postgres'].every((name) => existsSync(join(folder, name))),
  );
  if (!found) throw new Error('PostgreSQL is not installed: run `node scripts/engines.mjs postgres`.');
  return found;
}

/** PostgreSQL with an empty database; it refuses root, so it runs as a plain user then. Throws when it does not start. */
export async function startPostgres(): Promise<Postgres> {
  const programs = postgresPrograms();
  const user = plainUser('postgres', 'nobody');
  const folder = ownFolder('postgres', user);
  const login = { user: 'n8n', password: randomBytes(12).toString('hex'), database: 'postgres' };
  const [data, secret] = ['data', 'password'].map((name) => join(folder.path, name)) as [string, string];
  try {
    // Readable for the plain user; the folder goes with the server.
    writeFileSync(secret, login.password);
    const init = ['-D', data, '-U', login.user, '--auth=scram-sha-256', `--pwfile=${secret}`];
    runAs(
      user,
      join(programs, 'initdb'),
      [...init, '--encoding=UTF8', '--locale=C', '--no-sync'],
      folder.path,
    );
    const port = await freePort();
    // No socket in the file system; no waiting for the disk: nothing of it is kept.
    const options = { port, listen_addresses: '127.0.0.1', unix_socket_directories: '', fsync: 'off' };
    const args = Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    // SIGINT is its quick end that waits for nobody; it hears of ours by it too
    const child = startOwned(join(programs, 'postgres'), ['-D', data, ...args], {
      cwd: folder.path,
      env: { PATH: process.env['PATH'] },
      user,
      signal: 'INT',
    });
    const stop = async (): Promise<void> => {
      await child.stop('SIGINT');
      folder.remove();
    };
    try {
      await child.until(() => child.log().includes('ready to accept connections'), READY_MS, 'PostgreSQL');
    } catch (error) {
      await child.stop('SIGINT');
      throw error;
    }
    return { ...login, port, log: child.log, stop };
  } catch (error) {
    folder.remove();
    throw error;
  }
}
