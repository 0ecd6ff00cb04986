/** n8n in queue mode as it is set up for many calls: one main, one webhook process, two workers, Redis and PostgreSQL. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from './free-port';
import { installPack, n8nProgram, readyAt, READY_MS, settings } from './n8n';
import { N8nRest } from './n8n-rest';
import { node24Home } from './node24';
import { ownFolder, startOwned } from './owned';
import type { HostProcess } from './process';
import { startPostgres, startRedis, type Postgres, type Store } from './stores';

export interface N8nQueue {
  rest: N8nRest;
  /** Base address of the process that takes webhooks. */
  webhooks: string;
  /** Ids of the executions each worker has run, by its own log. */
  ranBy(): string[][];
  /** Ends the first worker by SIGKILL, starts another in its place, and returns the ids of what the first had begun. */
  replaceWorker(): Promise<string[]>;
  /** What all processes printed. */
  log(): string;
  stop(): Promise<void>;
}
/** Port on which a worker, which has no pages, says that it is ready. */
const HEALTH = { QUEUE_HEALTH_CHECK_ACTIVE: 'true' };

const connection = (redis: Store, postgres: Postgres): Record<string, string> => ({
  EXECUTIONS_MODE: 'queue',
  QUEUE_BULL_REDIS_HOST: '127.0.0.1',
  QUEUE_BULL_REDIS_PORT: String(redis.port),
  DB_TYPE: 'postgresdb',
  DB_POSTGRESDB_HOST: '127.0.0.1',
  DB_POSTGRESDB_PORT: String(postgres.port),
  DB_POSTGRESDB_USER: postgres.user,
  DB_POSTGRESDB_PASSWORD: postgres.password,
  DB_POSTGRESDB_DATABASE: postgres.database,
});

const started = (worker: HostProcess): string[] =>
  [...worker.log().matchAll(/Worker started execution (\S+)/g)].map(([, id = '']) => id);

/**
 * Starts everything on free ports of 127.0.0.1 with the packed package installed, and makes the owner. Throws with the
 * last lines of what did not start; nothing is left running then.
 */
export async function startN8nQueue(packTgz: string): Promise<N8nQueue> {
  const ends: (() => Promise<void> | void)[] = [];
  const stop = async (): Promise<void> => {
    for (const end of ends.splice(0).reverse()) await end();
  };
  try {
    const redis = await startRedis();
    ends.push(() => redis.stop());
    const postgres = await startPostgres();
    ends.push(() => postgres.stop());
    const folder = ownFolder('n8n');
    ends.push(() => folder.remove());
    mkdirSync(join(folder.path, '.n8n'), { recursive: true });
    installPack(folder.path, packTgz);
    const home = node24Home();
    const all: HostProcess[] = [];
    const start = async (args: string[], ready: 'port' | 'health'): Promise<[HostProcess, string]> => {
      const port = await freePort();
      const url = `http://127.0.0.1:${port}`;
      const child = startOwned(join(home, 'bin/node'), [n8nProgram(), ...args], {
        cwd: folder.path,
        env: {
          PATH: `${home}/bin:${process.env['PATH'] ?? ''}`,
          HOME: folder.path,
          ...settings(port, url, folder.path, await freePort()),
          ...connection(redis, postgres),
          ...(ready === 'health' ? { ...HEALTH, QUEUE_HEALTH_CHECK_PORT: String(port) } : {}),
        },
      });
      all.push(child);
      ends.push(() => child.stop());
      await child.until(() => readyAt(url), READY_MS, `n8n ${args[0] ?? ''}`);
      return [child, url];
    };
    // The main process first: it makes the tables.
    const [, main] = await start(['start'], 'port');
    const startWorker = async (): Promise<HostProcess> => (await start(['worker'], 'health'))[0];
    const [[, webhooks], ...workers] = await Promise.all([
      start(['webhook'], 'port'),
      startWorker(),
      startWorker(),
    ]);
    const rest = new N8nRest(main);
    await rest.becomeOwner();
    const log = (): string => [redis, postgres, ...all].map((each) => each.log()).join('\n');
    const replaceWorker = async (): Promise<string[]> => {
      const [first] = workers.splice(0, 1);
      await first?.stop('SIGKILL');
      workers.push(await startWorker());
      return first ? started(first) : [];
    };
    return { rest, webhooks, ranBy: () => workers.map(started), replaceWorker, log, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
