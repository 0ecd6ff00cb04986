import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import {
  HOME_COUNTRY,
  HOME_TIME_ZONE,
  readIpList,
  readNeverRecord,
  TRIGGER_DEFAULTS,
  type EventName,
  type Project,
  type TriggerSettings,
} from '../shared/product';

interface Options {
  dropInternal?: boolean;
  ipList?: string;
  keepRaw?: boolean;
  maskNumbers?: boolean;
  neverRecord?: string;
  shortAbandonSeconds?: number;
  sizeCapKb?: number;
}
interface KeyMap {
  names?: { variable: string; name: string }[];
}
const KB = 1024;

/** Settings of the node, and what its credential says, as the core takes them. */
export function triggerSettings(
  context: IWebhookFunctions | IHookFunctions,
  project: Project,
): TriggerSettings {
  const read = <T>(name: string, fallback: T): T => context.getNodeParameter(name, fallback) as T;
  const options = read<Options>('options', {});
  const custom = read<string>('keys', 'automatic') === 'custom';
  const names = custom ? (read<KeyMap>('keyMap', {}).names ?? []) : [];
  return {
    receive: read('receive', TRIGGER_DEFAULTS.receive),
    events: read<EventName[]>('events', []),
    keyMap: Object.fromEntries(names.map(({ variable, name }) => [variable.trim(), name.trim()])),
    timeZone: read('timeZone', HOME_TIME_ZONE),
    defaultCountry: read('defaultCountry', HOME_COUNTRY).trim().toUpperCase(),
    secrets: project.secrets,
    secretIn: read('secretIn', TRIGGER_DEFAULTS.secretIn),
    acceptWithoutSecret: read('acceptWithoutSecret', TRIGGER_DEFAULTS.acceptWithoutSecret),
    ipList: readIpList(options.ipList ?? ''),
    dropInternal: options.dropInternal ?? TRIGGER_DEFAULTS.dropInternal,
    neverRecord: readNeverRecord(options.neverRecord),
    shortAbandonSeconds: options.shortAbandonSeconds ?? TRIGGER_DEFAULTS.shortAbandonSeconds,
    keepRaw: options.keepRaw ?? TRIGGER_DEFAULTS.keepRaw,
    sizeCap: (options.sizeCapKb ?? TRIGGER_DEFAULTS.sizeCapKb) * KB,
    maskNumbers: options.maskNumbers ?? TRIGGER_DEFAULTS.maskNumbers,
    projectId: project.projectId,
    answer: {
      type: read('answer', TRIGGER_DEFAULTS.answer.type),
      key: read('answerKey', TRIGGER_DEFAULTS.answer.key),
    },
  };
}
