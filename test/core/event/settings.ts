import type { IncomingRequest, TriggerSettings } from '../../../core/event/receive';

export const SECRET = 'canary-secret-of-the-webhook';
export const SETTINGS: TriggerSettings = {
  receive: 'events',
  events: [],
  keyMap: {},
  timeZone: 'Europe/Kyiv',
  defaultCountry: 'UA',
  secrets: [SECRET],
  secretIn: 'query',
  acceptWithoutSecret: false,
  ipList: [],
  dropInternal: true,
  neverRecord: [],
  keepRaw: true,
  sizeCap: 262144,
  maskNumbers: true,
  projectId: '11111',
  answer: { type: 'plain', key: 'direction' },
};
export const REQUEST: IncomingRequest = {
  method: 'POST',
  query: { token: SECRET, event: 'incoming.ended' },
  headers: { 'content-type': 'application/json' },
  body: '{}',
  pathToken: null,
  remoteAddress: '203.0.113.7',
  size: null,
};
export const CALL = {
  uniqueid: 'ua0_-1731315881.12669683',
  calldate: '2024-11-11 11:04:41',
  call_type: 'in',
  caller: '380671234567',
  dst: '380440000002',
  disposition: 'ANSWERED',
  billsec: '10',
};
