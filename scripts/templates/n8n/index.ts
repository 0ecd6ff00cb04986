/** All templates for n8n, from one source: five CRMs do not drift apart. `npm run templates:n8n` writes the files. */
import { WITHOUT_CRM } from '../without-crm';
import { attributionOnlyTemplate } from './attribution-only';
import { calls, callsTemplate } from './calls';
import { CRM_TEXTS, type CrmTexts } from './crms';
import { replayTemplate } from './replay';
import { smartForwardingTemplate } from './smart-forwarding';
import { VARIANTS } from './variants';
import { weeklyReportTemplate } from './weekly-report';
import type { Template } from './workflow';

const ofCrm = (crm: CrmTexts): [file: string, template: Template][] => [
  ['calls', callsTemplate(crm, calls(crm))],
  ['smart-forwarding', smartForwardingTemplate(crm)],
  ['attribution-only', attributionOnlyTemplate(crm)],
  ['replay', replayTemplate(crm)],
  ...VARIANTS[crm.crm].map((make): [string, Template] => {
    const variant = make(crm);
    return [variant.file, callsTemplate(crm, variant)];
  }),
];

/** By path below workflows-templates/n8n, e.g. `zoho/calls.json`. */
export const templates: Readonly<Record<string, Template>> = Object.fromEntries([
  ...CRM_TEXTS.flatMap((crm) =>
    ofCrm(crm).map(([file, template]): [string, Template] => [`${crm.crm}/${file}.json`, template]),
  ),
  ...WITHOUT_CRM.map((path): [string, Template] => [`${path}.json`, weeklyReportTemplate(path)]),
]);
