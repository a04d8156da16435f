// Writes what the package holds to dist/: the construct with its types, the command line, and the programs that it starts.
"use strict";
const { spawnSync } = require("node:child_process");
const { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } = require("node:fs");
const { dirname, join, relative, resolve, sep } = require("node:path");
const { build } = require("esbuild");
const { buildPage } = require("../run/page.js");
const { writeInvocations } = require("./write-invocations.js");

const HERE = __dirname;
const PROJECT = join(HERE, "..", "..");
/** Below the package's own folder, or below another one that is named. */
const DIST = join(resolve(process.argv[2] ?? HERE), "dist");

/** What an app imports. */
const CONSTRUCT = "index.js";

/** What commands run; two may run one program. */
const COMMANDS = [...new Set(Object.values(require("../run/commands.json")).map(({ source }) => `${source}.ts`))];

/** What runs in processes and threads of its own: each lies where the source says, with the ending of JavaScript. */
const PROGRAMS = [
  "packages/local/cloudfront/function-process.ts",
  "packages/local/dynamodb/database-thread.ts",
  "packages/local/lambda/function-process.ts",
];

/** Files that are read when they are needed, and where they lie below dist/. */
const FILES = {
  "docs/browser-client.html": "docs/browser-client.html",
  ...Object.fromEntries(
    ["plots.js", "style.css"].map((name) => [`packages/tools/load/page/${name}`, `packages/tools/load/page/${name}`]),
  ),
  ...Object.fromEntries(
    ["uPlot.iife.min.js", "uPlot.min.css"].map((name) => [
      `node_modules/uplot/dist/${name}`,
      `packages/tools/load/page/${name}`,
    ]),
  ),
};

/** Not put into a bundle: what the user's own app must share, and what looks for files of its own. */
const EXTERNAL = ["@cdktf/provider-aws", "cdktf", "constructs", "dynalite", "tsx"];

/** Sources say the package's commands, and their folder is the one below dist/ where their like would lie. */
const SOURCES = {
  name: "sources",
  setup(builder) {
    // The launcher of this project, which is asked for only where nothing is compiled.
    builder.onResolve({ filter: /^@sfn-websocket\/run(?:\/page)?$/ }, ({ path }) => ({ path, external: true }));
    builder.onLoad({ filter: /[\\/]packages[\\/].*\.tsx?$/ }, ({ path }) => {
      const contents = giveOwnPaths(path, writeInvocations(readFileSync(path, "utf8")));
      return { contents, loader: path.endsWith("x") ? "tsx" : "ts", resolveDir: dirname(path) };
    });
  },
};

function giveOwnPaths(path, text) {
  if (!/\b__(dirname|filename)\b/.test(text)) return text;
  const source = relative(PROJECT, path).split(sep).join("/");
  const own = `var __filename = require("node:path").join(SFN_WEBSOCKET_DIST, ${JSON.stringify(source)}), __dirname = require("node:path").dirname(__filename); `;
  return own + text;
}

/** Bundles one source; `outfile` is from dist/ on. Returns the files of npm's packages in it. */
async function bundle(source, outfile, banner = "") {
  const up = relative(dirname(join(DIST, outfile)), DIST) || ".";
  const { metafile } = await build({
    absWorkingDir: PROJECT,
    banner: { js: `${banner}const SFN_WEBSOCKET_DIST = require("node:path").join(__dirname, ${JSON.stringify(up)});` },
    bundle: true,
    define: { "process.env.SFN_WEBSOCKET_PACKAGE": '"1"' },
    entryPoints: [source],
    external: EXTERNAL,
    format: "cjs",
    legalComments: "none",
    logLevel: "warning",
    mainFields: ["module", "main"],
    metafile: true,
    minifySyntax: true,
    // Where the construct throws, Node.js shows the line: of an app's own terminal it would be all of the file.
    minifyWhitespace: outfile !== CONSTRUCT,
    outfile: join(DIST, outfile),
    platform: "node",
    plugins: [SOURCES],
    target: "node20",
  });
  return Object.keys(metafile.inputs);
}

/** Bundles the console's page, to where the server looks for it. Returns the files of npm's packages in it. */
async function writePage() {
  const folder = join(DIST, "packages", "console", "page");
  const { files, inputs } = await buildPage([SOURCES]);
  mkdirSync(folder, { recursive: true });
  for (const [name, contents] of files) writeFileSync(join(folder, name), contents);
  return inputs;
}

/** Writes the licenses of all that is bundled, each once. */
function writeLicenses(inputs) {
  const folders = new Set(inputs.flatMap((file) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []));
  const texts = [...folders].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(PROJECT, folder, "package.json"), "utf8"));
    const file = readdirSync(join(PROJECT, folder)).find((each) => /^licen[cs]e/i.test(each));
    const text = file === undefined ? "" : `\n${readFileSync(join(PROJECT, folder, file), "utf8").trim()}\n`;
    return `${name} ${version}: ${license}\n${text}`;
  });
  writeFileSync(join(DIST, "THIRD-PARTY-LICENSES.txt"), texts.join(`\n${"-".repeat(80)}\n\n`));
}

/** Writes the construct's types: the declarations of all that its own import, which name one another by their paths. */
function writeTypes() {
  const types = join(DIST, "types");
  const tsc = join(PROJECT, "node_modules", "typescript", "bin", "tsc");
  const { status, stdout } = spawnSync(process.execPath, [tsc, "-p", join(HERE, "tsconfig.json"), "--outDir", types], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`types: tsc ends with status ${status}\n${stdout}`);
  const emitted = readdirSync(types, { recursive: true, encoding: "utf8" }).map((file) => join(types, file));
  const needed = new Set();
  needTypes(join(types, "packages", "sfn-websocket", "index.d.ts"), { packages: join(types, "packages"), needed });
  for (const file of emitted) if (file.endsWith(".d.ts") && !needed.has(file)) rmSync(file);
}

/** Adds a declaration and all that it names to what is needed; a name of this project's packages becomes a path. */
function needTypes(file, { packages, needed }) {
  if (needed.has(file)) return;
  needed.add(file);
  const up = relative(dirname(file), packages).split(sep).join("/") || ".";
  const text = readFileSync(file, "utf8").replace(/"@sfn-websocket\/([^"]+)"/g, (_, name) => `"${up}/${name}"`);
  writeFileSync(file, text);
  for (const [, name] of text.matchAll(/(?:from|import\()\s*"(\.[^"]+)"/g))
    needTypes(`${join(dirname(file), name)}.d.ts`, { packages, needed });
}

/** Copies a file, which may tell of commands where it is this project's own. */
function copy(file, place) {
  const source = join(PROJECT, file);
  if (file.startsWith("node_modules/")) return cpSync(source, place);
  mkdirSync(dirname(place), { recursive: true });
  return writeFileSync(place, writeInvocations(readFileSync(source, "utf8")));
}

async function main() {
  rmSync(DIST, { recursive: true, force: true });
  mkdirSync(DIST, { recursive: true });
  const inputs = [
    await bundle("packages/sfn-websocket/index.ts", CONSTRUCT),
    await bundle("packages/sfn-websocket/bin.ts", "bin.js", "#!/usr/bin/env node\n"),
    await writePage(),
    ...(await Promise.all([...COMMANDS, ...PROGRAMS].map((source) => bundle(source, source.replace(/\.ts$/, ".js"))))),
  ];
  chmodSync(join(DIST, "bin.js"), 0o755);
  for (const [file, place] of Object.entries(FILES)) copy(file, join(DIST, place));
  writeLicenses([...inputs.flat(), ...Object.keys(FILES)]);
  writeTypes();
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
