/** Names are saved with workflows for ever: a change here breaks every saved workflow. */
import type { INodeProperties } from 'n8n-workflow';
import { credentialTypes, nodeTypes } from './pack';

/** Values of options and names of nested fields belong to the surface too. */
function namesOf(properties: INodeProperties[], path = ''): string[] {
  return properties.flatMap((property) => {
    if (property.type === 'notice') return [];
    const name = `${path}${property.name}`;
    const nested = (property.options ?? []).flatMap((option) => {
      if ('values' in option) return namesOf(option.values, `${name}.${option.name}.`);
      if ('type' in option) return namesOf([option as INodeProperties], `${name}.`);
      return [`${name}=${String((option as { value: unknown }).value)}`];
    });
    return [`${name}: ${property.type}`, ...nested];
  });
}

const sorted = (names: string[]): string[] => [...new Set(names)].sort();

test.each(Object.entries(nodeTypes))('fields of %s', (_name, type) => {
  expect(sorted(namesOf(type.description.properties))).toMatchSnapshot();
});

test('types, versions, titles and credentials of nodes', () => {
  const rows = Object.entries(nodeTypes).map(([name, { description }]) => ({
    name,
    version: description.version,
    title: description.displayName,
    credentials: description.credentials?.map((credential) => credential.name) ?? [],
    tool: description.usableAsTool ?? false,
  }));
  expect(rows).toMatchSnapshot();
});

test('fields of credentials', () => {
  const rows = credentialTypes.map(({ name, displayName, properties }) => ({
    name,
    displayName,
    fields: properties.map((property) => property.name),
  }));
  expect(rows).toMatchSnapshot();
});

test('every credential makes one harmless request to test itself, against its own base URL', () => {
  for (const { test: request } of credentialTypes) {
    expect(request?.request.method ?? 'GET').toBe('GET');
    expect(request?.request.baseURL).toContain('$credentials.baseUrl ||');
  }
});

test('no node but an Upsert shows a credential by a field: the editor would hide that field', () => {
  const shown = Object.values(nodeTypes).flatMap(({ description }) =>
    (description.credentials ?? []).flatMap(({ displayOptions }) =>
      displayOptions?.show ? [`${description.name}: ${Object.keys(displayOptions.show).join()}`] : [],
    ),
  );
  expect([...new Set(shown)]).toEqual([
    'ringostatHubSpot: authentication',
    'ringostatSalesforce: authentication',
    'ringostatPipedrive: authentication',
  ]);
});
