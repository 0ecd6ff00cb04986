import { existsSync } from 'node:fs';

const VARIABLE = { n8n: 'RINGOSTAT_N8N_PACKED', 'node-red': 'RINGOSTAT_NODE_RED_PACKED' };

/** Path of the packed package a host installs. Throws when the tests were not started by `npm run test:hosts`. */
export function packed(host: keyof typeof VARIABLE): string {
  const path = process.env[VARIABLE[host]] ?? '';
  if (!existsSync(path))
    throw new Error(`${VARIABLE[host]} names no packed package: start these tests with npm run test:hosts.`);
  return path;
}
