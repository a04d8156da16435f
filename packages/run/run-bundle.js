"use strict";
const { isAscii } = require("node:buffer");
const { readFileSync } = require("node:fs");
const { createRequire } = require("node:module");
const { dirname } = require("node:path");
const { Script } = require("node:vm");
const { INDENT, isFunction } = require("./bundle.js");
const { findCode, keepCode } = require("./code-cache.js");
const { mapStacks } = require("./map-stacks.js");

/** Runs a bundle, with the code that V8 compiled of it in an earlier run. Stack traces show the sources' lines. */
function runBundle(bundle) {
  if (!isFunction(bundle)) {
    process.setSourceMapsEnabled(true);
    return require(bundle);
  }
  const bytes = readFileSync(bundle);
  // A text of one byte a character is taken as it is.
  const text = isAscii(bytes) ? bytes.latin1Slice() : bytes.toString();
  const code = findCode(bundle);
  const script = new Script(text, { filename: bundle, columnOffset: -INDENT, cachedData: code.cachedData });
  keepCode(script, bundle, code);
  mapStacks(bundle);
  const module = { exports: {} };
  script
    .runInThisContext()
    .call(module.exports, module.exports, createRequire(bundle), module, bundle, dirname(bundle));
}

module.exports = { runBundle };
