"use strict";
const Module = require("node:module");
const { basename } = require("node:path");
const { fileURLToPath } = require("node:url");

/** Has node read the map of a bundle: it reads that of a module that it compiles, and this one has nothing else. */
function readMap(bundle) {
  new Module(bundle)._compile(`//# sourceMappingURL=${basename(bundle)}.map`, bundle);
}

/** A stack as node writes it. */
const writeStack = (error, frames) => [describe(error), ...frames.map(locate)].join("\n    at ");

/** As node has it: its own errors have their codes in brackets. */
function describe(error) {
  const { name, code, message } = error;
  const isNode = typeof code === "string" && code.startsWith("ERR_") && error instanceof Error;
  return isNode ? `${name} [${code}]: ${message}` : Error.prototype.toString.call(error);
}

function locate(frame) {
  const file = frame.getFileName();
  const map = file && Module.findSourceMap(file);
  const { originalSource, originalLine, originalColumn } =
    map?.findEntry(frame.getLineNumber() - 1, frame.getColumnNumber() - 1) ?? {};
  if (originalSource === undefined) return String(frame);
  const source = originalSource.startsWith("file:") ? fileURLToPath(originalSource) : originalSource;
  return String(frame).replace(/[^( ]+:\d+:\d+/, () => `${source}:${originalLine + 1}:${originalColumn + 1}`);
}

module.exports = { readMap, writeStack };
