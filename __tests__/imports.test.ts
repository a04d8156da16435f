import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

const PROJECT = join(__dirname, "..");
const ROOMS = ["main.ts", "stacks", "languages", "local", "tools"];

/** What each room may import of the project, and of cdktf's packages: the first rule whose pattern the file's path matches. */
const RULES: readonly { readonly from: RegExp; readonly to: RegExp; readonly cdktf: boolean }[] = [
  { from: /^main\.ts$/, to: /^stacks\//, cdktf: true },
  { from: /^stacks\//, to: /^(stacks|languages)\//, cdktf: true },
  { from: /^languages\/jsonpath\//, to: /^languages\/jsonpath\//, cdktf: false },
  { from: /^languages\/json-schema\//, to: /^languages\/(jsonpath|json-schema)\//, cdktf: false },
  { from: /^languages\/(velocity)\//, to: /^languages\/(jsonpath|velocity)\//, cdktf: false },
  { from: /^languages\/(states-language)\//, to: /^languages\/(jsonpath|states-language)\//, cdktf: false },
  { from: /^tools\//, to: /^(tools|languages)\//, cdktf: false },
  // What stands in packages/local/ itself wires the rooms, and lends them what they share; Terraform's door calls them.
  { from: /^local\/[^/]+$/, to: /^(local|languages)\//, cdktf: false },
  { from: /^local\/terraform\//, to: /^(local|languages)\//, cdktf: false },
  {
    from: /^local\/[^/]+\//,
    to: /^(local\/(?!(aws|endpoint|index|integrations|run-server|server)$)[^/]+$|languages\/)/,
    cdktf: false,
  },
];

const files = ROOMS.flatMap((room) =>
  room.endsWith(".ts")
    ? [room]
    : readdirSync(join(PROJECT, room), { recursive: true, encoding: "utf8" })
        .filter((file) => file.endsWith(".ts"))
        .map((file) => join(room, file)),
);

function importsOf(file: string): readonly string[] {
  const text = readFileSync(join(PROJECT, file), "utf8");
  return [...text.matchAll(/(?:from|import|require\()\s*"([^"]+)"/g)].map(([, name = ""]) =>
    name.startsWith(".") ? relative(PROJECT, join(PROJECT, dirname(file), name)) : name,
  );
}

function listForeign(file: string): readonly string[] {
  const rule = RULES.find(({ from }) => from.test(file));
  const own = `${dirname(file).split("/").slice(0, 2).join("/")}/`;
  const isForeign = (name: string) =>
    /^(main|stacks|languages|local|tools|__tests__)(\/|$)/.test(name)
      ? !rule?.to.test(name) && !name.startsWith(own)
      : /^(cdktf|@cdktf|constructs)/.test(name) && !rule?.cdktf;
  return importsOf(file)
    .filter(isForeign)
    .map((name) => `${file} imports ${name}`);
}

it("lets no file import what its room may not", () => {
  expect(files.length).toBeGreaterThan(100);
  expect(files.flatMap(listForeign)).toEqual([]);
});
