/** What a new trigger is set to is one list; what each host's form begins with is held against it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeProperties } from 'n8n-workflow';
import { TRIGGER_DEFAULTS, type TriggerDefaults } from '../../core/event/defaults';
import { RingostatTrigger } from '../../nodes/RingostatTrigger/RingostatTrigger.node';

const flat = ({ answer, ...rest }: TriggerDefaults): Record<string, unknown> => ({
  ...rest,
  answer: answer.type,
  answerKey: answer.key,
});

test('n8n: every field of the trigger begins as the list says', () => {
  const { properties } = new RingostatTrigger().description;
  const options = properties.find(({ name }) => name === 'options')?.options as INodeProperties[];
  const begins = new Map([...options, ...properties].map(({ name, default: value }) => [name, value]));
  const expected = flat(TRIGGER_DEFAULTS);
  expect(Object.fromEntries(Object.keys(expected).map((name) => [name, begins.get(name)]))).toEqual(expected);
});

test('Node-RED: every field of the trigger begins as the list says', () => {
  const begins: Record<string, { value: unknown }> = {};
  const RED = {
    nodes: {
      registerType: (_type: string, { defaults }: { defaults: typeof begins }) =>
        Object.assign(begins, defaults),
    },
  };
  Object.assign(globalThis, { RED });
  jest.isolateModules(() => {
    // The editor's half registers when it is loaded.
    jest.requireActual('../../node-red/ringostat-trigger/editor');
  });
  const { answer, answerKey, ...expected } = flat(TRIGGER_DEFAULTS);
  expect(Object.fromEntries(Object.keys(expected).map((name) => [name, begins[name]?.value]))).toEqual(
    expected,
  );
  expect([begins['answerType']?.value, begins['answerKey']?.value]).toEqual([answer, answerKey]);
});

test('Node-RED: the templates begin so too', () => {
  const file = join(__dirname, '../../workflows-templates/node-red/hubspot/calls.json');
  const nodes = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>[];
  const { events, answer, ...expected } = flat(TRIGGER_DEFAULTS);
  expect(events).not.toEqual([]);
  expect(nodes.find(({ type }) => type === 'ringostat-trigger')).toMatchObject({
    ...expected,
    answerType: answer,
  });
});
