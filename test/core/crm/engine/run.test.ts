/** The state of an apply: what waits for what, and what references lead to. */
import { CrmError } from '../../../../core/http/errors';
import type { ErrorKind, StepOutcome } from '../../../../core/model/outcome';
import type { PlanStep, RecordRef } from '../../../../core/model/plan';
import { Run, type Linked, type Target, type Written } from '../../../../core/crm/engine/run';

const reason = { code: 'byHand' as const, params: {}, text: 'Because.' };
const step = (kind: PlanStep['kind'], links: RecordRef[] = []): Linked =>
  ({ id: kind, kind, key: kind, reason, links, values: {} }) as unknown as Linked;
const to = (entity: 'contact' | 'company' | 'deal'): RecordRef => ({ entity, step: entity });
const refused = (kind: ErrorKind): CrmError =>
  new CrmError({ kind, system: 'Demo', message: `Demo: ${kind}.`, advice: 'Do.' });
const made = (id: string, status: Written['status'] = 'created'): Written => ({ id, status, notes: [] });

function start(join?: (own: Linked, id: string, fresh: Target[]) => Promise<void>): Run {
  return new Run({ system: 'Demo', url: (kind, id) => `${kind}/${id}`, ...(join ? { join } : {}) });
}
const statuses = (outcomes: StepOutcome[]): string[] => outcomes.map(({ id, status }) => `${id} ${status}`);

/** What becomes of a step that hangs on a record whose creation fails so. */
async function after(kind: PlanStep['kind'], parent: 'contact' | 'company', fault: ErrorKind) {
  const run = start();
  await run.carryOut(step(parent), () => Promise.reject(refused(fault)));
  const own = step(kind, [to(parent)]);
  await run.carryOut(own, () => Promise.resolve(made('1')));
  return run.result([own])[0]?.status;
}

test.each<[PlanStep['kind'], 'contact' | 'company', ErrorKind, string]>([
  ['deal', 'contact', 'invalidField', 'failed'],
  ['lead', 'contact', 'invalidField', 'failed'],
  ['deal', 'contact', 'temporary', 'failed'],
  ['deal', 'company', 'invalidField', 'created'],
  ['deal', 'company', 'temporary', 'failed'],
  ['task', 'contact', 'invalidField', 'created'],
  ['task', 'contact', 'rateLimited', 'failed'],
  ['callRecord', 'contact', 'invalidField', 'created'],
  ['callRecord', 'contact', 'outcomeUnknown', 'failed'],
  ['contact', 'company', 'invalidField', 'created'],
  ['contact', 'company', 'temporary', 'created'],
  ['company', 'contact', 'temporary', 'created'],
])('a %s whose %s is refused (%s): %s', async (kind, parent, fault, status) => {
  expect(await after(kind, parent, fault)).toBe(status);
});

test('a step that waits tells what it waits for and says why', async () => {
  const run = start();
  await run.carryOut(step('contact'), () => Promise.reject(refused('temporary')));
  const deal = step('deal', [to('contact')]);
  await run.carryOut(deal, () => Promise.resolve(made('1')));
  expect(run.result([deal])[0]?.error).toMatchObject({
    kind: 'temporary',
    message: 'Demo: the deal was not written because the contact it belongs to was not.',
    advice: 'Do.',
  });
});

test('a call record waits while anything of the plan is to be tried again', async () => {
  const run = start();
  await run.carryOut(step('task'), () => Promise.reject(refused('temporary')));
  const call = step('callRecord');
  let written = false;
  await run.carryOut(call, () => {
    written = true;
    return Promise.resolve(made('1'));
  });
  expect(written).toBe(false);
  expect(run.result([call])[0]).toMatchObject({ status: 'failed', error: { kind: 'temporary' } });
});

test('a record that was there already is joined to what this run made, and to nothing else', async () => {
  const joined: [string, string[]][] = [];
  const run = start((_own, id, fresh) => {
    joined.push([id, fresh.map((target) => target.id)]);
    return Promise.resolve();
  });
  await run.carryOut(step('company'), () => Promise.resolve(made('10')));
  await run.carryOut(step('contact', [to('company')]), () => Promise.resolve(made('20', 'alreadyThere')));
  await run.carryOut(step('deal', [to('contact')]), () => Promise.resolve(made('30', 'alreadyThere')));
  expect(joined).toEqual([['20', ['10']]]);
  expect(run.unforeseenContact([to('contact')])).toBe('20');
  expect(run.unforeseenContact([to('company')])).toBeNull();
});

test('a record that cannot be joined is told with its id', async () => {
  const run = start(() => Promise.reject(refused('notPermitted')));
  const contact = step('contact', [to('company')]);
  await run.carryOut(step('company'), () => Promise.resolve(made('10')));
  await run.carryOut(contact, () => Promise.resolve(made('20', 'alreadyThere')));
  expect(run.result([contact])[0]).toMatchObject({ status: 'failed', recordId: '20' });
});

test('outcomes come in the order of the plan; what had nothing to write was skipped', async () => {
  const run = start();
  const [contact, task, call] = [step('contact'), step('task'), step('callRecord')];
  await run.carryOut(call, () => Promise.resolve(made('3')));
  await run.carryOut(contact, () => Promise.resolve(made('1')));
  expect(statuses(run.result([contact, task, call]))).toEqual([
    'contact created',
    'task skipped',
    'callRecord created',
  ]);
});

test('it throws when the credential is refused for all, not when it is for some', async () => {
  const [contact, task] = [step('contact'), step('task')];
  const all = start();
  for (const one of [contact, task])
    await all.carryOut(one, () => Promise.reject(refused('credentialRefused')));
  expect(() => all.result([contact, task])).toThrow('Demo: credentialRefused.');
  const some = start();
  await some.carryOut(contact, () => Promise.resolve(made('1')));
  await some.carryOut(task, () => Promise.reject(refused('credentialRefused')));
  expect(statuses(some.result([contact, task]))).toEqual(['contact created', 'task failed']);
});

test('a fault of the program is no outcome', async () => {
  await expect(start().carryOut(step('task'), () => Promise.reject(new TypeError('bug')))).rejects.toThrow(
    'bug',
  );
});
