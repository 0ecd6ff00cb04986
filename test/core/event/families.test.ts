import { toEvent } from '../../../core/event/normalise';
import { OPTIONS, PAYLOADS } from './payloads';

describe('payload families', () => {
  it('are all eight', () => {
    expect(new Set(PAYLOADS.map(([name]) => name.slice(0, 2)))).toEqual(
      new Set(['P1', 'P2', 'P3', 'P4', 'P5', 'P6', 'P7', 'P8']),
    );
  });
  it.each(PAYLOADS)('%s', (_, { payload, event, expected, variables }) => {
    const found = toEvent(payload, { ...OPTIONS, event });
    for (const [key, value] of Object.entries(expected)) {
      expect({ [key]: found[key as keyof typeof found] }).toEqual({ [key]: value });
    }
    expect(found.variables).toMatchObject(variables ?? {});
    expect(JSON.parse(JSON.stringify(found))).toEqual(found);
  });
  it.each(PAYLOADS)('%s gives the same event every time', (_, { payload, event }) => {
    const copy = JSON.parse(JSON.stringify(payload)) as Record<string, unknown>;
    expect(toEvent(copy, { ...OPTIONS, event })).toEqual(toEvent(payload, { ...OPTIONS, event }));
  });
});
