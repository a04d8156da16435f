"use strict";
const { existsSync, realpathSync } = require("node:fs");
const { resolve } = require("node:path");
const { findBundle, refuseCache } = require("./find-bundle.js");
const { refuseInstallation } = require("./refuse.js");
const { runBundle } = require("./run-bundle.js");

/**
 * Runs the file that `argv` names after the program's own name, as node does: the file's `process.argv[1]` is itself.
 * Its bundle is made when there is none or one of its sources has changed since.
 */
async function runFile(argv) {
  const [program, , name, ...rest] = argv;
  if (name === undefined) return refuse("FILE: is missing; name a TypeScript file to run");
  const file = findFile(name);
  process.argv = [program, file, ...rest];
  let bundle = findBundle(file);
  if (bundle === undefined) {
    const refusal = refuseInstallation() ?? refuseCache();
    if (refusal) return refuse(refusal);
    try {
      bundle = await require("./write-bundle.js").writeBundle(file);
    } catch (error) {
      if (!Array.isArray(error.errors)) throw error;
      return refuse(...error.errors.map(describeProblem));
    }
  }
  endAtOnce();
  runBundle(bundle);
}

/**
 * Ends the process as soon as nothing is left to do, unless the program hears of that itself: node would give back its
 * memory first, piece by piece.
 */
function endAtOnce() {
  const end = () => process.exit();
  process.on("beforeExit", end);
  process.on("newListener", (event) => event === "beforeExit" && process.off("beforeExit", end));
}

/** The file itself where a link leads to it, as node and esbuild have it; one that is not there is told by who reads it. */
function findFile(name) {
  const file = resolve(name);
  return existsSync(file) ? realpathSync(file) : file;
}

/** A problem that esbuild found, in the form of the project's errors. */
function describeProblem({ text, location }) {
  if (!location) return text;
  const { file, line, column, lineText } = location;
  return `${file}:${line}:${column + 1}: ${text}\n  ${lineText}\n  ${" ".repeat(column)}^`;
}

function refuse(...problems) {
  for (const problem of problems) console.error(`error: ${problem}`);
  process.exitCode = 2;
}

module.exports = { runFile };
