/**
 * Whatever an account refuses (field × kind × CRM, several at once): call record and tasks are written, what is refused is
 * left out with a note or named in the message, the event again doubles nothing.
 */
import * as fc from 'fast-check';
import { providers } from '../../core/crm/registry';
import type { MatrixRow } from '../../core/matrix/types';
import type { CrmId } from '../../core/model/plan';
import type { StepOutcome } from '../../core/model/outcome';
import { DRIFTS, type Drift, type LabObject } from '../../sandbox/common/lab';
import { openCore } from '../scenarios/hosts/core';
import { counts } from '../scenarios/look';
import type { Settings } from '../scenarios/types';
import { createWorld, type RunningWorld } from '../scenarios/world';
import { leapingClock } from './clocks';
import { CRMS, FAULT } from './kit';

const CALL = {
  utm: { utm_source: 'google', utm_medium: 'cpc', utm_campaign: 'brand' },
  more: { client_name: 'Olena Koval' },
};
const task = { state: 'open' } as const;
const ROW: MatrixRow = { company: true, contact: true, deal: true, callRecord: true, taskManager: task };

interface Change {
  drift: Drift;
  object: LabObject;
  field: string;
}

const settings = (crm: CrmId, world: RunningWorld): Partial<Settings> => ({
  rows: { R5: ROW, R4: ROW },
  names: { company: '{number}' },
  mapping: (providers[crm]?.entities ?? []).flatMap((entity) => {
    const field = world.lab.textField[entity];
    return field ? [{ entity, field, source: { type: 'variable' as const, name: 'pool_name' } }] : [];
  }),
});

const objectOf = ({ kind }: StepOutcome): LabObject | null =>
  ['attribution', 'owner', 'phone', 'missed', 'fields', 'note'].includes(kind) ? null : (kind as LabObject);

/** Fields a plan writes, by a dry run. */
async function written(world: RunningWorld, crm: CrmId): Promise<Omit<Change, 'drift'>[]> {
  await world.setup({ ...settings(crm, world), dryRun: true });
  const { result } = await world.send(world.call(CALL), 'ended');
  return (result?.outcome?.steps ?? []).flatMap((step) => {
    const object = objectOf(step);
    return object === null ? [] : step.changes.map(({ field }) => ({ object, field }));
  });
}

const told = (steps: StepOutcome[], error: string | null): string =>
  [...steps.map(({ reason, error: failed }) => [reason.text, failed?.message].join(' ')), error].join(' ');

describe.each(CRMS)('%s', (crm) => {
  it('random refusals: calls and tasks are never lost, nothing is doubled', async () => {
    const clock = leapingClock();
    const world = createWorld(await openCore({ clock }), crm, FAULT, { clock });
    try {
      await world.setup();
      const fields = await written(world, crm);
      // A company is made where the preset names it.
      expect(fields.map(({ object }) => object)).toEqual(
        expect.arrayContaining(['contact', 'deal', 'callRecord', 'task']),
      );
      await world.setup(settings(crm, world));
      await world.send(world.call(CALL), 'ended');
      const whole = counts(await world.view());
      const isMapped = (object: LabObject, field: string): boolean =>
        (world.settings().mapping ?? []).some((line) => line.entity === object && line.field === field);
      const change = fc
        .tuple(fc.constantFrom(...fields), fc.constantFrom(...DRIFTS))
        .map(([field, drift]): Change => ({ ...field, drift }))
        // A mapped field that is not there stops the flow before its first write (G-09).
        .filter(({ drift, object, field }) => drift !== 'gone' || !isMapped(object, field));
      // A field that is demanded and may not be written stops whoever writes.
      const some = fc.uniqueArray(change, {
        minLength: 1,
        maxLength: 4,
        selector: ({ object, field }) => `${object} ${field}`,
      });
      await fc.assert(
        fc.asyncProperty(some, async (changes) => {
          await world.setup(settings(crm, world));
          const made = changes.filter(({ drift, object, field }) => world.lab.drift(drift, object, field));
          const { result } = await world.send(world.call(CALL), 'ended');
          const first = counts(await world.view());
          const said = told(result?.outcome?.steps ?? [], result?.error ?? null);
          expect({ made, said, calls: first.calls, tasks: first.tasks }).toEqual({
            made,
            said,
            calls: whole.calls,
            tasks: whole.tasks,
          });
          await world.send(world.call(CALL), 'ended');
          await world.change({});
          await world.send(world.call(CALL), 'ended');
          expect({ made, said, after: counts(await world.view()) }).toEqual({ made, said, after: first });
        }),
        { numRuns: 40 },
      );
    } finally {
      await world.end();
    }
  }, 180_000);
});
