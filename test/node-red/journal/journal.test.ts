import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { journalPath } from '../../../node-red/host/journal/file';
import { MAX_AGE_MS, MAX_CRASHES, REST_MS } from '../../../node-red/host/journal/journal';
import { readLines } from '../../../node-red/host/journal/lines';
import { Host } from './kit';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ringostat-journal-'));
  path = journalPath(folder);
});
afterEach(async () => {
  await Promise.all(Host.running.splice(0).map(({ journal }) => journal.flush()));
  rmSync(folder, { recursive: true, force: true });
});

const onDisk = (): string[] => readLines(readFileSync(path, 'utf8')).open.map(({ event }) => event.eventKey);

test('what was accepted is in the file before accept() ends, for the owner only, and struck off when the flow is done with it', async () => {
  const host = new Host(path).start();
  const { written } = await host.accept('a');
  expect([written, onDisk()]).toEqual([true, ['a']]);
  if (process.platform !== 'win32')
    expect([statSync(path).mode & 0o777, statSync(dirname(path)).mode & 0o777]).toEqual([0o600, 0o700]);
  host.pass('a', 'find', 'upsert');
  await host.journal.flush();
  expect(onDisk()).toEqual(['a']);
  await host.end('a', 'upsert');
  expect([onDisk(), host.journal.size]).toEqual([[], 0]);
});

test('a secret that the sender repeated is crossed out, in the file and when the event is sent', async () => {
  const host = new Host(path).start();
  await host.accept('a', 'token=a-secret-of-16-signs;', ['a-secret-of-16-signs', 'the-one-before-it']);
  expect(readFileSync(path, 'utf8')).not.toContain('a-secret');
  expect(host.message('a').payload.event.variables).toEqual({ note: 'token=***;' });
});

describe('who has it', () => {
  test('two branches: finished when both are done', async () => {
    const host = new Host(path).start();
    await host.accept('a');
    for (const node of ['upsert 1', 'upsert 2']) host.journal.taken(host.message('a'), node, true, 'find');
    await host.end('a');
    await host.end('a', 'upsert 1', true);
    expect(host.journal.size).toBe(1);
    await host.end('a', 'upsert 2');
    expect(host.journal.size).toBe(0);
  });

  test('a function that says it is done and then sends on in the same turn keeps it; Catch too', async () => {
    const host = new Host(path).start();
    await host.accept('a');
    host.journal.done(host.message('a'), 'find', true);
    host.journal.taken(host.message('a'), 'retry', true, 'catch');
    await host.journal.flush();
    expect(host.journal.size).toBe(1);
    await host.end('a', 'retry');
    expect(host.journal.size).toBe(0);
  });

  test('a message with another id is known by its event; a message of nobody changes nothing', async () => {
    const host = new Host(path).start();
    await host.accept('a');
    const other = { _msgid: 'made anew', payload: { event: host.message('a').payload.event } };
    host.journal.taken(other, 'upsert', true, 'function');
    await host.end('a');
    for (const stranger of [
      {},
      { _msgid: 'x' },
      { _msgid: 'x', payload: null },
      { _msgid: 'x', payload: { event: {} } },
    ])
      host.journal.done(stranger, 'upsert', false);
    expect(host.journal.size).toBe(1);
    other.payload = {} as typeof other.payload;
    host.journal.done(other, 'upsert', false);
    await host.journal.flush();
    expect(host.journal.size).toBe(0);
  });

  test('a node that never tells may send it on for a minute; when it has sent it on nobody waits for it', async () => {
    const host = new Host(path).start();
    await host.accept('a');
    host.pass('a', 'find', 'old', false);
    await host.journal.flush();
    host.time += REST_MS - 1;
    host.journal.sweep();
    expect(host.journal.size).toBe(1);
    host.journal.taken(host.message('a'), 'upsert', true, 'old');
    host.time += 10 * REST_MS;
    host.journal.sweep();
    expect(host.journal.size).toBe(1);
    await host.end('a', 'upsert');
    expect(host.journal.size).toBe(0);
    await host.accept('b');
    host.pass('b', 'find', 'old', false);
    host.time += REST_MS;
    host.journal.sweep();
    expect(host.journal.size).toBe(0);
  });
});

describe('deploys', () => {
  test('what is accepted meanwhile waits; what dead nodes have is sent again, in the order of acceptance; what a live node has is not', async () => {
    const host = new Host(path).start();
    for (const key of ['a', 'b', 'c']) await host.accept(key);
    host.pass('b', 'find', 'upsert');
    host.journal.pause();
    await host.accept('d');
    expect(host.keys).toEqual(['a', 'b', 'c', 'd'].slice(0, 3));
    host.gone.add('find');
    host.journal.takeUp();
    expect(host.keys.slice(3)).toEqual(['a', 'c', 'd']);
  });

  test('a fault of a flow that is being stopped is not the event’s: it is sent again; what the old run says later counts for nothing', async () => {
    const host = new Host(path).start();
    await host.accept('a');
    const first = host.message('a');
    host.journal.pause();
    await host.end('a', 'find', true);
    expect(host.journal.size).toBe(1);
    host.journal.takeUp();
    expect(host.keys).toEqual(['a', 'a']);
    host.journal.done(first, 'find', true);
    host.journal.settle(first);
    await host.journal.flush();
    expect(host.journal.size).toBe(1);
    await host.end('a');
    expect(onDisk()).toEqual([]);
  });

  test('a fault told, or an end come to, where the deploy stops nothing is the event’s own: it is not sent again', async () => {
    const host = new Host(path).start();
    for (const key of ['a', 'b', 'c']) await host.accept(key);
    host.pass('b', 'find', 'elsewhere');
    // Two deploys at once: what either of them stops.
    host.journal.pause((node) => node === 'elsewhere');
    host.journal.pause(() => false);
    await host.end('a', 'find', true);
    await host.end('b', 'elsewhere', true);
    await host.end('c');
    expect(onDisk()).toEqual(['b']);
    host.journal.takeUp();
    expect(host.keys).toEqual(['a', 'b', 'c', 'b']);
    host.journal.done(host.message('b'), 'find', true);
    // It ends at the very moment the flows are started.
    host.journal.takeUp();
    expect(host.keys).toHaveLength(4);
  });

  test('what was written while the flow was stopped is finished', async () => {
    const host = new Host(path).start();
    await host.accept('a');
    host.journal.pause();
    host.journal.settle(host.message('a'));
    await host.end('a');
    host.journal.takeUp();
    expect([host.keys, onDisk()]).toEqual([['a'], []]);
  });

  test('without a place to write it, an event outlives a deploy all the same', async () => {
    const host = new Host(null).start();
    expect(await host.accept('a')).toMatchObject({ written: true });
    expect(host.journal.lasting).toBe(false);
    host.journal.pause();
    await host.end('a');
    host.journal.takeUp();
    expect(host.keys).toEqual(['a', 'a']);
  });
});

describe('a new process', () => {
  test('events of one number go one after the other, a new one behind them; one that never ends holds up nobody for longer than a minute', async () => {
    const first = new Host(path).start();
    for (const key of ['anna 1', 'ben 1', 'anna 2', 'anna 3', 'ben 2']) await first.accept(key);
    const host = new Host(path).start();
    expect(host.keys).toEqual(['anna 1', 'ben 1']);
    await host.accept('anna 4');
    expect(host.keys).toHaveLength(2);
    await host.end('anna 1');
    expect(host.keys).toEqual(['anna 1', 'ben 1', 'anna 2']);
    host.journal.pause();
    await host.end('anna 2');
    host.journal.takeUp();
    expect(host.keys.slice(3)).toEqual(['anna 2']);
    for (const key of ['anna 2', 'anna 3', 'anna 4']) await host.end(key);
    expect(host.keys.slice(3)).toEqual(['anna 2', 'anna 3', 'anna 4']);
    host.time += REST_MS;
    host.journal.sweep();
    expect(host.keys.slice(6)).toEqual(['ben 2']);
    await host.end('ben 1');
    await host.end('ben 2');
    expect([host.journal.size, onDisk()]).toEqual([0, []]);
    await host.accept('anna 5');
    await host.accept('anna 6');
    expect(host.keys.slice(7)).toEqual(['anna 5', 'anna 6']);
  });

  test('takes up what is open, in order, through the trigger of that id, else of that address', async () => {
    const first = new Host(path).start();
    for (const key of ['a', 'b', 'c']) await first.accept(key);
    await first.end('b');
    expect(new Host(path, 'another').start().keys).toEqual(['a', 'c']);
    const elsewhere = new Host(path, 'another');
    elsewhere.sender.path = '/elsewhere';
    expect(elsewhere.start().keys).toEqual([]);
    expect(onDisk()).toEqual(['a', 'c']);
  });

  test(`killed ${MAX_CRASHES} times with an event open: told and given up; stopped in order as often: not`, async () => {
    let host = new Host(path).start();
    await host.accept('poison');
    for (let time = 1; time <= 2 * MAX_CRASHES; time += 1) {
      await host.stop();
      host = new Host(path).start();
    }
    for (let time = 1; time < MAX_CRASHES; time += 1) {
      await host.journal.flush();
      host = new Host(path).start();
      expect([time, host.keys]).toEqual([time, ['poison']]);
    }
    await host.accept('later');
    host = new Host(path).start();
    expect([host.keys, host.givenUp]).toEqual([['later'], [['poison', 'givenUpCrashes']]]);
    await host.journal.flush();
    expect(onDisk()).toEqual(['later']);
  });

  test('three days later it is given up, and told where there is a trigger', async () => {
    const host = new Host(path).start();
    await host.accept('a');
    host.time += MAX_AGE_MS;
    host.journal.sweep();
    expect(host.givenUp).toEqual([['a', 'givenUpAge']]);
    await host.accept('b');
    const late = new Host(path);
    late.time = host.time + MAX_AGE_MS;
    late.journal.load();
    late.journal.sweep();
    expect([late.warned, late.journal.size]).toEqual([['journalOrphan 1'], 0]);
    await Promise.all([host.journal.flush(), late.journal.flush()]);
  });

  test('a line that was cut is told, and what is written after it is whole', async () => {
    const host = new Host(path).start();
    await host.accept('a');
    await host.accept('b');
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.slice(0, -10));
    const next = new Host(path).start();
    expect([next.keys, next.warned]).toEqual([['a'], ['journalUnreadable 1']]);
    await next.accept('c');
    expect(onDisk()).toEqual(['a', 'c']);
  });
});

describe('no room, no right', () => {
  test('an event that cannot be written is told, worked on, and written down once there is room', async () => {
    const host = new Host(path).start();
    rmSync(dirname(path), { recursive: true });
    writeFileSync(dirname(path), 'in the way');
    expect(await host.accept('a')).toMatchObject({ written: false });
    expect(host.keys).toEqual(['a']);
    rmSync(dirname(path));
    mkdirSync(dirname(path));
    expect(await host.accept('b')).toMatchObject({ written: true });
    expect(onDisk()).toEqual(['b']);
    await host.end('a');
    await host.end('b');
    expect([host.journal.size, onDisk()]).toEqual([0, []]);
  });

  test('a folder that cannot be made at the start: load() throws, accept() tries again', async () => {
    writeFileSync(join(folder, 'ringostat'), 'in the way');
    const host = new Host(path);
    host.journal.attach(host.sender);
    expect(() => host.journal.load()).toThrow(/ENOTDIR|EEXIST/);
    host.journal.takeUp();
    expect(await host.accept('a')).toMatchObject({ written: false });
    rmSync(join(folder, 'ringostat'));
    expect(await host.accept('b')).toMatchObject({ written: true });
    expect(onDisk()).toEqual(['a', 'b']);
  });

  test('the file stays small, however many events pass', async () => {
    const host = new Host(path).start();
    await host.accept('stays');
    let most = 0;
    for (let n = 0; n < 300; n += 1) {
      await host.accept(`n${n}`, 'x'.repeat(10_000));
      await host.end(`n${n}`);
      most = Math.max(most, statSync(path).size);
    }
    expect(most).toBeLessThan(1_100_000);
    expect(onDisk()).toEqual(['stays']);
  });

  test('more open events than there may be are told and worked on, not written down', async () => {
    const host = new Host(path, 'trigger', 2).start();
    const all = [await host.accept('a'), await host.accept('b'), await host.accept('c')];
    expect(all.map(({ written }) => written)).toEqual([true, true, false]);
    expect(host.keys).toEqual(['a', 'b', 'c']);
    await host.end('a');
    await host.end('c');
    expect(await host.accept('d')).toMatchObject({ written: true });
    expect(onDisk()).toEqual(['b', 'd']);
  });
});

test('random acceptances, ends and kills at any byte: every process takes up all that was accepted and not struck off, in order', async () => {
  const act = fc.oneof(
    { weight: 5, arbitrary: fc.constant('accept' as const) },
    { weight: 4, arbitrary: fc.record({ end: fc.nat(20) }) },
    { weight: 2, arbitrary: fc.record({ kill: fc.nat(400) }) },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 30 }), async (acts) => {
      rmSync(path, { force: true });
      let host = new Host(path).start();
      let next = 0;
      let open: string[] = [];
      /** Bytes that were told durable. */
      let durable = 0;
      let kills = 0;
      for (const one of acts) {
        if (one === 'accept') {
          const key = `e${next++}`;
          expect(await host.accept(key)).toMatchObject({ written: true });
          open.push(key);
          durable = statSync(path).size;
        } else if ('end' in one) {
          const key = open[one.end % Math.max(open.length, 1)];
          if (key) await host.end(key);
          open = open.filter((other) => other !== key);
        } else if (++kills < MAX_CRASHES) {
          await host.journal.flush();
          // The machine goes down: what was not told durable may be gone at any byte.
          const text = readFileSync(path);
          writeFileSync(path, text.subarray(0, Math.max(durable, text.length - one.kill)));
          host = new Host(path).start();
          // A strike that was lost costs a second look, an acceptance never is.
          expect(host.keys.filter((key) => open.includes(key))).toEqual(open);
          expect(new Set(host.keys).size).toBe(host.keys.length);
          open = host.keys;
          await host.journal.flush();
          durable = statSync(path).size;
        }
      }
    }),
    { numRuns: 60 },
  );
});
