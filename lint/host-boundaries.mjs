/** Node-RED's nodes reach timers, network and Node's built-ins through node-red/host, as n8n's reach them through n8n. */
import tseslint from 'typescript-eslint';

export const hostBoundaries = tseslint.config({
  files: ['node-red/ringostat*/**/*.ts'],
  ignores: ['**/editor*.ts'],
  rules: {
    'no-restricted-globals': [
      'error',
      ...['setTimeout', 'setInterval', 'setImmediate', 'fetch', 'process', 'console', 'require'],
    ],
    '@typescript-eslint/no-restricted-imports': [
      'error',
      { patterns: [{ regex: '^[^.]', message: 'Take it from node-red/host.' }] },
    ],
  },
});
