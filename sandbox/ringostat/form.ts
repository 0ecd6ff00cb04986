import { localTime } from './texts';
import type { FakeForm, Payload } from './types';

/** The webhook body of a website form. The names are the builder's choice; these are the usual HTML ones. */
export function buildForm(form: FakeForm, timeZone = 'Europe/Kyiv'): Payload {
  const { source = '', medium = '', campaign = '', term = '', content = '' } = form.utm ?? {};
  return {
    form_id: form.id,
    date: localTime(form.submittedAt, timeZone),
    name: form.name ?? '',
    phone: form.phone ?? '',
    email: form.email ?? '',
    ...form.fields,
    utm_source: source,
    utm_medium: medium,
    utm_campaign: campaign,
    utm_term: term,
    utm_content: content,
    client_id: form.googleClientId ?? '',
    landing: form.landing ?? '',
    project_id: form.projectId ?? '',
  };
}
