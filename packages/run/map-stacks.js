"use strict";
const Module = require("node:module");
const { basename } = require("node:path");
const { fileURLToPath } = require("node:url");

/**
 * Lets stack traces show the lines of a bundle's sources. Its map, which is as large as the bundle, is read when the
 * first trace is asked for; from then on they are node's own work.
 */
function mapStacks(bundle) {
  process.setSourceMapsEnabled(true);
  const readMap = () => {
    if (Error.prepareStackTrace === prepare) delete Error.prepareStackTrace;
    process.off("uncaughtExceptionMonitor", readMap);
    // Node reads the map of a module that it compiles; this one has nothing but the map.
    new Module(bundle)._compile(`//# sourceMappingURL=${basename(bundle)}.map`, bundle);
  };
  const prepare = (error, frames) => {
    readMap();
    return [describe(error), ...frames.map(locate)].join("\n    at ");
  };
  Error.prepareStackTrace = prepare;
  // Before node shows the line that has thrown.
  process.on("uncaughtExceptionMonitor", readMap);
}

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

module.exports = { mapStacks };
