/** What stands at the end of a relationship that may lead to several objects (Who, What, Owner of a lead). */
import type { ObjectText } from './types';

export const NAME: ObjectText = {
  name: 'Name',
  prefix: '',
  setup: true,
  fields: `
Alias string(8)
Email email
FirstName string(40)
IsActive boolean
LastName string(80)
Name string(121)
Phone phone
ProfileId reference(Profile) rel=Profile
Title string(128)
Type picklist
Username string(80)`,
};
