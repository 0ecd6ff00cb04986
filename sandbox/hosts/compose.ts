/** The compose files of deploy/, read as Docker Compose reads them: anchors, `${NAME:?why}` and `${NAME:-default}`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';

export const DEPLOY = join(__dirname, '../../deploy');

export interface Service {
  build?: string;
  image?: string;
  command?: string[];
  environment: Record<string, string>;
  restart?: string;
  stop_grace_period?: string;
  healthcheck?: { test: string[] };
  depends_on?: Record<string, { condition: string }>;
  volumes?: string[];
}
export interface Compose {
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
}

/** `$${` stays `${`. Throws with the name and the file's word on what is demanded and not given, as Compose does. */
function fill(text: string, given: Record<string, string>): string {
  return text.replace(
    /\$\$|\$\{(\w+)(?::([?-])([^}]*))?\}/g,
    (all: string, name: string, kind: string, word: string) => {
      if (all === '$$') return '$';
      if (given[name]) return given[name];
      if (kind === '-') return word;
      throw new Error(`${name} is missing: ${word}`);
    },
  );
}

function filled(value: unknown, given: Record<string, string>): unknown {
  if (typeof value === 'string') return fill(value, given);
  if (Array.isArray(value)) return value.map((one) => filled(one, given));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, filled(one, given)]));
}

/** Takes a folder of deploy/ and what its .env holds. Throws when a secret is missing. */
export function readCompose(folder: string, given: Record<string, string>): Compose {
  const file = load(readFileSync(join(DEPLOY, folder, 'compose.yaml'), 'utf8')) as Compose;
  return filled({ services: file.services, volumes: file.volumes }, given) as Compose;
}

/** A service of the file. Throws when there is none. */
export function serviceOf({ services }: Compose, name: string): Service {
  const service = services[name];
  if (!service) throw new Error(`The compose file has no service ${name}`);
  return service;
}
