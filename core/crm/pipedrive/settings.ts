/** Settings that only Pipedrive has. */
import type { ProviderSetting } from '../port';

export interface Settings {
  /** PD-12: a new deal of a client known only by his organisation is linked to it. */
  linkOrganization: boolean;
  /** PD-20: our own fields stand in the views of Pipedrive. */
  showFields: boolean;
  uploadRecordings: boolean;
  /** key_string of an activity type. */
  taskType: string;
  workers: 'auto' | 'several';
}

export const SETTINGS: ProviderSetting[] = [
  {
    name: 'taskType',
    label: 'Type of tasks',
    hint: 'Activity type of the tasks that are created.',
    type: 'choice',
    default: 'call',
    list: 'activityTypes',
  },
  {
    name: 'linkOrganization',
    label: 'Link deals to a found organisation',
    hint: 'When only an organisation has the number: the new deal is linked to it.',
    type: 'boolean',
    default: false,
  },
  {
    name: 'uploadRecordings',
    label: 'Upload recordings',
    hint: 'The recording plays in Pipedrive itself, beside the link in the note. Costs one request per call.',
    type: 'boolean',
    default: true,
  },
  {
    name: 'showFields',
    label: 'Show our fields in the deal view',
    hint: 'Holds when the fields are created; later it is changed in the settings of Pipedrive.',
    type: 'boolean',
    default: true,
  },
  {
    name: 'workers',
    label: 'Workers',
    hint: 'Pipedrive has no unique keys. Automatic: what is created is looked for again whenever another worker uses the same token, and always with OAuth2. Several: always, which costs a request per record.',
    type: 'choice',
    default: 'auto',
    options: [
      { value: 'auto', label: 'Found out by itself' },
      { value: 'several', label: 'Several' },
    ],
  },
];

/** Takes settings as stored; returns them checked, with the defaults for what is missing or unusable. */
export function readSettings(values: Record<string, unknown> = {}): Settings {
  const flag = (name: keyof Settings, otherwise: boolean): boolean => {
    const value = values[name];
    return typeof value === 'boolean'
      ? value
      : value === 'true'
        ? true
        : value === 'false'
          ? false
          : otherwise;
  };
  const { taskType, workers } = values;
  return {
    linkOrganization: flag('linkOrganization', false),
    showFields: flag('showFields', true),
    uploadRecordings: flag('uploadRecordings', true),
    taskType: typeof taskType === 'string' && taskType.trim() ? taskType.trim() : 'call',
    workers: workers === 'several' ? 'several' : 'auto',
  };
}
