// Node's environment, which ends with each file the asynchronous storages that were begun in it. jest-circus begins one a file and
// never ends it, and Node 20 copies the values of all of them into every promise: the last files of a long run took many
// times their time.
"use strict";
const { AsyncLocalStorage } = require("node:async_hooks");
const { TestEnvironment } = require("jest-environment-node");

const begun = new Set();
for (const method of ["run", "enterWith"]) {
  const begin = AsyncLocalStorage.prototype[method];
  AsyncLocalStorage.prototype[method] = function (...args) {
    begun.add(this);
    return begin.apply(this, args);
  };
}

module.exports = class extends TestEnvironment {
  async teardown() {
    for (const storage of begun) storage.disable();
    begun.clear();
    await super.teardown();
  }
};
