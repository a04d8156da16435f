"use strict";
const { createHash } = require("node:crypto");
const { readFileSync } = require("node:fs");
const { replaceFile } = require("./bundle.js");

/** Milliseconds after which a program that still runs has compiled what it starts with. */
const STARTED = 1_000;

/** V8 takes only the code that the same version compiled with the same options: both are a part of the files' names. */
const COMPILER = createHash("sha256")
  .update(JSON.stringify([process.version, process.arch, process.execArgv, process.env.NODE_OPTIONS]))
  .digest("hex")
  .slice(0, 8);

/** Where code is kept: what a whole start needs, and what a program needed that has ended before, as for its help. */
const codesOf = (bundle) => ["whole", "brief"].map((kind) => bundle.replace(/js$/, `${COMPILER}.${kind}`));

/** Code that V8 compiled of the bundle in an earlier run, and whether a whole start needs no more. */
function findCode(bundle) {
  for (const file of codesOf(bundle)) {
    try {
      return { cachedData: readFileSync(file), isWhole: file.endsWith("whole") };
    } catch {
      // It is not kept yet, and V8 compiles.
    }
  }
  return { cachedData: undefined, isWhole: false };
}

/** Keeps what V8 has compiled of the bundle when it has started, or has succeeded before; not what was kept already. */
function keepCode(script, bundle, { isWhole }) {
  const isKept = script.cachedDataRejected === false;
  if (isKept && isWhole) return;
  const [whole, brief] = codesOf(bundle);
  const keep = (file) => replaceFile(file, script.createCachedData());
  const keepBrief = (status) => status === 0 && keep(brief);
  setTimeout(() => {
    process.off("exit", keepBrief);
    keep(whole);
  }, STARTED).unref();
  if (!isKept) process.on("exit", keepBrief);
}

module.exports = { findCode, keepCode };
