import { readdirSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { join } from "node:path";
import { findPath, listFolder, listNames, readSource, SOURCES } from "./sources";

const PROJECT = join(__dirname, "..");

/** A room: the files that its pattern matches, and all that they may import of the project. */
interface Room {
  readonly files: RegExp;
  readonly may: readonly RegExp[];
}

const CONSTRUCTS = /^packages\/constructs\//;
/** Each above those that follow it. */
const CONSTRUCT_ROOMS = ["api", "routes", "integrations", "workflows", "roles", "options", "names"];
const LANGUAGE_ROOMS = [
  "test-state",
  "states",
  "execution",
  "permissions",
  "validation",
  "jsonata",
  "calls",
  "fields",
  "world",
  "values",
];
/** As those; each may know the files beside them. */
const GATEWAY_ROOMS = ["(sockets|control)", "events", "stage", "templates"];
const DRAW = /^packages\/draw\//;
const LANGUAGES = /^packages\/languages\//;
/** What the rooms of `packages/local/` share without knowing each other: time, threads, processes, the contract of a service's Task states. */
const LEAVES =
  /^packages\/(local\/(clock|execute-clock|find-compiled|guard|kill-group|process-channel|random-ids|read-lines|require-text|service-task|start-process|start-thread|terminal-text|trace-root)|run\/temporary-folder)$/;
/** What all commands have in common. */
const COMMAND =
  /^packages\/run\/(choose-provider|find-terraform-provider|terraform-memory|terraform-paths|command|invocation|make-folder|parse-arguments|require-file|temporary-folder|terminal|usage)$/;
const PROTOCOLS = /^packages\/local\/protocols\//;

/** The first room whose pattern matches a file is its room; a file of no room may import nothing of the project. */
const ROOMS: readonly Room[] = [
  // The user's: whatever they write beside it, but nothing of what serves and checks it.
  { files: /^main\.ts$/, may: [/^(?!packages\/)/, CONSTRUCTS] },
  { files: /^stacks\//, may: [/^stacks\//, CONSTRUCTS, LANGUAGES] },
  { files: /^packages\/constructs\/websocket-api\.ts$/, may: [CONSTRUCTS, LANGUAGES] },
  ...CONSTRUCT_ROOMS.map((room, index) => ({
    files: new RegExp(`^packages/constructs/${room}/`),
    may: [new RegExp(`^packages/constructs/(${CONSTRUCT_ROOMS.slice(index).join("|")})/`), LANGUAGES],
  })),
  { files: /^packages\/languages\/jsonpath\//, may: [/^packages\/languages\/(jsonpath\/|[^/]+$)/] },
  ...LANGUAGE_ROOMS.map((room, index) => ({
    files: new RegExp(`^packages/languages/states-language/${room}/`),
    may: [
      new RegExp(`^packages/languages/states-language/(${LANGUAGE_ROOMS.slice(index).join("|")})/`),
      ...(room === "test-state" ? [/^packages\/languages\/states-language\/[^/]+$/] : []),
      /^packages\/languages\/(jsonpath\/|[^/]+$)/,
    ],
  })),
  ...["json-schema", "velocity", "states-language"].map((language) => ({
    files: new RegExp(`^packages/languages/${language}/`),
    may: [new RegExp(`^packages/languages/(${language}/|jsonpath/|[^/]+$)`)],
  })),
  { files: /^packages\/languages\/[^/]+$/, may: [/^packages\/languages\/([^/]+|jsonpath\/exact-number)$/] },
  // What is published: the construct, and the commands, which it starts by their files.
  {
    files: /^packages\/sfn-websocket\//,
    may: [/^packages\/sfn-websocket\//, CONSTRUCTS, COMMAND, /^packages\/languages\/nearest-name$/],
  },
  {
    files: /^packages\/run\//,
    may: [COMMAND, /^packages\/run\/commands\.json$/, /^packages\/languages\/nearest-name$/],
  },
  { files: /^packages\/tools\//, may: [/^packages\/tools\//, DRAW, LANGUAGES, COMMAND] },
  // A definition's picture, for the page, files and reviews.
  { files: DRAW, may: [DRAW, /^packages\/languages\/json$/] },
  // The page: it knows what it gets of the runtime, and nothing that runs there.
  {
    files: /^packages\/console\//,
    may: [/^packages\/console\//, DRAW, /^packages\/local\/(trace\/trace|console\/(client-|editor-)?api)$/],
  },
  // The page's own files, which a checkout bundles.
  { files: /^packages\/local\/console\/assets\.ts$/, may: [/^packages\/local\//, /^packages\/run\/page$/] },
  // What serves knows the account; what wires the account knows every room below it.
  { files: /^packages\/local\/command-line\//, may: [/^packages\/local\//, LANGUAGES, COMMAND] },
  {
    files: /^packages\/local\/(http|console)\//,
    may: [/^packages\/local\/(?!command-line\/)/, LANGUAGES, COMMAND],
  },
  {
    files: /^packages\/local\/(account|terraform|trace)\//,
    may: [/^packages\/local\/(?!(command-line|http|console)\/)/, LANGUAGES, COMMAND],
  },
  { files: /^packages\/local\/protocols\//, may: [PROTOCOLS, LEAVES, LANGUAGES] },
  // What starts a process of this program starts it by the launcher.
  { files: /^packages\/local\/start-process\.ts$/, may: [LEAVES, /^packages\/run$/] },
  // A file that a user names is read as all commands read it.
  { files: /^packages\/local\/require-text\.ts$/, may: [COMMAND] },
  { files: /^packages\/local\/[^/]+$/, may: [LEAVES, LANGUAGES] },
  ...GATEWAY_ROOMS.map((room, index) => ({
    files: new RegExp(`^packages/local/apigateway/${room}/`),
    may: [
      new RegExp(`^packages/local/apigateway/(${GATEWAY_ROOMS.slice(index).join("|")})/`),
      /^packages\/local\/apigateway\/[^/]+$/,
      PROTOCOLS,
      LEAVES,
      LANGUAGES,
    ],
  })),
  ...readdirSync(join(PROJECT, "packages", "local"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith("__"))
    .map(({ name }) => ({
      files: new RegExp(`^packages/local/${name}/`),
      may: [new RegExp(`^packages/local/${name}/`), PROTOCOLS, LEAVES, LANGUAGES],
    })),
];

/** Which packages of npm a room may import; a package that stands in no row is the tests' alone. */
const NPM: readonly { readonly files: RegExp; readonly may: RegExp }[] = [
  { files: /^main\.ts$/, may: /./ },
  // Any of Terraform's providers: users put stacks of their own here.
  { files: /^stacks\//, may: /^(cdkt[fn]|constructs|@cdkt[fn]\/provider-[\w-]+)(\/|$)/ },
  { files: CONSTRUCTS, may: /^(cdkt[fn]|constructs|@cdkt[fn]\/provider-aws)(\/|$)/ },
  { files: LANGUAGES, may: /^(jsonata|jsonc-parser|re2js)$/ },
  {
    files: /^packages\/local\//,
    may: /^(@aws-crypto\/sha256-js|@smithy\/signature-v4|chokidar|dynalite|fast-xml-parser|fflate|tsx|ws)(\/|$)/,
  },
  { files: DRAW, may: /^@dagrejs\/dagre$/ },
  {
    files: /^packages\/console\//,
    may: /^(preact|@preact\/signals|codemirror|@codemirror\/[\w-]+|@lezer\/[\w-]+)(\/|$)/,
  },
  {
    files: /^packages\/tools\//,
    may: /^(@aws-crypto\/sha256-js|cdkt[fn]-cli|@smithy\/signature-v4|tsx|uplot|ws)(\/|$)/,
  },
];

const tests = ["__tests__", "packages"]
  .flatMap(listFolder)
  .filter((file) => /__tests__\/.*\.tsx?$/.test(file) && !/node_modules/.test(file));

it("starts no process in a test but by start-child.ts, which ends it with the test", () => {
  const starting = tests.filter((file) =>
    /\b(spawn|execFile|exec|fork)\b[^;]*from "node:child_process"/.test(readSource(file)),
  );
  expect(starting).toEqual(["packages/run/__tests__/start-child.ts"]);
});

function listForeign(file: string, text: string): string[] {
  const room = ROOMS.find(({ files: pattern }) => pattern.test(file));
  const npm = NPM.find(({ files: pattern }) => pattern.test(file));
  const isForeign = (name: string) => {
    const path = findPath(file, name);
    if (path !== undefined) return !room?.may.some((pattern) => pattern.test(path));
    return !isBuiltin(name) && !npm?.may.test(name);
  };
  return listNames(text)
    .filter(isForeign)
    .map((name) => `${file} imports ${name}`);
}

it("lets no file import what its room may not", () => {
  expect(SOURCES.length).toBeGreaterThan(500);
  expect(SOURCES.flatMap((file) => listForeign(file, readSource(file)))).toEqual([]);
});

it.each([
  ["main.ts", 'import "@sfn-websocket/local/clock";'],
  ["stacks/a.ts", 'import "@sfn-websocket/local/clock";'],
  ["stacks/a.ts", 'import { b } from "@sfn-websocket/local/clock";'],
  ["packages/constructs/websocket-api.ts", 'import { b } from "../../stacks/websocket-stack";'],
  ["packages/constructs/names/a.ts", 'import { b } from "../roles/role";'],
  ["packages/languages/a.ts", 'import { b } from "@sfn-websocket/constructs/websocket-api";'],
  ["packages/local/iam/a.ts", 'const b = await import("../sts/sts");'],
  ["packages/local/iam/a.ts", 'type B = import("../sts/sts").Sts;'],
  ["packages/local/iam/a.ts", 'const b = require("../account/aws");'],
  ["packages/local/iam/a.ts", 'export * from "../http/server";'],
  ["packages/local/iam/a.mts", "import type { Stage } from '../apigateway/stage.ts';"],
  ["packages/local/http/a.ts", 'import { App } from "cdktf";'],
  ["packages/local/protocols/a.ts", 'import { findRole } from "../iam/roles";'],
  ["packages/local/clock.ts", 'import { createAws } from "./account/aws";'],
  ["packages/languages/velocity/a.ts", 'import { run } from "../states-language/state-machine";'],
  ["packages/languages/jsonpath/a.ts", 'import { readFileSync } from "ws";'],
  ["packages/console/traces/a.tsx", 'import { createAws } from "@sfn-websocket/local/account/aws";'],
  ["packages/draw/a.ts", 'import { readPath } from "@sfn-websocket/languages/jsonpath/parse-path";'],
  ["packages/tools/a.ts", 'import { createClock } from "@sfn-websocket/local/clock";'],
  ["packages/other/a.ts", 'import { parse } from "@sfn-websocket/languages/jsonpath/parse-path";'],
])("sees in %s that %j is foreign", (file, text) => expect(listForeign(file, text)).toHaveLength(1));

it.each([
  ["main.ts", 'import { name } from "./names"; import { Pet } from "@cdktf/provider-random/lib/pet"; import "zod";'],
  ["stacks/chat.ts", 'import { Pet } from "@cdktf/provider-random/lib/pet"; import "./websocket-stack";'],
])("leaves %s to the user, who writes %j", (file, text) => expect(listForeign(file, text)).toEqual([]));

it("leaves no relative way into another package", () => {
  const crossing = SOURCES.flatMap((file) =>
    listNames(readSource(file))
      .filter((name) => name.startsWith("."))
      .filter((name) => /^packages\/[^/]+/.exec(file)?.[0] !== /^packages\/[^/]+/.exec(findPath(file, name) ?? "")?.[0])
      .map((name) => `${file} imports ${name}`),
  );
  expect(crossing).toEqual([]);
});

/** What a file of a package imports of other packages. */
function listPackages(file: string): string[] {
  return listNames(readSource(file))
    .filter((name) => !name.startsWith(".") && !isBuiltin(name))
    .map((name) => name.split("/", name.startsWith("@") ? 2 : 1).join("/"));
}

it.each(["console", "constructs", "draw", "languages", "local", "run", "tools"])(
  "names what packages/%s imports as its dependencies",
  (folder) => {
    const { name: own, dependencies, peerDependencies } = readManifest(join("packages", folder));
    const declared = { ...dependencies, ...peerDependencies };
    const undeclared = SOURCES.filter((file) => file.startsWith(`packages/${folder}/`))
      .flatMap((file) => listPackages(file).map((name) => ({ file, name })))
      .filter(({ name }) => name !== own && !Object.hasOwn(declared, name))
      .map(({ file, name }) => `${file} imports ${name}`);
    expect(undeclared).toEqual([]);
  },
);

it("names what the stacks import as dependencies, so that npm start works without development's packages", () => {
  const imported = SOURCES.filter((file) => file.startsWith("stacks/")).flatMap(listPackages);
  const { dependencies, devDependencies } = readManifest("");
  expect(imported.length).toBeGreaterThan(20);
  expect(imported.filter((name) => Object.hasOwn(devDependencies, name))).toEqual([]);
  expect(imported.filter((name) => Object.hasOwn(dependencies, name))).toContain("cdktf");
});

interface Manifest {
  readonly name: string;
  readonly dependencies: object;
  readonly peerDependencies: object;
  readonly devDependencies: object;
}

function readManifest(folder: string): Manifest {
  const text = readFileSync(join(PROJECT, folder, "package.json"), "utf8");
  return { dependencies: {}, peerDependencies: {}, devDependencies: {}, ...JSON.parse(text) };
}
