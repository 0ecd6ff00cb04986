/** A CRM of one client in sixty lines: carries plans out with unique keys, as providers must. */
import { isEmptyAttribution } from '../../../core/attribution/attribution';
import type { FoundRecord } from '../../../core/model/record';
import type { Entity, Plan } from '../../../core/model/plan';
import { client, record } from './world';
import type { Client } from '../../../core/model/client';

export class TinyCrm {
  readonly records = new Map<Entity, FoundRecord>();
  readonly calls = new Map<string, string | null>();
  readonly tasks = new Map<string, string>();

  constructor(before: FoundRecord[]) {
    for (const one of before) this.records.set(one.entity, { ...one });
  }

  find(): Client {
    const of = (entity: Entity): FoundRecord | null => this.records.get(entity) ?? null;
    return client({ contact: of('contact'), lead: of('lead'), company: of('company'), deal: of('deal') });
  }

  carryOut(plan: Plan): void {
    for (const step of plan.steps) {
      if (step.kind === 'task') {
        if (!this.tasks.has(step.key))
          this.tasks.set(step.key, `${step.values.state} ${step.values.ownerId}`);
      } else if (step.kind === 'callRecord') {
        if (!this.calls.has(step.key)) this.calls.set(step.key, step.values.ownerId);
      } else if (step.kind === 'owner') {
        this.change(step.target.entity, { ownerId: step.values.ownerId });
      } else if (step.kind === 'note') {
        if (!this.tasks.has(step.key)) this.tasks.set(step.key, `note ${step.values.body}`);
      } else if (step.kind === 'phone' || step.kind === 'fields' || step.kind === 'missed') {
        // Numbers, fields and missed tasks are not kept here.
        continue;
      } else if (step.kind === 'attribution') {
        const held = this.records.get(step.target.entity);
        if (held && isEmptyAttribution(held.attribution))
          this.change(held.entity, { attribution: step.values });
      } else if (!this.records.has(step.kind)) {
        const { ownerId, attribution, callId, name } = step.values;
        this.records.set(step.kind, record(step.kind, { name, ownerId, attribution, callId }));
      }
    }
  }

  private change(entity: Entity, change: Partial<FoundRecord>): void {
    const held = this.records.get(entity);
    if (held) this.records.set(entity, { ...held, ...change });
  }

  /** What a person would see, without order of creation. */
  seen(): unknown {
    const records = [...this.records.values()].map(({ entity, name, ownerId, attribution }) => ({
      entity,
      name,
      ownerId,
      attribution,
    }));
    const sorted = (entries: Map<string, unknown>): unknown[] =>
      [...entries].sort(([one], [other]) => one.localeCompare(other));
    return {
      records: records.sort((one, other) => one.entity.localeCompare(other.entity)),
      calls: sorted(this.calls),
      tasks: sorted(this.tasks),
    };
  }
}
