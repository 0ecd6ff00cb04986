import type { SandboxClock } from '../../common/types';
import type { CustomField } from '../types';
import { FILES } from './files';
import { NAME } from './name';
import { labelOf, readObject } from './read';
import { SALES } from './sales';
import { SETUP } from './setup';
import type { FieldDef, ObjectDef } from './types';

/** Custom fields of activities are defined on Activity and served by Task. */
const homeOf = (object: string): string => (object === 'Activity' ? 'Task' : object);

/** The objects of one org and their fields; names are found in any case, as in SOQL and URLs. */
export class Schema {
  private readonly objects = new Map<string, ObjectDef>();
  /** Last change of a field, ms since the epoch: what describe answers has not changed since. */
  changedAt: number;

  constructor(
    /** Objects whose records have types. */
    typed: string[],
    private readonly clock: SandboxClock,
  ) {
    this.changedAt = clock.now();
    for (const text of [...SALES, ...SETUP, ...FILES, NAME])
      this.objects.set(text.name.toLowerCase(), readObject(text));
    const owner = this.needField(this.need('Lead'), 'OwnerId');
    for (const object of typed)
      this.need(object).fields.set('recordtypeid', {
        ...owner,
        name: 'RecordTypeId',
        label: 'Record Type ID',
        referenceTo: ['RecordType'],
        relationship: 'RecordType',
      });
  }
  all(): ObjectDef[] {
    return [...this.objects.values()].filter(({ prefix }) => prefix !== '');
  }
  find(name: string): ObjectDef | undefined {
    return this.objects.get(name.toLowerCase());
  }
  need(name: string): ObjectDef {
    const found = this.find(homeOf(name));
    if (!found) throw new Error(`The fake Salesforce has no object ${name}.`);
    return found;
  }
  byId(id: string): ObjectDef | undefined {
    return this.all().find(({ prefix }) => id.startsWith(prefix));
  }
  needField(object: ObjectDef, name: string): FieldDef {
    const found = object.fields.get(name.toLowerCase());
    if (!found) throw new Error(`The fake Salesforce's ${object.name} has no field ${name}.`);
    return found;
  }
  add(object: string, field: CustomField, granted: boolean): void {
    this.changedAt = this.clock.now();
    const { name, type = 'string', unique = false, required = false } = field;
    this.need(object).fields.set(name.toLowerCase(), {
      name,
      label: field.label ?? labelOf(name),
      type,
      length: field.length ?? (type === 'string' ? 255 : 0),
      required,
      createable: true,
      updateable: true,
      filterable: true,
      externalId: field.externalId ?? unique,
      unique,
      custom: true,
      // A field required everywhere cannot be hidden from anyone.
      granted: granted || required,
      referenceTo: [],
      relationship: null,
    });
  }
  change(object: string, field: string, change: Partial<FieldDef>): void {
    this.changedAt = this.clock.now();
    Object.assign(this.needField(this.need(object), field), change);
  }
  remove(object: string, field: string): void {
    this.changedAt = this.clock.now();
    this.need(object).fields.delete(field.toLowerCase());
  }
}
