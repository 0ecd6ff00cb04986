/** Names the slowest files at the end of a run of many: what slowest.json should hold, and where time is to be won. */
const { relative, resolve } = require('node:path');

const SHOWN = 10;
const root = resolve(__dirname, '..');

module.exports = class SlowestTold {
  onRunComplete(_contexts, { testResults, startTime }) {
    if (testResults.length < SHOWN) return;
    const files = testResults
      .map(({ testFilePath, perfStats: { start, end } }) => ({
        file: relative(root, testFilePath),
        seconds: Math.round((end - start) / 1000),
      }))
      .sort((one, other) => other.seconds - one.seconds);
    const total = files.reduce((sum, { seconds }) => sum + seconds, 0);
    const wall = Math.round((Date.now() - startTime) / 1000);
    console.log(`\nSlowest of ${files.length} files (${total} s in ${wall} s):`);
    for (const { file, seconds } of files.slice(0, SHOWN))
      console.log(`  ${String(seconds).padStart(5)} s  ${file}`);
  }
};
