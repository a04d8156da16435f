// A reporter of jest's that says what a run holds before it begins, and what took longest after it. A run of one file
// needs neither.
"use strict";
const { relative } = require("node:path");

/** How many files are named at the end. */
const SLOWEST = 10;

const HINT = "'npm test -- stacks' runs those of the stacks alone, 'npx jest PATH' those of a file or folder";

module.exports = class RunReport {
  constructor({ rootDir }) {
    this.rootDir = rootDir;
  }

  onRunStart({ numTotalTestSuites }) {
    if (numTotalTestSuites > 1) console.log(`${numTotalTestSuites} files of tests; ${HINT}`);
  }

  onRunComplete(_contexts, { testResults }) {
    if (testResults.length <= SLOWEST) return;
    console.log("slowest files:");
    for (const [name, milliseconds] of listSlowest(testResults))
      console.log(`${(milliseconds / 1000).toFixed(1).padStart(7)} s  ${relative(this.rootDir, name)}`);
  }
};

function listSlowest(testResults) {
  const times = testResults.map(({ testFilePath, perfStats: { start, end } }) => [testFilePath, end - start]);
  return times.sort(([, one], [, other]) => other - one).slice(0, SLOWEST);
}
