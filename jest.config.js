/** Tests that need no host process. `test/hosts`, `test/faults` and `test/queue` have commands of their own. */
module.exports = {
  testEnvironment: 'node',
  setupFiles: ['<rootDir>/test/seed.ts'],
  // Of a run on two cores three quarters were waiting: for limits, hosts and answers that do not come.
  maxWorkers: 5,
  testSequencer: '<rootDir>/test/slowest-first.js',
  reporters: ['default', '<rootDir>/test/slowest-told.js'],
  // A busy machine is no fault: what hangs is found by this, what is slow by the benchmark.
  testTimeout: 60_000,
  roots: [
    '<rootDir>/core',
    '<rootDir>/test',
    '<rootDir>/nodes',
    '<rootDir>/credentials',
    '<rootDir>/sandbox',
  ],
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '<rootDir>/test/(hosts|faults|queue)/'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
    ],
  },
  // One copy for our nodes and for n8n-core, else `instanceof NodeApiError` is false across the two.
  moduleNameMapper: { '^n8n-workflow$': require.resolve('n8n-workflow') },
  modulePathIgnorePatterns: ['/dist/', '<rootDir>/engines/'],
};
