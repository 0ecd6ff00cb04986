/**
 * Order of the test files: the slow ones of slowest.json first, so that none of them ends alone. jest's own order knows only
 * what ran on this machine before.
 */
const { relative, resolve } = require('node:path');
const { default: Sequencer } = require('@jest/test-sequencer');
const seconds = require('./slowest.json');

const root = resolve(__dirname, '..');
const secondsOf = ({ path }) => seconds[relative(root, path).replaceAll('\\', '/')] ?? 0;

module.exports = class SlowestFirst extends Sequencer {
  async sort(tests) {
    const usual = await super.sort(tests);
    return [...usual].sort((one, other) => secondsOf(other) - secondsOf(one));
  }
};
