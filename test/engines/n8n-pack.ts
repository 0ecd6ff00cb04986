/** The n8n pack from its sources, by the lists of package.json: what is shipped is what is tested. */
import { join } from 'node:path';
import type { ICredentialType, INodeType } from 'n8n-workflow';
import { n8n, name as packageName } from '../../package.json';

export const PREFIX = `${packageName}.`;
const ROOT = join(__dirname, '../..');

/** An instance of the class of a built file's source, e.g. dist/credentials/RingostatApi.credentials.js. */
function instanceOf<T>(built: string): T {
  const file = built.replace(/^dist\//, '').replace(/\.js$/, '');
  const className = file.split('/').pop()?.split('.')[0] ?? '';
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the list decides which
  const loaded = require(join(ROOT, file)) as Record<string, new () => T>;
  const Class = loaded[className];
  if (!Class) throw new Error(`${file} exports no class ${className}`);
  return new Class();
}

/** Node types by full name. */
export const nodeTypes: Record<string, INodeType> = Object.fromEntries(
  n8n.nodes.map((file) => instanceOf<INodeType>(file)).map((type) => [PREFIX + type.description.name, type]),
);
export const credentialTypes: ICredentialType[] = n8n.credentials.map((file) =>
  instanceOf<ICredentialType>(file),
);
