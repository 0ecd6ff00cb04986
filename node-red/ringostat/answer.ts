import { EMPLOYEE_FIRST, type Ringostat } from '../host/product';
import type { Asked } from './asked';
import { toCard } from './contact';
import { reportOf } from './report';
import { testCall } from './test-call';

async function callBack({ settings, value, warn }: Asked, ringostat: Ringostat): Promise<unknown> {
  if (settings.callBackMethod === 'simple') {
    return ringostat.callBack({
      extension: await value('projectNumber'),
      destination: await value('clientNumber'),
    });
  }
  const employee = await value('employeeDirection');
  const client = await value('clientNumber');
  const offline = await ringostat.offline(employee);
  if (offline) warn(offline);
  return ringostat.callBack({
    employee,
    client,
    direction: settings.callBackDirection,
    managerDst: settings.managerDst === '1' ? 1 : EMPLOYEE_FIRST,
  });
}

/** The sound as a Buffer; name and type of the file stand beside the payload, as the File node takes them. */
async function download({ settings, project, message, value }: Asked): Promise<Buffer> {
  const hosts = settings.recordingHosts.split(/[\s,;]+/).filter((host) => host !== '');
  const { bytes, fileName, contentType } = await project
    .ringostat(hosts)
    .recording(await value('recordingUrl'));
  message.filename = fileName;
  message.contentType = contentType;
  return Buffer.from(bytes);
}

/** Payload of every operation but "Get calls". Throws NodeError and CrmError. */
export async function answer(asked: Asked): Promise<unknown> {
  // Nothing is asked of Ringostat for it, so it needs no key.
  if (asked.settings.operation === 'testCall') return testCall(asked);
  const ringostat = asked.project.ringostat();
  switch (asked.settings.operation) {
    case 'employees':
      return ringostat.employees();
    case 'sipOnline':
      return ringostat.sipOnline();
    case 'sipSpeaking':
      return ringostat.sipSpeaking();
    case 'recording':
      return download(asked);
    case 'reportEmployees':
    case 'reportGroups':
      return reportOf(asked);
    case 'pushContact':
      return ringostat.pushContact(toCard(await asked.contact()));
    default:
      return callBack(asked, ringostat);
  }
}
