"use strict";
const { createHash } = require("node:crypto");
const { mkdirSync, readFileSync, rmSync } = require("node:fs");
const { basename, join, resolve } = require("node:path");
const { CACHE, PROJECT, readRecord, readStamp, recordOf, replaceFile } = require("./find-bundle.js");

/** The page's program; what it imports when it is needed becomes a file of its own. */
const ENTRY = join(PROJECT, "packages", "console", "app.tsx");

/** What is no program: its own text. */
const FILES = ["index.html"].map((name) => join(PROJECT, "packages", "console", name));

/** How the page is bundled, also for the package that is published. */
const PAGE_BUILD = {
  absWorkingDir: PROJECT,
  bundle: true,
  chunkNames: "[name]-[hash]",
  entryPoints: [ENTRY],
  format: "esm",
  jsx: "automatic",
  jsxImportSource: "preact",
  legalComments: "none",
  logLevel: "silent",
  metafile: true,
  minify: true,
  platform: "browser",
  splitting: true,
  target: "es2022",
};

/**
 * Returns the folder of the page's files, bundled anew where a source is newer.
 *
 * @throws Error whose `errors` tell where a source is wrong, as esbuild's BuildFailure has them.
 */
async function findPage() {
  const record = readRecord(ENTRY);
  if (record !== undefined && Object.entries(record.stamps).every(([file, stamp]) => readStamp(file) === stamp))
    return record.bundle;
  const { outputFiles, metafile } = await require("esbuild").build({ ...PAGE_BUILD, outdir: CACHE, write: false });
  const hash = createHash("sha256");
  for (const { path, contents } of outputFiles) hash.update(basename(path)).update(contents);
  for (const file of FILES) hash.update(readFileSync(file));
  const folder = join(CACHE, `page-${hash.digest("hex").slice(0, 16)}`);
  mkdirSync(folder, { recursive: true });
  for (const { path, contents } of outputFiles) replaceFile(join(folder, basename(path)), contents);
  for (const file of FILES) replaceFile(join(folder, basename(file)), readFileSync(file));
  const sources = Object.keys(metafile.inputs).map((file) => resolve(PROJECT, file));
  const stamps = Object.fromEntries([__filename, folder, ...FILES, ...sources].map((file) => [file, readStamp(file)]));
  replaceFile(recordOf(ENTRY), JSON.stringify({ bundle: folder, stamps }));
  if (record !== undefined && record.bundle !== folder) rmSync(record.bundle, { recursive: true, force: true });
  return folder;
}

module.exports = { findPage, PAGE_BUILD, PAGE_FILES: FILES };
