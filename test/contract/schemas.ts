import Ajv, { type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { SpecFile } from './spec-files';

type Schema = Record<string, unknown>;
const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * A copy that takes no keys beyond the described ones. OpenAPI leaves objects open, which would let a misspelt key of
 * ours pass; the vendor ignores or refuses such keys.
 */
function closed(schema: Schema): Schema {
  const copy: Schema = { ...schema };
  if (isSchema(schema.properties)) {
    const entries = Object.entries(schema.properties).map(([name, value]) => [
      name,
      isSchema(value) ? closed(value) : value,
    ]);
    copy.properties = Object.fromEntries(entries);
    const named = entries.length > 0;
    if (named && copy.additionalProperties === undefined) copy.additionalProperties = false;
  }
  if (isSchema(schema.items)) copy.items = closed(schema.items);
  return copy;
}

/** Compiles the vendor's schemas: closed for what we send, open for what is answered. */
export class Schemas {
  private readonly ajv = new Ajv({ strict: false, allErrors: true });
  private readonly compiled = new Map<string, ValidateFunction>();

  constructor(files: SpecFile[]) {
    addFormats(this.ajv);
    // Zoho names formats that are none.
    for (const name of ['hex-color', 'string']) this.ajv.addFormat(name, true);
    for (const { name, doc } of files) {
      const { schemas = {} } = doc.components;
      this.ajv.addSchema({ components: { schemas } }, `answer/${name}`);
      const requests = Object.fromEntries(
        Object.entries(schemas).map(([key, schema]) => [key, closed(schema)]),
      );
      this.ajv.addSchema({ components: { schemas: requests } }, `request/${name}`);
    }
  }

  /** What is wrong with `value`, one line each; empty when it fits. `side` also names the place in the lines. */
  check(side: 'request' | 'answer', file: string, schema: Schema, value: unknown): string[] {
    const validate = this.compile(side, file, schema);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(({ instancePath, message, params }) => {
      const extra = 'additionalProperty' in params ? ` (${String(params.additionalProperty)})` : '';
      return `${side}${instancePath === '' ? '' : ` at ${instancePath}`}: ${message ?? 'is wrong'}${extra}`;
    });
  }

  private compile(side: 'request' | 'answer', file: string, schema: Schema): ValidateFunction {
    const text = JSON.stringify(side === 'request' ? closed(schema) : schema);
    const key = `${side}/${file}/${text}`;
    const known = this.compiled.get(key);
    if (known) return known;
    const absolute = JSON.parse(text.replaceAll('"#/components', `"${side}/${file}#/components`)) as Schema;
    const validate = this.ajv.compile(absolute);
    this.compiled.set(key, validate);
    return validate;
  }
}
