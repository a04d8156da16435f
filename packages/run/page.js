"use strict";
const { createHash } = require("node:crypto");
const { mkdirSync, readFileSync, rmSync } = require("node:fs");
const { basename, join, resolve } = require("node:path");
const { CACHE, findBundle, PROJECT, readRecord, readStamp, recordOf, replaceFile } = require("./find-bundle.js");

/** The page's program; what it imports when it is needed becomes a file of its own. */
const ENTRY = join(PROJECT, "packages", "console", "app.tsx");

const STYLES = "app.css";

/** What is no program: its own text. */
const FILES = ["index.html"].map((name) => join(PROJECT, "packages", "console", name));

/**
 * Bundles the page. Returns its files by their names, and the sources, as esbuild names them, in them. The styles of what is
 * loaded later are in the first file of styles: a program that is imported brings none of its own.
 *
 * @param plugins of esbuild, which may change the sources
 * @throws Error whose `errors` tell where a source is wrong, as esbuild's BuildFailure has them.
 */
async function buildPage(plugins = []) {
  const { outputFiles, metafile } = await require("esbuild").build({
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
    outdir: CACHE,
    platform: "browser",
    plugins,
    splitting: true,
    target: "es2022",
    write: false,
  });
  const files = new Map(outputFiles.map(({ path, contents }) => [basename(path), Buffer.from(contents)]));
  for (const name of [...files.keys()].filter((each) => each.endsWith(".css") && each !== STYLES)) {
    files.set(STYLES, Buffer.concat([files.get(STYLES), files.get(name)]));
    files.delete(name);
  }
  for (const file of FILES) files.set(basename(file), readFileSync(file));
  return { files, inputs: Object.keys(metafile.inputs) };
}

/** Returns the folder of the page's files, bundled anew where a source is newer. @throws Error as `buildPage` */
async function findPage() {
  const found = findBundle(ENTRY);
  if (found !== undefined) return found;
  building ??= bundlePage().finally(() => {
    building = undefined;
    // esbuild's process takes memory, and one that was ended for that answers no more.
    return require("esbuild").stop();
  });
  return building;
}

/** What whoever asks meanwhile waits for. */
let building;

async function bundlePage() {
  const before = readRecord(ENTRY)?.bundle;
  const { files, inputs } = await buildPage();
  const hash = createHash("sha256");
  for (const [name, contents] of files) hash.update(name).update(contents);
  const folder = join(CACHE, `page-${hash.digest("hex").slice(0, 16)}`);
  mkdirSync(folder, { recursive: true });
  for (const [name, contents] of files) replaceFile(join(folder, name), contents);
  const sources = [__filename, ...FILES, ...inputs.map((file) => resolve(PROJECT, file))];
  const stamps = Object.fromEntries([folder, ...sources].map((file) => [file, readStamp(file)]));
  replaceFile(recordOf(ENTRY), JSON.stringify({ bundle: folder, stamps }));
  if (before !== undefined && before !== folder) rmSync(before, { recursive: true, force: true });
  return folder;
}

module.exports = { buildPage, findPage };
