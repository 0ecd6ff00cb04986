/** Tests that start real hosts: each file takes a core and a gigabyte. scripts/test-hosts.mjs says how many at a time. */
const root = require('../../jest.config.js');

module.exports = {
  ...root,
  rootDir: '../..',
  roots: ['<rootDir>/test/hosts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  maxWorkers: 1,
};
