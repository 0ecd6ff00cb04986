/** Rows of the call log as live logs show them (click-to-call, Smart Phone, callback): which side is the client. */
import { rowToEvent } from '../../../core/ringostat/row';
import { OPTIONS } from '../event/payloads';

const CLICK = {
  call_type: 'out',
  caller: '380660000001',
  dst: 'projcom_agent',
  connected_with: 'projcom_agent',
  disposition: 'PROPER',
  billsec: 212,
  duration: 220,
  uniqueid: 'ua15_-1791180000.1',
  calldate: '2026-10-05T09:00:00+0300',
};

test.each([
  ['click-to-call: the client stands in caller', CLICK, 'outgoing', '+380660000001', 'projcom_agent'],
  [
    'our own call back, told by its caller_number as well',
    { ...CLICK, caller_number: '380660000001' },
    'outgoing',
    '+380660000001',
    'projcom_agent',
  ],
  [
    'Smart Phone: the login stands in caller',
    {
      ...CLICK,
      caller: '"projcom_agent" <projcom_agent>',
      dst: '380660000001',
      connected_with: '380660000001',
    },
    'outgoing',
    '+380660000001',
    'projcom_agent',
  ],
  [
    'callback of the website',
    { ...CLICK, call_type: 'callback', dst: '380440000002' },
    'incoming',
    '+380660000001',
    'projcom_agent',
  ],
])('%s', (_what, row, direction, client, login) => {
  const event = rowToEvent(row, OPTIONS);
  expect(event).toMatchObject({ direction, clientNumber: client, internal: false, status: 'answered' });
  expect(event.employee.direction).toBe(login);
});
