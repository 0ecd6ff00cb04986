/**
 * All flows for Node-RED. The four of HubSpot are drawn in the editor; the other CRMs' are the same ones retold, with the
 * texts and variants of the n8n templates. `npm run templates:node-red` writes the files.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tableFromCells, type FlatTable } from '../../../core/matrix/cells';
import { presets } from '../../../core/matrix/presets';
import type { RowId } from '../../../core/model/plan';
import type { Variant } from '../n8n/calls';
import { CRM_TEXTS, type CrmTexts } from '../n8n/crms';
import { eventsOf } from '../n8n/rows';
import { VARIANTS } from '../n8n/variants';
import { withDesk } from './desk';
import { WITHOUT_CRM } from '../without-crm';
import type { FlowNode } from './flow-node';
import { DRAWN, retell, type Change } from './retell';
import { weeklyReportFlow } from './weekly-report';

export type { FlowNode };

export const FOLDER = join(__dirname, '../../../workflows-templates/node-red');
/** The flow with the sweep below the line of calls. */
const DESK = 'missed-call-desk';
const drawn = (file: string): FlowNode[] =>
  JSON.parse(readFileSync(join(FOLDER, 'hubspot', `${file}.json`), 'utf8')) as FlowNode[];

function changeOf(crm: CrmTexts, variant: Variant): Change {
  const rows = Object.entries(variant.matrix ?? {}).map(([name, cells]): [RowId, string[]] => [
    name.replace(`${crm.crm}_`, '') as RowId,
    cells as string[],
  ]);
  const flat = Object.fromEntries(rows) as FlatTable;
  const { rows: preset } = presets[crm.crm];
  const changed = tableFromCells(flat, preset);
  const table = { ...preset, ...changed };
  for (const [row, cells] of rows) if (cells.length === 0) delete table[row];
  const { triggerNote, findNote, matrixNote, step } = variant;
  return {
    label: variant.name,
    about: variant.about,
    ...(rows.length > 0 ? { table } : {}),
    ...(variant.events ? { events: variant.events } : {}),
    ...(triggerNote ? { triggerNote } : {}),
    ...(findNote ? { findNote } : {}),
    ...(matrixNote ? { matrixNote } : {}),
    ...(step ? { step } : {}),
  };
}

function ofCrm(crm: CrmTexts): [path: string, flow: FlowNode[]][] {
  const events = crm.crm === 'hubspot' ? {} : { events: eventsOf(crm.crm) };
  return [
    ...DRAWN.map((file): [string, FlowNode[]] => [
      `${crm.crm}/${file}.json`,
      retell(drawn(file), crm, file, file === 'calls' ? events : {}),
    ]),
    ...VARIANTS[crm.crm].map((make): [string, FlowNode[]] => {
      const variant = make(crm);
      const change = { ...events, ...changeOf(crm, variant) };
      const base = variant.file === DESK ? withDesk(drawn('calls'), drawn('replay')) : drawn('calls');
      return [`${crm.crm}/${variant.file}.json`, retell(base, crm, variant.file, change)];
    }),
  ];
}

/** By path below workflows-templates/node-red, e.g. `zoho/calls.json`. */
export const flows: Readonly<Record<string, FlowNode[]>> = Object.fromEntries([
  ...CRM_TEXTS.flatMap(ofCrm),
  ...WITHOUT_CRM.map((path): [string, FlowNode[]] => [`${path}.json`, weeklyReportFlow(path)]),
]);
