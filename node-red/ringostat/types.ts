import type { TestStory } from '../../core/event/test-call';
import type { Language } from '../../core/model/plan';
import type { Period } from '../../core/report/period';

export type RingostatOperation =
  | 'calls'
  | 'reportEmployees'
  | 'reportGroups'
  | 'employees'
  | 'sipOnline'
  | 'sipSpeaking'
  | 'callBack'
  | 'recording'
  | 'pushContact'
  | 'testCall';
export const RINGOSTAT_OPERATIONS: readonly RingostatOperation[] = [
  'calls',
  'testCall',
  'reportEmployees',
  'reportGroups',
  'callBack',
  'employees',
  'sipOnline',
  'sipSpeaking',
  'recording',
  'pushContact',
];

/** Groupings beside the employees, in the order of the dialog. */
export const REPORT_GROUPS = ['day', 'hour', 'department', 'pool', 'utmSource'] as const;

/** Settings of the node Ringostat, for both halves. */
export interface RingostatSettings {
  version: number;
  name: string;
  project: string;
  operation: RingostatOperation;
  /** Calls of the last so many hours, or from–to. */
  span: 'last' | 'between';
  lastHours: number;
  /** TypedInputs; ISO 8601 or milliseconds. */
  from: string;
  fromType: string;
  to: string;
  toType: string;
  direction: 'any' | 'incoming' | 'outgoing';
  callStatus: 'any' | 'answered' | 'missed';
  /** 0: all. */
  limit: number;
  /** Calls for one message that comes in, so that the flow asks for the next ones; 0: all calls, as they are read. */
  batch: number;
  /** How Ringostat answers. */
  format: 'json' | 'csv';
  /** Leave out calls whose record the CRM has already. */
  onlyMissing: boolean;
  /** Mask numbers in statuses, logs and errors about these calls, here and in the nodes behind; never in the data. */
  maskNumbers: boolean;
  /** As in the trigger; flows of 0.1.0 have none. */
  neverRecord?: string;
  /** Reports; flows of before have none of the four. */
  period?: Period | 'between';
  /** Groupings of core/report/groups.ts. */
  groups?: string[];
  /** A list of rows, or every form of the report in one object. */
  result?: 'rows' | 'report';
  language?: Language;
  account: string;
  /** testCall; flows of before have none of the six. */
  story?: TestStory;
  testNumber?: string;
  testNumberType?: string;
  testEmployee?: string;
  testEmployeeType?: string;
  writeTest?: boolean;
  /** callBack: employee and client, or from a number of the project (Ringostat's simple method). */
  callBackMethod: 'extended' | 'simple';
  /** Number or SIP login. */
  employeeDirection: string;
  employeeDirectionType: string;
  projectNumber: string;
  projectNumberType: string;
  callBackDirection: 'in' | 'out';
  /** Ringostat's manager_dst, "0" or "1": who is rung first. */
  managerDst: string;
  clientNumber: string;
  clientNumberType: string;
  /** recording: the link; pushContact: the contact. */
  recordingUrl: string;
  recordingUrlType: string;
  /** Hosts beside Ringostat's, by comma. */
  recordingHosts: string;
  contact: string;
  contactType: string;
}
