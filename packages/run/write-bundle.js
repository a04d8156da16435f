"use strict";
const { isAscii } = require("node:buffer");
const { createHash } = require("node:crypto");
const { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } = require("node:fs");
const { basename, dirname, join, resolve } = require("node:path");
const { CACHE, findBundle, PROJECT, readRecord, readStamp, recordOf, replaceFile } = require("./find-bundle.js");
const { isFunction, WRAPPER } = require("./run-bundle.js");

/** What stands for a module of cdktf's, and for one that it loads. */
const CREATION_STACK = join(__dirname, "creation-stack.js");
const ASSERT = join(__dirname, "assert.js");
/** What decides a bundle beside the project's files in it: the packages of npm, and how bundles are made. */
const COMMON = [
  ...["package-lock.json", "tsconfig.json"].map((name) => join(PROJECT, name)),
  ...["write-bundle.js", "run-bundle.js", "creation-stack.js", "assert.js"].map((name) => join(__dirname, name)),
];
/** How far file times and the clock may be apart, in milliseconds. */
const CLOSE = 20;
/** Not put into a bundle: native code, command lines, and what looks for files of its own. */
const EXTERNAL = ["cdktf-cli", "dynalite", "esbuild", "fsevents", "playwright-core", "tsx"];

/** As `readStamp`; a file that was saved while it was bundled has the stamp of none, so that it is bundled again. */
function stampBefore(time, file) {
  const { mtimeMs = Infinity } = statSync(file, { throwIfNoEntry: false }) ?? {};
  return mtimeMs < time - CLOSE ? readStamp(file) : "";
}

/** What stacks are made with. */
const LIBRARY = /^(cdktf|cdktn|constructs)$/;
/** Files of cdktf, or of cdktn, which came after it; and their modules. */
const CDK = /[\\/]cdkt[fn][\\/]/;
const CDK_MODULE = /[\\/]cdkt[fn][\\/]lib[\\/]/;

/** Changes sources before they are bundled. */
const SOURCES = {
  name: "sources",
  setup(build) {
    build.onLoad({ filter: /\.(ts|mts|js)$/ }, ({ path }) => {
      if (path.includes("node_modules") && !CDK.test(path)) return undefined;
      const text = readFileSync(path, "utf8");
      const contents = giveOwnPaths(path, loadLate(path, text));
      if (contents === text) return undefined;
      return { contents, loader: path.endsWith("ts") ? "ts" : "js", resolveDir: dirname(path) };
    });
  },
};

/** Gives a file its own `__dirname` and `__filename`, which are the bundle's otherwise. */
function giveOwnPaths(path, text) {
  if (!/\b__(dirname|filename)\b/.test(text)) return text;
  return `var __dirname = ${JSON.stringify(dirname(path))}, __filename = ${JSON.stringify(path)}; ${text}`;
}

/** What cdktf loads at once and few projects use: what makes archives, asks Terraform for its version, and compares it. */
const LATE = /^const (\w+) = require\("(archiver|child_process|semver)"\);$/gm;

/** Has modules of cdktf's own load those where they use them. */
function loadLate(path, text) {
  if (!CDK_MODULE.test(path)) return text;
  let late = text;
  for (const [line, name, module] of text.matchAll(LATE))
    late = late.replace(line, "").replaceAll(new RegExp(`\\b${name}\\b`, "g"), `require("${module}")`);
  return late;
}

/**
 * Each value of cdktf's has the stack that made it: a text that is read in few errors, and takes long to write. And what
 * it asserts seldom fails.
 */
const STAND_INS = {
  name: "stand-ins",
  setup(build) {
    const filter = /[\\/]cdkt[fn][\\/]lib[\\/]tokens[\\/]private[\\/]stack-trace\.js$/;
    build.onLoad({ filter }, () => ({ contents: readFileSync(CREATION_STACK, "utf8") }));
    build.onResolve({ filter: /^assert$/ }, ({ importer }) =>
      CDK_MODULE.test(importer) ? { path: ASSERT } : undefined,
    );
  },
};

/**
 * Bundles the entry with all that it imports, and returns the bundle's path. The process of esbuild's, which takes 190 MB,
 * would else live as long as the program.
 *
 * @throws Error whose `errors` tell where a source is wrong, as esbuild's BuildFailure has them.
 */
const writeBundle = async (entry) => (await makeBundle(entry).finally(() => require("esbuild").stop())).bundle;

/** Returns the bundle's path, and the stamps of all files that decide it. */
async function makeBundle(entry) {
  const began = Date.now();
  const parts = [];
  const { outputFiles, metafile, warnings } = await build(entry, findParts(entry, parts));
  refuseTwice(warnings);
  const [map, code] = ["map", "js"].map((ending) => outputFiles.find(({ path }) => path.endsWith(ending)).text);
  const bundle = join(CACHE, nameBundle(code, map));
  const text = isFunction(bundle) ? WRAPPER.join(code) : code;
  const sources = Object.keys(metafile.inputs).map((file) => resolve(stripNamespace(file)));
  const own = sources.filter((file) => !file.includes("node_modules"));
  const before = readRecord(entry)?.bundle;
  mkdirSync(CACHE, { recursive: true });
  replaceFile(`${bundle}.map`, map);
  replaceFile(bundle, `${text}//# sourceMappingURL=${basename(bundle)}.map\n`);
  const stamps = Object.fromEntries([...COMMON, ...own].map((file) => [file, stampBefore(began, file)]));
  for (const part of parts) Object.assign(stamps, part.stamps, { [part.bundle]: readStamp(part.bundle) });
  replaceFile(recordOf(entry), JSON.stringify({ bundle, stamps }));
  if (before !== undefined && before !== bundle) dropBundle(before);
  return { bundle, stamps };
}

/** The parts that this process has made, by their entries: one may be a part of two others. */
const made = new Map();

/** As `makeBundle`, of what is not made yet, or is old. */
function makePart(file) {
  if (!made.has(file))
    made.set(file, findBundle(file) === undefined ? makeBundle(file) : Promise.resolve(readRecord(file)));
  return made.get(file);
}

/**
 * What the entry requires when it runs is a bundle of its own, so that the entry has begun before that is read; and so are
 * the libraries that stacks are made with, which stay as they are when the entry changes. Each such bundle is added to the
 * parts.
 */
const findParts = (entry, parts) => ({
  name: "parts",
  setup(builder) {
    const addPart = async (file) => {
      try {
        const part = await makePart(file);
        parts.push(part);
        return { path: part.bundle, external: true };
      } catch (error) {
        if (!Array.isArray(error.errors)) throw error;
        return { errors: error.errors.map(({ text, location }) => ({ text, location })) };
      }
    };
    builder.onResolve({ filter: /^\.{1,2}\// }, async ({ importer, kind, path, resolveDir }) => {
      const file = `${resolve(resolveDir, path)}.ts`;
      return kind === "require-call" && importer === entry && existsSync(file) ? addPart(file) : undefined;
    });
    builder.onResolve({ filter: LIBRARY }, async ({ path, pluginData, ...place }) => {
      if (pluginData === LIBRARY) return undefined;
      const found = await builder.resolve(path, { ...place, pluginData: LIBRARY });
      return found.errors.length > 0 || found.path === entry ? found : addPart(found.path);
    });
  },
});

function build(entry, partsOf) {
  return require("esbuild").build({
    bundle: true,
    entryPoints: [entry],
    external: EXTERNAL,
    format: "cjs",
    legalComments: "none",
    logLevel: "silent",
    // What is written for bundlers where a package has it: a wrapper for all kinds of loaders hides what it requires.
    mainFields: ["module", "main"],
    metafile: true,
    minifyWhitespace: true,
    outfile: join(CACHE, "bundle.js"),
    platform: "node",
    plugins: [STAND_INS, SOURCES, partsOf],
    sourcemap: "external",
    sourcesContent: false,
    target: "node20",
    write: false,
  });
}

/**
 * A name by the content. V8 takes what it compiled before of functions, but loses who imports what is imported when a
 * program runs: then the bundle is a module, as it would be for a text that is not of ASCII.
 */
function nameBundle(code, map) {
  const name = createHash("sha256").update(code).update(map).digest("hex").slice(0, 16);
  return name + (code.includes("import(") || !isAscii(Buffer.from(code)) ? ".cjs" : ".js");
}

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

module.exports = { stripNamespace, writeBundle };
