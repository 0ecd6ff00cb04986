import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { load } from 'js-yaml';
import type { CrmId } from '../../core/model/plan';
import { prepareSalesforce } from './salesforce-files';

/** One operation's description, as far as the checker reads it. */
export interface MediaType {
  schema?: Record<string, unknown>;
}
export interface ParameterDoc {
  $ref?: string;
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  schema?: Record<string, unknown>;
}
export interface OperationDoc {
  parameters?: ParameterDoc[];
  requestBody?: { required?: boolean; content?: Record<string, MediaType> };
  responses?: Record<string, { $ref?: string; content?: Record<string, MediaType> }>;
}
export interface OpenApiDoc {
  servers?: { url: string }[];
  paths: Record<string, Record<string, OperationDoc>>;
  components: {
    schemas?: Record<string, Record<string, unknown>>;
    responses?: Record<string, { content?: Record<string, MediaType> }>;
    parameters?: Record<string, ParameterDoc>;
  };
}
export interface SpecFile {
  name: string;
  doc: OpenApiDoc;
}
export type Vendor = CrmId;

/** Which of a vendor's files describe operations. */
const FILES: Record<
  Vendor,
  { folder: string; names: RegExp; prepare?: (files: SpecFile[], folder: string) => SpecFile[] }
> = {
  hubspot: { folder: 'hubspot', names: /-2026-09\.json$/ },
  salesforce: {
    folder: 'salesforce/oas31-api-evangelist',
    names: /^(composite|collections|sobjects|query|search|limits|picklists|versions)\.yml$/,
    prepare: (files, folder) => prepareSalesforce(files, join(folder, '..')),
  },
  zoho: { folder: 'zoho/oas31-2026-08', names: /\.json$/ },
  nethunt: { folder: 'nethunt', names: /\.openapi\.json$/ },
  pipedrive: { folder: 'pipedrive', names: /\.needed\.json$/ },
};

function readDoc(path: string): OpenApiDoc {
  const text = readFileSync(path, 'utf8');
  return (path.endsWith('.yml') ? load(text) : JSON.parse(text)) as OpenApiDoc;
}

/** The same document with parameters in place of references to them (Zoho shares its). */
function withParameters(doc: OpenApiDoc): OpenApiDoc {
  const shared = doc.components.parameters ?? {};
  for (const operations of Object.values(doc.paths))
    for (const operation of Object.values(operations))
      if (operation.parameters)
        operation.parameters = operation.parameters.map(
          (parameter) => shared[parameter.$ref?.split('/').pop() ?? ''] ?? parameter,
        );
  return doc;
}

/** The vendors' descriptions lie beside the checkout and are not part of it (their licences forbid copies). */
const FOLDER = resolve(__dirname, '..', '..', '..', 'shared', 'specs');

/** Path of a file or folder of the vendors' descriptions, or null when they are not on this machine. */
export function specPath(...parts: string[]): string | null {
  const path = join(FOLDER, ...parts);
  return existsSync(path) ? path : null;
}

/**
 * The vendor's OpenAPI files, or null when they are absent and this is not CI (a notice is printed then).
 * Throws under CI=true: there the contract must be checked.
 */
export function readSpecFiles(
  vendor: Vendor,
  root = FOLDER,
  isCi = process.env.CI === 'true',
): SpecFile[] | null {
  const { folder: place, names, prepare = (files) => files } = FILES[vendor];
  const folder = join(root, place);
  if (!existsSync(folder)) {
    const text = `The API descriptions of ${vendor} are not at ../shared/specs/${place} (from the repository root)`;
    if (isCi) throw new Error(`${text}; the contract tests cannot run. Put them there.`);
    process.stderr.write(`NOTICE: ${text}; requests and answers are NOT checked against the contract.\n`);
    return null;
  }
  const files = readdirSync(folder)
    .filter((name) => names.test(name))
    .map((name) => ({ name, doc: withParameters(readDoc(join(folder, name))) }));
  return prepare(files, folder);
}
