import { migrate } from '../../node-red/host/migrate';

const MIGRATIONS = [
  { version: 2, up: ({ seniour, ...rest }: Record<string, unknown>) => ({ ...rest, senior: seniour }) },
  { version: 1, up: (settings: Record<string, unknown>) => ({ ...settings, order: ['contact'] }) },
];

test('settings without a version go through every migration, oldest first', () => {
  expect(migrate({ seniour: '7' }, MIGRATIONS)).toEqual({ order: ['contact'], senior: '7', version: 2 });
});

test('settings of version 1 only get what came after', () => {
  expect(migrate({ version: 1, seniour: '7', order: ['deal'] }, MIGRATIONS)).toEqual({
    order: ['deal'],
    senior: '7',
    version: 2,
  });
});

test('the saved object is not changed, and newer settings are left as they are', () => {
  const saved = { version: 9, name: 'x' };
  expect(migrate(saved, MIGRATIONS)).toEqual(saved);
  const old = { seniour: '7' };
  migrate(old, MIGRATIONS);
  expect(old).toEqual({ seniour: '7' });
});
