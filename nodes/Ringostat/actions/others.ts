import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import {
  openRingostat,
  SetUpError,
  type CallBackExtended,
  type CallBackSimple,
  type ContactCard,
  type ItemResult,
} from '../../shared/product';

type Action = (
  context: IExecuteFunctions,
  itemIndex: number,
  json: IDataObject,
) => Promise<ItemResult | ItemResult[]>;

/** The project's zone matters only to the call log. */
const ZONE = 'UTC';

function text(context: IExecuteFunctions, itemIndex: number, name: string): string | null {
  const value: unknown = context.getNodeParameter(name, itemIndex, '');
  return value === null || value === undefined || String(value).trim() === '' ? null : String(value).trim();
}
function needed(context: IExecuteFunctions, itemIndex: number, name: string, label: string): string {
  const value = text(context, itemIndex, name);
  if (value === null) throw new SetUpError(`The field ${label} is empty`, `Fill the field ${label}.`);
  return value;
}
const list = (value: string | null | undefined): string[] =>
  (value ?? '')
    .split(/[,;\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');

export const callBack: Action = async (context, itemIndex, json) => {
  const ringostat = await openRingostat(context, ZONE);
  const client = needed(context, itemIndex, 'clientNumber', 'Client Number');
  const input: CallBackSimple | CallBackExtended =
    context.getNodeParameter('method', itemIndex) === 'simple'
      ? { extension: needed(context, itemIndex, 'projectNumber', 'Project Number'), destination: client }
      : {
          employee: needed(context, itemIndex, 'employee', 'Employee'),
          client,
          direction: context.getNodeParameter('direction', itemIndex) as 'in' | 'out',
          managerDst: context.getNodeParameter('managerDst', itemIndex) as 0 | 1,
        };
  const offline = 'employee' in input ? await ringostat.offline(input.employee) : null;
  if (offline) context.addExecutionHints({ message: offline, type: 'warning' });
  return { json: { ...json, callBack: await ringostat.callBack(input) } };
};

export const getEmployees: Action = async (context, itemIndex) => {
  const employees = await (await openRingostat(context, ZONE)).employees();
  const all = context.getNodeParameter('returnAll', itemIndex) as boolean;
  const limit = all ? employees.length : (context.getNodeParameter('limit', itemIndex) as number);
  return employees.slice(0, limit).map((employee) => ({ json: employee }));
};

export const getSip: Action = async (context, itemIndex) => {
  const ringostat = await openRingostat(context, ZONE);
  const online = context.getNodeParameter('operation', itemIndex) === 'getOnline';
  const logins = online ? await ringostat.sipOnline() : await ringostat.sipSpeaking();
  return logins.map((login) => ({ json: { login } }));
};

export const downloadRecording: Action = async (context, itemIndex, json) => {
  const hosts = list(text(context, itemIndex, 'recordingHosts'));
  const ringostat = await openRingostat(context, ZONE, hosts);
  const { bytes, contentType, fileName } = await ringostat.recording(
    needed(context, itemIndex, 'recordingUrl', 'Recording Link'),
  );
  const property = needed(context, itemIndex, 'binaryProperty', 'Put Output File in Field');
  const file = await context.helpers.prepareBinaryData(Buffer.from(bytes), fileName, contentType);
  return { json, binary: { [property]: file } };
};

export const pushContact: Action = async (context, itemIndex, json) => {
  const details = context.getNodeParameter('details', itemIndex, {}) as Record<string, string>;
  const more = (name: string): string | null => details[name]?.trim() || null;
  const card: ContactCard = {
    name: needed(context, itemIndex, 'contactName', 'Name'),
    origin: needed(context, itemIndex, 'origin', 'CRM'),
    contactId: text(context, itemIndex, 'contactId'),
    leadId: more('leadId'),
    responsible: more('responsible'),
    employeeId: more('employeeId'),
    contactUrl: more('contactUrl'),
    leadUrl: more('leadUrl'),
    dealUrl: more('dealUrl'),
    googleClientId: more('googleClientId'),
    phones: list(text(context, itemIndex, 'phones')),
    emails: list(more('emails')),
    companies: [],
  };
  const answer = await (await openRingostat(context, ZONE)).pushContact(card);
  return { json: { ...json, pushed: answer } };
};
