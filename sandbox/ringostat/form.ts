import { visit } from './payload-parts';
import { localTime } from './texts';
import type { FakeForm, Payload } from './types';

/** The webhook body of a website form. The names are the builder's choice; these are the usual HTML ones. */
export function buildForm(form: FakeForm, timeZone = 'Europe/Kyiv'): Payload {
  return {
    form_id: form.id,
    date: localTime(form.submittedAt, timeZone),
    name: form.name ?? '',
    phone: form.phone ?? '',
    email: form.email ?? '',
    ...form.fields,
    ...visit(form),
    project_id: form.projectId ?? '',
  };
}
