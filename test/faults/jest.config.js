/** What may go wrong, done on purpose (docs/reliability.md). Some files start and kill real hosts. */
const root = require('../../jest.config.js');

module.exports = {
  ...root,
  rootDir: '../..',
  // The reconciler's are part of `npm test` as well: they are quick.
  roots: ['<rootDir>/test/faults', '<rootDir>/test/core/replay', '<rootDir>/test/replay'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
};
