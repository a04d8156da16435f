import { listOtherProviders, rewriteText } from "../../migrate-cdktn/rewrite-text";

it.each([
  ["a library", "a.ts", 'import { App } from "cdktf";', 'import { App } from "cdktn";'],
  ["a module of it", "a.d.ts", 'import "cdktf/lib/testing";', 'import "cdktn/lib/testing";'],
  ["required code", "a.js", "const { App } = require('cdktf');", "const { App } = require('cdktn');"],
  [
    "a provider's module",
    "a.ts",
    'import { IamRole } from "@cdktf/provider-aws/lib/iam-role";',
    'import { IamRole } from "@cdktn/provider-aws/lib/iam-role";',
  ],
  [
    "the command line's program",
    "a.ts",
    'require.resolve("cdktf-cli/bundle/bin/cdktf.js")',
    'require.resolve("cdktn-cli/bundle/bin/cdktn.js")',
  ],
  [
    "the provider's version beside its source",
    "a.ts",
    '{ source: "registry.terraform.io/hashicorp/aws", version: "5.100.0" }',
    '{ source: "registry.terraform.io/hashicorp/aws", version: "6.66.0" }',
  ],
  [
    "a command of a page",
    "a.md",
    "Run `npx cdktf deploy`, or `cdktf diff`.",
    "Run `npx cdktn deploy`, or `cdktn diff`.",
  ],
  ["a command of a pipeline", ".ci/run", "check npx cdktf synth", "check npx cdktn synth"],
  ["a script", "package.json", '"synth": "cdktf synth",', '"synth": "cdktn synth",'],
  ["a pinned version", "package.json", '  "cdktf": "0.21.0",', '  "cdktn": "0.24.0",'],
  ["a range", "b/package.json", '"@cdktf/provider-aws": ">=19 <21"', '"@cdktn/provider-aws": "^25.7.0"'],
  ["a tag", "package.json", '"cdktf": "latest"', '"cdktn": "^0.24.0"'],
  ["the range of constructs", "package.json", '"constructs": "^10.8.1"', '"constructs": ">=10.6.0 <10.8.0"'],
  ["what is said of a peer", "package.json", '"cdktf": {\n  "optional": true', '"cdktn": {\n  "optional": true'],
])("rewrites %s, and what it wrote no more", (_, path, before, after) => {
  expect(rewriteText(path, before)).toBe(after);
  expect(rewriteText(path, after)).toBe(after);
});

it.each([
  ["the configuration's name", "a.md", "`cdktf.json` and `cdktf.out` keep their names; cdktf synthesizes"],
  [
    "another package",
    "a.ts",
    'import a from "cdktf-multi-stack-tfe"; import { Pet } from "@cdktf/provider-random/lib/pet";',
  ],
  ["the kinds of annotations, which cdktn has kept", "a.ts", 'type === "@cdktf/warn"'],
  ["a folder", "a.sh", "rm -rf node_modules/cdktf old-cdktf deploy/"],
  ["a script's name", "package.json", '"scripts": { "cdktf": "cdktf", "constructs": "node constructs.js" }'],
  ["a keyword", "package.json", '"keywords": ["cdktf"]'],
  ["a name in another file than code", "a.yaml", 'workflow: "cdktf"'],
])("leaves %s", (_, path, text) => expect(rewriteText(path, text)).toBe(text));

it("lists the other providers of a package.json", () => {
  const text = '{ "@cdktf/provider-aws": "20.1.0", "@cdktf/provider-random": "12.0.0" }';
  expect(listOtherProviders("package.json", text)).toEqual(["@cdktf/provider-random"]);
  expect(listOtherProviders("a.ts", text)).toEqual([]);
});
