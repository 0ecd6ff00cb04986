/** Who asks, and what he may see and do. */
import { Refusal, refuse } from './errors';
import type { Org } from './org';
import { PROFILE_SET_ID } from './org-data';
import type { FieldDef, ObjectDef } from './schema/types';
import type { Rights, Row } from './types';

export const ALL_RIGHTS: Rights = {
  hidden: [],
  readOnly: [],
  customize: true,
  viewAll: ['Lead', 'Contact', 'Account', 'Opportunity'],
  api: true,
};

export class Session {
  constructor(
    private readonly org: Org,
    readonly userId: string,
    readonly rights: Rights,
    /** The lab's reader sees fields that nobody was granted. */
    private readonly seesAll = false,
  ) {}

  /** The object, or undefined when it is not there for this user. */
  object(name: string): ObjectDef | undefined {
    const found = this.org.schema.find(name);
    return found && !this.rights.hidden.includes(found.name) ? found : undefined;
  }
  /** The field, or undefined when it is not there or not granted: the vendor does not tell these apart. */
  field(object: ObjectDef, name: string): FieldDef | undefined {
    const found = object.fields.get(name.toLowerCase());
    if (!found) return undefined;
    return found.granted || this.seesAll || this.isGranted(object, found, 'PermissionsRead')
      ? found
      : undefined;
  }
  /** False for a record that is not there for this user. */
  sees({ object, values }: Row): boolean {
    if (this.seesAll || this.rights.viewAll.includes(object) || values['OwnerId'] === this.userId)
      return true;
    if (this.org.isPrivate(object)) return false;
    // A contact is seen as its account is; one without is its owner's alone.
    const account = object === 'Contact' ? this.org.live(values['AccountId']) : null;
    return account === null || (account !== undefined && this.sees(account));
  }
  fields(object: ObjectDef): FieldDef[] {
    return [...object.fields.values()].filter(({ name }) => this.field(object, name));
  }
  mayEdit(object: ObjectDef, field: FieldDef): boolean {
    return field.granted || this.seesAll || this.isGranted(object, field, 'PermissionsEdit');
  }
  /** Throws when the user may not create or change records of the object. */
  needWrite({ name, setup }: ObjectDef, id?: string): void {
    if (setup)
      throw refuse('CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', `entity type cannot be inserted: ${name}`);
    if (!this.rights.readOnly.includes(name)) return;
    const what = id === undefined ? `entity type: ${name}` : `object id: ${id}`;
    throw new Refusal(403, 'INSUFFICIENT_ACCESS_OR_READONLY', `insufficient access rights on ${what}`, []);
  }
  private isGranted(object: ObjectDef, field: FieldDef, right: string): boolean {
    const sets = new Set([
      PROFILE_SET_ID,
      ...this.org
        .rows('PermissionSetAssignment')
        .filter(({ deleted, values }) => !deleted && values['AssigneeId'] === this.userId)
        .map(({ values }) => String(values['PermissionSetId'])),
    ]);
    // Fields of activities are granted on Task (or the object they are defined on).
    const homes = object.name === 'Task' ? ['Task', 'Activity'] : [object.name];
    const names = new Set(homes.map((home) => `${home}.${field.name}`.toLowerCase()));
    return this.org
      .rows('FieldPermissions')
      .some(
        ({ deleted, values }) =>
          !deleted &&
          values[right] === true &&
          sets.has(String(values['ParentId'])) &&
          names.has(String(values['Field']).toLowerCase()),
      );
  }
}
