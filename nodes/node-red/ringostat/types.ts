export type RingostatOperation =
  'calls' | 'employees' | 'sipOnline' | 'sipSpeaking' | 'callBack' | 'recording' | 'pushContact';
export const RINGOSTAT_OPERATIONS: readonly RingostatOperation[] = [
  'calls',
  'callBack',
  'employees',
  'sipOnline',
  'sipSpeaking',
  'recording',
  'pushContact',
];

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
  status: 'any' | 'answered' | 'missed';
  /** 0: all. */
  limit: number;
  /** Leave out calls whose record the CRM has already. */
  onlyMissing: boolean;
  account: string;
  /** callBack: the number to ring first and the client's; recording: the link; pushContact: the contact. */
  employeeDirection: string;
  employeeDirectionType: string;
  clientNumber: string;
  clientNumberType: string;
  recordingUrl: string;
  recordingUrlType: string;
  contact: string;
  contactType: string;
}
