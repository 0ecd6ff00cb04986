import type { ProjectSettings } from '../ringostat-project/types';
import { readIpList, readNeverRecord, TRIGGER_DEFAULTS, type TriggerSettings } from '../host/product';
import type { TriggerNodeSettings } from './types';

/** Settings of the node and of its project as the core takes them. */
export function triggerSettings(
  node: TriggerNodeSettings,
  project: ProjectSettings,
  secrets: string[],
): TriggerSettings {
  return {
    receive: node.receive,
    events: node.events,
    keyMap: Object.fromEntries(node.keyMap.map(({ variable, name }) => [variable, name])),
    timeZone: project.timeZone,
    defaultCountry: project.defaultCountry,
    secrets,
    secretIn: node.secretIn,
    acceptWithoutSecret: node.acceptWithoutSecret,
    ipList: readIpList(node.ipList),
    dropInternal: node.dropInternal,
    neverRecord: readNeverRecord(node.neverRecord),
    shortAbandonSeconds: Number(node.shortAbandonSeconds ?? TRIGGER_DEFAULTS.shortAbandonSeconds),
    keepRaw: node.keepRaw,
    sizeCap: node.sizeCapKb * 1024,
    maskNumbers: node.maskNumbers,
    projectId: project.projectId === '' ? null : project.projectId,
    answer: { type: node.answerType, key: node.answerKey },
  };
}
