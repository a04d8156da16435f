"use strict";
const { createHash } = require("node:crypto");
const { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } = require("node:fs");
const { basename, dirname, join, resolve } = require("node:path");

const PROJECT = resolve(__dirname, "..", "..");
/** Where bundles are kept: out of the user's sight, and gone with `npm ci`. */
const CACHE = join(PROJECT, "node_modules", ".cache", "sfn-websocket");
/** What stands for a module of cdktf's. */
const CREATION_STACK = join(__dirname, "creation-stack.js");
/** What decides a bundle beside the project's files in it: the packages of npm, and how bundles are made. */
const COMMON = [join(PROJECT, "package-lock.json"), __filename, CREATION_STACK];
/** How far file times and the clock may be apart, in milliseconds. */
const CLOSE = 20;
/** Not put into a bundle: native code, command lines, and what looks for files of its own. */
const EXTERNAL = ["cdktf-cli", "dynalite", "esbuild", "fsevents", "tsx"];

/** The state of a file in one text; undefined where it is not there. */
function readStamp(file) {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat && `${stat.mtimeMs} ${stat.size}`;
}

/** As `readStamp`; a file that was saved while it was bundled has the stamp of none, so that it is bundled again. */
function stampBefore(time, file) {
  const { mtimeMs = Infinity } = statSync(file, { throwIfNoEntry: false }) ?? {};
  return mtimeMs < time - CLOSE ? readStamp(file) : "";
}

const recordOf = (entry) => join(CACHE, `${createHash("sha256").update(entry).digest("hex").slice(0, 16)}.json`);

function readRecord(entry) {
  try {
    return JSON.parse(readFileSync(recordOf(entry), "utf8"));
  } catch {
    return undefined; // none yet, or cut short: the bundle is made anew
  }
}

/** The path of the entry's bundle; undefined where there is none, or where one of its files has changed since. */
function findBundle(entry) {
  const record = readRecord(entry);
  if (record === undefined || readStamp(record.bundle) === undefined) return undefined;
  return Object.entries(record.stamps).every(([file, stamp]) => readStamp(file) === stamp) ? record.bundle : undefined;
}

/** Gives each file its own `__dirname` and `__filename`, which are the bundle's otherwise. */
const OWN_PATHS = {
  name: "own-paths",
  setup(build) {
    build.onLoad({ filter: /\.(ts|mts|js)$/ }, ({ path }) => {
      if (path.includes("node_modules") && !/[\\/]cdktf[\\/]/.test(path)) return undefined;
      const text = readFileSync(path, "utf8");
      if (!/\b__(dirname|filename)\b/.test(text)) return undefined;
      const own = `var __dirname = ${JSON.stringify(dirname(path))}, __filename = ${JSON.stringify(path)}; `;
      return { contents: own + text, loader: path.endsWith("ts") ? "ts" : "js", resolveDir: dirname(path) };
    });
  },
};

/** Each value of cdktf's has the stack that made it: a text that is read in few errors, and takes long to write. */
const CREATION_STACKS = {
  name: "creation-stacks",
  setup(build) {
    const filter = /[\\/]cdktf[\\/]lib[\\/]tokens[\\/]private[\\/]stack-trace\.js$/;
    build.onLoad({ filter }, () => ({ contents: readFileSync(CREATION_STACK, "utf8") }));
  },
};

/**
 * Bundles the entry with all that it imports, and returns the bundle's path.
 *
 * @throws Error whose `errors` tell where a source is wrong, as esbuild's BuildFailure has them.
 */
async function writeBundle(entry) {
  const began = Date.now();
  const { outputFiles, metafile, warnings } = await require("esbuild").build({
    bundle: true,
    entryPoints: [entry],
    external: EXTERNAL,
    format: "cjs",
    logLevel: "silent",
    // What is written for bundlers where a package has it: a wrapper for all kinds of loaders hides what it requires.
    mainFields: ["module", "main"],
    metafile: true,
    minifyWhitespace: true,
    outfile: join(CACHE, "bundle.js"),
    platform: "node",
    plugins: [CREATION_STACKS, OWN_PATHS],
    sourcemap: "external",
    sourcesContent: false,
    target: "node20",
    write: false,
  });
  refuseTwice(warnings);
  const [map, code] = ["map", "js"].map((ending) => outputFiles.find(({ path }) => path.endsWith(ending)).text);
  const name = createHash("sha256").update(code).update(map).digest("hex").slice(0, 16);
  const bundle = join(CACHE, nameBundle(name, code));
  const sources = Object.keys(metafile.inputs).map((file) => resolve(stripNamespace(file)));
  const own = sources.filter((file) => !file.includes("node_modules"));
  const before = readRecord(entry)?.bundle;
  mkdirSync(CACHE, { recursive: true });
  replaceFile(`${bundle}.map`, map);
  replaceFile(
    bundle,
    `${isFunction(bundle) ? WRAPPER.join(code) : code}//# sourceMappingURL=${basename(bundle)}.map\n`,
  );
  const stamps = Object.fromEntries([...COMMON, ...own].map((file) => [file, stampBefore(began, file)]));
  replaceFile(recordOf(entry), JSON.stringify({ bundle, stamps }));
  if (before !== undefined && before !== bundle) dropBundle(before);
  return bundle;
}

/**
 * A bundle is the function that node makes of a module, for which V8 takes code that it compiled before; where a module
 * is imported when it runs it is the module itself, because V8 loses who imports.
 */
const nameBundle = (name, code) => name + (code.includes("import(") ? ".cjs" : ".js");
const isFunction = (bundle) => bundle.endsWith(".js");
const WRAPPER = ["(function(exports,require,module,__filename,__dirname){", "})\n"];
/** Columns by which the first line of a bundle stands further right than its map says. */
const INDENT = WRAPPER[0].length;

/** Removes a bundle, its map and what V8 compiled of it. */
function dropBundle(bundle) {
  const name = basename(bundle).replace(/c?js$/, "");
  for (const file of readdirSync(CACHE)) if (file.startsWith(name)) rmSync(join(CACHE, file), { force: true });
}

/** A file without the name of the plugin that loaded it; one letter names a drive of Windows. */
const stripNamespace = (file) => file.replace(/^[\w-]{2,}:(?=[\\/]|[A-Za-z]:)/, "");

/** A name that stands twice in an object is a mistake: the first of two routes would be gone without a word. */
function refuseTwice(warnings) {
  const errors = warnings.filter(
    ({ id, location }) => id === "duplicate-object-key" && !location.file.includes("node_modules"),
  );
  if (errors.length > 0) throw Object.assign(new Error(errors[0].text), { errors });
}

/** Writes a file, text or bytes, so that no other process ever sees half of it. */
function replaceFile(file, content) {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, content);
  renameSync(draft, file);
}

module.exports = { INDENT, findBundle, isFunction, replaceFile, stripNamespace, writeBundle };
