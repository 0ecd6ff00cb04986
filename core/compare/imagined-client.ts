/** A client as he would be in the CRM if the calls so far had been written by one of the tables. Nothing is written. */
import type { FindQuery, OwnTask } from '../crm/port';
import { missedTask, type MissedTask } from '../matrix/missed-task';
import { emptyAttribution } from '../attribution/attribution';
import type { CreateStep, Entity, Plan, RecordRef, Step, TaskStep } from '../model/plan';
import type { FoundRecord } from '../model/record';
import type { Left } from './types';

const isCreate = (step: Step): step is CreateStep =>
  step.kind === 'contact' || step.kind === 'company' || step.kind === 'lead' || step.kind === 'deal';

export class ImaginedClient {
  private readonly records: FoundRecord[];
  /** Keys of records and activities: what carries one is not made again. */
  private readonly keys = new Set<string>();

  /**
   * `missed`: his open tasks for calls made in vain; `creatable`: the kinds of records this CRM has; `home`: ISO country of
   * numbers without country code.
   */
  constructor(
    found: FoundRecord[],
    private missed: MissedTask[],
    private readonly creatable: readonly Entity[],
    private readonly home: string,
  ) {
    // Of its own: the other table imagines the same client from the same records.
    this.records = found.map((record) => ({ ...record, attribution: { ...record.attribution } }));
  }

  /** As CrmProvider.find: deals are found by their contact, of a number without one by the company. */
  find({ entities }: Pick<FindQuery, 'entities'>): FoundRecord[] {
    const wanted = this.records.filter(({ entity }) => entities.includes(entity));
    const ids = (entity: Entity): string[] =>
      this.records.filter((record) => record.entity === entity).map(({ id }) => id);
    const [contacts, companies] = [ids('contact'), ids('company')];
    return wanted.filter(
      ({ entity, id, contactIds, companyIds }) =>
        entity !== 'deal' ||
        !id.startsWith(IMAGINED) ||
        contactIds.some((one) => contacts.includes(one)) ||
        (contacts.length === 0 &&
          entities.includes('company') &&
          companyIds.some((one) => companies.includes(one))),
    );
  }

  /** Takes the plan of his next call; returns what it leaves, and knows it from now on. `there`: its call record is in the CRM. */
  write(plan: Plan, at: string | null, there: boolean): Left[] {
    const refs = new Map<string, string>();
    const left: Left[] = [];
    const again = plan.steps.find((step) => step.kind === 'missed');
    const instead = again?.values.does === 'again' && this.standing().length > 0;
    for (const step of plan.steps) {
      if (isCreate(step)) left.push(...this.create(step, refs, at));
      else if (step.kind === 'callRecord') {
        if (!there) left.push(one('callRecord', step.values.ownerId, null, step.reason.text));
      } else if (step.kind === 'task') {
        if (instead && step.values.state === 'open') continue;
        left.push(one(`task.${step.values.role}`, step.values.ownerId, step.values.state, step.reason.text));
        this.keep(step, refs);
      } else if (step.kind === 'attribution') {
        const record = this.records.find(({ id }) => id === step.target.id);
        if (record) record.attribution = { ...step.values };
        left.push(one(`attribution.${step.target.entity}`, null, null, step.reason.text));
      } else if (step.kind === 'missed') left.push(...this.settle(step, instead));
    }
    return left;
  }

  private create(step: CreateStep, refs: Map<string, string>, at: string | null): Left[] {
    const { kind, values } = step;
    // The CRM has no such records, and says so.
    if (!this.creatable.includes(kind)) return [];
    const key = `${kind} ${step.stateKey ?? step.key}`;
    const known = this.keys.has(key);
    const id = `${IMAGINED}${key}`;
    refs.set(step.id, id);
    if (known) return [];
    this.keys.add(key);
    const linked = (entity: Entity): string[] => step.links.flatMap((ref) => idOf(ref, entity, refs) ?? []);
    this.records.push({
      entity: kind,
      id,
      name: values.name,
      ownerId: values.ownerId,
      open: true,
      url: null,
      createdAt: at,
      updatedAt: at,
      attribution: { ...emptyAttribution(), ...values.attribution },
      callId: values.callId,
      contactIds: linked('contact'),
      companyIds: linked('company'),
    });
    // A company made for a contact that is there becomes his.
    if (kind === 'company')
      for (const contact of this.records)
        if (contact.entity === 'contact' && linked('contact').includes(contact.id))
          contact.companyIds.push(id);
    return [one(kind, values.ownerId, null, step.reason.text)];
  }

  /** A task for a call made in vain, where it hangs on a record by which it is found. */
  private keep({ key, values, links }: TaskStep, refs: Map<string, string>): void {
    const on = links.flatMap((ref) => {
      const id = 'id' in ref ? ref.id : refs.get(ref.step);
      return id === undefined ? [] : [{ entity: ref.entity, id }];
    });
    if (values.state !== 'open' || on.length === 0) return;
    const task: OwnTask = {
      kind: 'task',
      id: key,
      key,
      open: true,
      title: values.subject,
      text: values.body,
      ownerId: values.ownerId,
      dueAt: values.dueAt,
      createdAt: null,
      links: on,
      url: null,
    };
    const missed = missedTask(task, this.home);
    if (missed) this.missed.push(missed);
  }

  private standing(): MissedTask[] {
    return this.missed.filter(({ task }) => task.open);
  }

  private settle(step: Extract<Step, { kind: 'missed' }>, instead: boolean): Left[] {
    const { does, at } = step.values;
    const start = Date.parse(at);
    if (does === 'again') return instead ? [one('missed.note', null, null, step.reason.text)] : [];
    const concerned = this.standing().filter(
      ({ at: of }) => of === null || Number.isNaN(start) || of < start,
    );
    if (concerned.length === 0) return [];
    if (does === 'attempt') return [one('missed.note', null, null, step.reason.text)];
    this.missed = this.missed.filter((task) => !concerned.includes(task));
    return [one('missed.close', null, null, step.reason.text)];
  }
}

/** How ids of records begin that are not in the CRM. */
const IMAGINED = 'imagined ';
const one = (thing: Left['thing'], owner: string | null, state: Left['state'], reason: string): Left => ({
  thing,
  owner,
  state,
  reason,
});

function idOf(ref: RecordRef, entity: Entity, refs: Map<string, string>): string | undefined {
  if (ref.entity !== entity) return undefined;
  return 'id' in ref ? ref.id : refs.get(ref.step);
}
