/** Which errors of the network mean "surely not sent": one table, however a host wraps what its library throws. */
import { AxiosError } from 'axios';
import { NodeApiError, type INode, type JsonObject } from 'n8n-workflow';
import { toFault } from '../../../node-red/host/transport';
import { networkFault } from '../../../core/http/network-fault';

interface Thrown {
  code: string;
  syscall?: string;
  message?: string;
}
/** Expected: reason, may have been sent. */
const TABLE: [Thrown, string, boolean][] = [
  [{ code: 'ECONNREFUSED', syscall: 'connect' }, 'connection', false],
  [{ code: 'ENOTFOUND', syscall: 'getaddrinfo' }, 'connection', false],
  [{ code: 'EAI_AGAIN', syscall: 'getaddrinfo' }, 'connection', false],
  [{ code: 'EAI_FAIL', syscall: 'getaddrinfo' }, 'connection', false],
  [{ code: 'ECONNRESET', syscall: 'connect' }, 'connection', false],
  [{ code: 'ECONNRESET', syscall: 'read' }, 'connection', true],
  [{ code: 'ECONNRESET', syscall: 'write' }, 'connection', true],
  [{ code: 'ECONNRESET', message: 'socket hang up' }, 'connection', true],
  [{ code: 'ECONNRESET', message: 'aborted' }, 'connection', true],
  [
    {
      code: 'ECONNRESET',
      message: 'Client network socket disconnected before secure TLS connection was established',
    },
    'connection',
    false,
  ],
  [{ code: 'ETIMEDOUT', syscall: 'connect' }, 'timeout', false],
  [{ code: 'ETIMEDOUT', syscall: 'read' }, 'timeout', true],
  [{ code: 'ETIMEDOUT' }, 'timeout', true],
  [{ code: 'ESOCKETTIMEDOUT' }, 'timeout', true],
  [{ code: 'ECONNABORTED', message: 'timeout of 30000ms exceeded' }, 'timeout', true],
  [{ code: 'EPIPE', syscall: 'write' }, 'connection', true],
  [{ code: 'EHOSTUNREACH', syscall: 'connect' }, 'connection', false],
  [{ code: 'EHOSTUNREACH', syscall: 'read' }, 'connection', true],
  [{ code: 'ENETUNREACH', syscall: 'connect' }, 'connection', false],
  [{ code: 'ENETUNREACH', syscall: 'write' }, 'connection', true],
  [{ code: 'EADDRNOTAVAIL', syscall: 'connect' }, 'connection', false],
  [{ code: 'EACCES', syscall: 'connect' }, 'connection', false],
  [
    { code: 'EPROTO', syscall: 'write', message: 'write EPROTO ssl3_get_record:wrong version number' },
    'connection',
    false,
  ],
  [{ code: 'EPROTO', syscall: 'write', message: 'write EPROTO alert bad record mac' }, 'connection', true],
  [{ code: 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE' }, 'connection', true],
  [{ code: 'CERT_HAS_EXPIRED' }, 'connection', false],
  [{ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, 'connection', false],
  [{ code: 'SELF_SIGNED_CERT_IN_CHAIN' }, 'connection', false],
  [{ code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' }, 'connection', false],
  [{ code: 'ERR_TLS_CERT_ALTNAME_INVALID' }, 'connection', false],
  [{ code: 'ERR_TLS_HANDSHAKE_TIMEOUT' }, 'timeout', false],
  [{ code: 'UND_ERR_CONNECT_TIMEOUT' }, 'timeout', false],
  [{ code: 'UND_ERR_HEADERS_TIMEOUT' }, 'timeout', true],
  [{ code: 'UND_ERR_BODY_TIMEOUT' }, 'timeout', true],
  [{ code: 'UND_ERR_SOCKET' }, 'connection', true],
  [{ code: 'UND_ERR_ABORTED' }, 'aborted', true],
  [{ code: 'ERR_CANCELED' }, 'aborted', true],
  [{ code: 'ERR_NETWORK' }, 'connection', true],
  [{ code: 'ERR_FR_TOO_MANY_REDIRECTS' }, 'connection', true],
  [{ code: 'ERR_BAD_RESPONSE', message: 'maxContentLength size of 5 exceeded' }, 'tooLarge', true],
  [{ code: 'ERR_STREAM_PREMATURE_CLOSE' }, 'connection', true],
  [{ code: 'HPE_INVALID_CONSTANT' }, 'connection', true],
  [{ code: 'HPE_HEADER_OVERFLOW' }, 'connection', true],
  [{ code: 'Z_DATA_ERROR' }, 'connection', true],
];
const SECRET = 'https://crm.example/x?token=c4nary';
const plain = ({ code, syscall, message = '' }: Thrown): Error =>
  Object.assign(new Error(`${message} ${SECRET}`), { code, ...(syscall ? { syscall } : {}) });
const byAxios = (thrown: Thrown): AxiosError => {
  const { message, ...inner } = plain(thrown) as Error & Thrown;
  return Object.assign(new AxiosError(message, thrown.code), { ...inner, cause: plain(thrown) });
};
const node: INode = { id: '1', name: 'Node', type: 't', typeVersion: 1, position: [0, 0], parameters: {} };
const WAYS: [string, (thrown: Thrown) => unknown][] = [
  ['as it is', plain],
  ['by axios', byAxios],
  [
    'by axios, within n8n’s error',
    (thrown) => new NodeApiError(node, byAxios(thrown) as unknown as JsonObject),
  ],
  ['as a cause', (thrown) => new Error('outer', { cause: plain(thrown) })],
  ['one of the addresses tried', (thrown) => new AggregateError([plain(thrown)])],
];

describe.each(TABLE)('%j', (thrown, reason, sent) => {
  test.each(WAYS)('%s', (_, wrapped) => {
    const fault = networkFault(wrapped(thrown));
    expect(fault).toMatchObject({ reason, sent });
    expect(fault?.message).not.toContain('c4nary');
  });
  test('Node-RED says the same', () => {
    expect(toFault(byAxios(thrown))).toMatchObject({ reason, sent });
  });
});

test('what is no fault of the network is none; Node-RED then takes the worst for granted', () => {
  for (const error of [new TypeError('x'), null, 'text', { code: 5 }, undefined])
    expect(networkFault(error)).toBeNull();
  expect(toFault(new TypeError('x'))).toMatchObject({ reason: 'connection', sent: true });
});

test('an error that causes itself is read once', () => {
  const error: Error & { code?: string } = new Error('x');
  error.cause = error;
  error.code = 'EPIPE';
  expect(networkFault(error)).toMatchObject({ sent: true });
});
