/** What may go wrong, done on purpose (docs/reliability.md). Some files start and kill real hosts. */
const root = require('../../jest.config.js');

module.exports = {
  ...root,
  rootDir: '../..',
  roots: ['<rootDir>/test/faults'],
  // They wait more than they compute: for limits, restarts and answers that do not come.
  maxWorkers: 6,
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
};
