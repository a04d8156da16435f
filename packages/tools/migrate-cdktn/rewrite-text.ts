import { AWS_PROVIDER, CONSTRUCTS, SUCCESSORS } from "./successors";

type Rewrite = (text: string) => string;

/** The verbs of the command line, which are the same in both. */
const VERBS = "convert|debug|deploy|destroy|diff|get|init|list|login|output|provider|synth|watch";

/** Files in whose strings a package stands under its bare name. */
const CODE = /\.[cm]?[jt]s$/;
const MANIFEST = /(^|\/)package\.json$/;

const successorOf = (name: string) => SUCCESSORS[name]?.name ?? name;

/** A package or a module of it, as a whole string: `"cdktf"`, `"cdktf/lib/testing"`. */
const renameModules: Rewrite = (text) =>
  text.replace(
    /(["'`])(cdktf(?:-cli)?|@cdktf\/provider-aws)((?:\/[^"'`\s]*)?)\1/g,
    (_, quote: string, name: string, path: string) =>
      quote + successorOf(name) + path.replace("bin/cdktf.js", "bin/cdktn.js") + quote,
  );

const renameCommands: Rewrite = (text) =>
  text
    .replace(/(\bnpx |node_modules\/\.bin\/)cdktf\b(?![-./])/g, "$1cdktn")
    .replace(new RegExp(`(?<![-@/.\\w])cdktf (?=(?:${VERBS})\\b)`, "g"), "cdktn ");

/** The version of Terraform's provider, where code names it beside its source. */
const renameProvider: Rewrite = (text) =>
  text.replace(/(hashicorp\/aws", version: )"5\.\d+\.\d+"/g, `$1"${AWS_PROVIDER}"`);

/** What npm takes for a version: a range, a tag, or a place; a script of a package's name is a command. */
const VERSION = /^"(?:[\d^~<>=*v]|(?:file|git\+\w+|github|https?|link|npm|workspace):|latest"|next")/;

/** Names and versions of a `package.json`; whose other lines, and their order, stay. */
const renameDependencies: Rewrite = (text) =>
  text.replace(/"([@\w/-]+)"(\s*:\s*)("[^"]*"|\{)/g, (line, name: string, colon: string, value: string) => {
    if (value !== "{" && !VERSION.test(value)) return line;
    if (name === "constructs") return value === "{" ? line : `"${name}"${colon}"${CONSTRUCTS}"`;
    const successor = SUCCESSORS[name];
    if (successor === undefined) return line;
    const range = /^"\d/.test(value) ? successor.version : `^${successor.version}`;
    return `"${successor.name}"${colon}${value === "{" ? value : `"${range}"`}`;
  });

/** What a file's text is with CDK Terrain; the text itself where nothing changes. */
export function rewriteText(path: string, text: string): string {
  const rewrites = [
    ...(MANIFEST.test(path) ? [renameDependencies] : []),
    ...(CODE.test(path) ? [renameModules, renameProvider] : []),
    renameCommands,
  ];
  return rewrites.reduce((before, rewrite) => rewrite(before), text);
}

/** Providers of CDKTF in a `package.json` that have no row in `SUCCESSORS`: they are left as they are. */
export function listOtherProviders(path: string, text: string): readonly string[] {
  if (!MANIFEST.test(path)) return [];
  const names = [...text.matchAll(/"(@cdktf\/provider-[\w-]+)"\s*:/g)].map(([, name = ""]) => name);
  return names.filter((name) => SUCCESSORS[name] === undefined);
}
