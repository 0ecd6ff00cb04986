import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { readProject, type EventName, type TriggerSettings } from '../shared/product';

interface Options {
  dropInternal?: boolean;
  ipList?: string;
  keepRaw?: boolean;
  maskNumbers?: boolean;
  sizeCapKb?: number;
}
interface KeyMap {
  names?: { variable: string; name: string }[];
}
const KB = 1024;
const SIZE_CAP_KB = 256;

/** Settings of the node and its credential as the core takes them. */
export async function triggerSettings(context: IWebhookFunctions | IHookFunctions): Promise<TriggerSettings> {
  const read = <T>(name: string, fallback: T): T => context.getNodeParameter(name, fallback) as T;
  const project = await readProject(context);
  const options = read<Options>('options', {});
  const custom = read<string>('keys', 'automatic') === 'custom';
  const names = custom ? (read<KeyMap>('keyMap', {}).names ?? []) : [];
  return {
    receive: read<TriggerSettings['receive']>('receive', 'events'),
    events: read<EventName[]>('events', []),
    keyMap: Object.fromEntries(names.map(({ variable, name }) => [variable.trim(), name.trim()])),
    timeZone: read('timeZone', 'Europe/Kyiv'),
    defaultCountry: read('defaultCountry', 'UA').trim().toUpperCase(),
    secrets: project.secrets,
    secretIn: read<TriggerSettings['secretIn']>('secretIn', 'query'),
    acceptWithoutSecret: read('acceptWithoutSecret', false),
    ipList: (options.ipList ?? '').split(/[\s,;]+/).filter((address) => address !== ''),
    dropInternal: options.dropInternal ?? true,
    keepRaw: options.keepRaw ?? true,
    sizeCap: (options.sizeCapKb ?? SIZE_CAP_KB) * KB,
    maskNumbers: options.maskNumbers ?? false,
    projectId: project.projectId,
    answer: { type: read<'plain' | 'json'>('answer', 'plain'), key: read('answerKey', 'direction') },
  };
}
