/** A scenario's call as Ringostat's call log holds it. */
import type { FakeCall } from '../../sandbox/ringostat/types';
import { ownLine } from './people';
import type { Call } from './types';

const HOUR_MS = 3_600_000;

export function logged({ hoursAgo, ...call }: Call & { hoursAgo: number }): FakeCall {
  const { by, talk, total, status, utm } = call;
  return {
    id: call.id,
    direction: call.type === 'callback' ? 'callback' : call.direction,
    clientNumber: call.client,
    companyNumber: ownLine,
    ...(by
      ? {
          employee: {
            id: Number(by.id),
            name: by.name,
            email: by.email ?? '',
            extension: by.extension ?? '',
            sip: by.main[0] ?? '',
          },
        }
      : {}),
    status,
    billsec: talk,
    duration: total,
    waittime: total - talk,
    startedAt: Date.now() - hoursAgo * HOUR_MS,
    ...(call.recording ? { recordings: [call.recording] } : {}),
    utm: {
      ...(utm.utm_source ? { source: utm.utm_source } : {}),
      ...(utm.utm_medium ? { medium: utm.utm_medium } : {}),
      ...(utm.utm_campaign ? { campaign: utm.utm_campaign } : {}),
    },
  };
}
