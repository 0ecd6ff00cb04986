/** The shipped tables (presets/*.json). Their embedded tests stay in the files; only jest reads them. */
import type { CrmId } from '../model/plan';
import { parseTable } from './parse-table';
import type { Preset, PresetId } from './types';
import attributionOnly from './presets/attributionOnly.json';
import empty from './presets/empty.json';
import hubspot from './presets/hubspot.json';
import nethunt from './presets/nethunt.json';
import pipedrive from './presets/pipedrive.json';
import pipedriveLeads from './presets/pipedriveLeads.json';
import salesforce from './presets/salesforce.json';
import zoho from './presets/zoho.json';

type Habits = Partial<Pick<Preset, 'callRecordIsTask' | 'callRecordAlways' | 'names'>>;

function preset(id: PresetId, crm: CrmId | null, file: Habits & { rows: unknown }): Preset {
  return {
    id,
    crm,
    version: 1,
    callRecordIsTask: file.callRecordIsTask ?? false,
    callRecordAlways: file.callRecordAlways ?? false,
    names: file.names ?? {},
    rows: parseTable(file.rows),
  };
}

export const presets: Readonly<Record<PresetId, Preset>> = {
  hubspot: preset('hubspot', 'hubspot', hubspot),
  salesforce: preset('salesforce', 'salesforce', salesforce),
  zoho: preset('zoho', 'zoho', zoho),
  nethunt: preset('nethunt', 'nethunt', nethunt),
  pipedrive: preset('pipedrive', 'pipedrive', pipedrive),
  pipedriveLeads: preset('pipedriveLeads', 'pipedrive', pipedriveLeads),
  attributionOnly: preset('attributionOnly', null, attributionOnly),
  empty: preset('empty', null, empty),
};
export const PRESET_IDS = Object.keys(presets) as readonly PresetId[];

/** Options as the nodes offer them when nothing is changed. */
export { DEFAULT_OPTIONS } from './default-options';
