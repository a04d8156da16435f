// A reporter of jest's that ends the run: what a failed test has left open, a server for example, would hold it up for
// ever. A run that ends by itself is over before the timer; one that watches files is to go on.
"use strict";

/** How long a run may take to end by itself, in milliseconds; jest tells of it after one second. */
const PATIENCE = 3_000;

module.exports = class EndOfRun {
  constructor({ watch, watchAll }) {
    this.goesOn = watch || watchAll;
  }

  onRunComplete() {
    if (this.goesOn) return;
    // Jest sets the exit status when the process exits.
    const end = () => {
      process.stderr.write("something that a test has left open was closed, see above which tests failed\n");
      process.exit();
    };
    setTimeout(end, PATIENCE).unref();
  }
};
