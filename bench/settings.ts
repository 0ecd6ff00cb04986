import type { IncomingRequest, TriggerSettings } from '../core/event/receive';

export const triggerSettings: TriggerSettings = {
  receive: 'events',
  events: [],
  keyMap: {},
  timeZone: 'Europe/Kyiv',
  defaultCountry: 'UA',
  secrets: ['bench-webhook-secret'],
  secretIn: 'query',
  acceptWithoutSecret: false,
  ipList: [],
  dropInternal: true,
  neverRecord: [],
  keepRaw: true,
  sizeCap: 256 * 1024,
  maskNumbers: false,
  projectId: null,
  answer: { type: 'plain', key: 'direction' },
};

export const requestOf = (body: string): IncomingRequest => ({
  method: 'POST',
  query: { event: 'incoming.ended', token: 'bench-webhook-secret' },
  headers: { 'content-type': 'application/json' },
  body,
  pathToken: null,
  remoteAddress: '127.0.0.1',
  size: null,
});
