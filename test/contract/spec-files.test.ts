import { readSpecFiles } from './spec-files';

/** Absent descriptions must never pass for a kept contract. */
test('without the files CI fails, and elsewhere a notice is printed', () => {
  expect(() => readSpecFiles('hubspot', '/nowhere', true)).toThrow(
    /hubspot are not at \.\.\/shared\/specs\/hubspot/,
  );
  const written: string[] = [];
  const spy = jest
    .spyOn(process.stderr, 'write')
    .mockImplementation((text) => written.push(String(text)) > 0);
  expect(readSpecFiles('hubspot', '/nowhere', false)).toBeNull();
  spy.mockRestore();
  expect(written.join('')).toMatch(/NOTICE: .*NOT checked/);
});
