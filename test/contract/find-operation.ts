import type { OperationDoc, SpecFile } from './spec-files';

export interface FoundOperation {
  file: SpecFile;
  template: string;
  operation: OperationDoc;
  pathParams: Record<string, string>;
}

function matchTemplate(template: string, path: string): Record<string, string> | null {
  const [wanted, given] = [template.split('/'), path.split('/')];
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? '';
    const name = /^\{(.+)\}$/.exec(part)?.[1];
    if (name !== undefined && value !== '') params[name] = value;
    else if (part !== value) return null;
  }
  return params;
}

/** Number of fixed segments: `batch/read` beats `{objectId}`. */
function fixedParts(template: string): number {
  return template.split('/').filter((part) => !part.startsWith('{')).length;
}

/** Rank of a file for a path: the object type's own description, else the general one, else any other. */
function rank({ name }: SpecFile, path: string): number {
  const type = path.split('/')[4] ?? '';
  if (type !== '' && name.startsWith(`crm-${type}-`)) return 2;
  return name.startsWith('crm-objects-') ? 1 : 0;
}

/** The path as the file has it: without the base path of the vendor's server. */
function within({ doc }: SpecFile, path: string): string {
  const server = doc.servers?.[0]?.url ?? '';
  const base = /^https?:\/\/[^/{]+(\/[^{]*[^/{])\/?$/.exec(server)?.[1];
  return base !== undefined && path.startsWith(`${base}/`) ? path.slice(base.length) : path;
}

/** The operation that describes a request; null when the vendor describes none. */
export function findOperation(files: SpecFile[], method: string, path: string): FoundOperation | null {
  const found: FoundOperation[] = [];
  for (const file of files) {
    for (const [template, operations] of Object.entries(file.doc.paths)) {
      const operation = operations[method.toLowerCase()];
      const pathParams = operation ? matchTemplate(template, within(file, path)) : null;
      if (operation && pathParams) found.push({ file, template, operation, pathParams });
    }
  }
  const better = (a: FoundOperation, b: FoundOperation): number =>
    fixedParts(b.template) - fixedParts(a.template) || rank(b.file, path) - rank(a.file, path);
  return found.sort(better)[0] ?? null;
}
