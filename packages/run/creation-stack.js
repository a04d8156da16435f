"use strict";

const TRAPS = ["get", "has", "ownKeys", "getOwnPropertyDescriptor"];

/**
 * In a bundle, cdktf's own function of this name: the lines of the stack from here, without their "at". They are written
 * when one is asked for; until then V8 keeps no more than where the calls stand.
 */
function captureStackTrace(below = captureStackTrace) {
  const captured = {};
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = Infinity;
  Error.captureStackTrace(captured, below);
  Error.stackTraceLimit = limit;
  const write = (lines) => {
    if (lines.length === 0) for (const [, line] of captured.stack.matchAll(/^\s*at\s+(.*)/gm)) lines.push(line);
  };
  const traps = TRAPS.map((name) => [name, (lines, ...rest) => (write(lines), Reflect[name](lines, ...rest))]);
  return new Proxy([], Object.fromEntries(traps));
}

/** The same under the name that cdktn gives it where values are made. */
const captureCreationStack = () => captureStackTrace(captureCreationStack);

exports.captureCreationStack = captureCreationStack;
exports.captureStackTrace = captureStackTrace;
