import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseMockConfig } from "@sfn-websocket/languages/states-language/mock-config";
import { validateDefinition } from "@sfn-websocket/languages/states-language/validation/validate-definition";
import { describeSettings } from "../stacks/settings";
import MET from "@sfn-websocket/tools/__tests__/conformance/met.json";
import PACKAGE from "../package.json";

const README = readFileSync(join(__dirname, "..", "README.md"), "utf8");

/** A table without the blanks that line its columns up. */
const cells = (table: string): string[][] =>
  table
    .trim()
    .split("\n")
    .filter((line) => line.startsWith("|") && !/^[| :-]+$/.test(line))
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

const section = (name: string): string => README.split(`<!-- ${name} -->`)[1]!.split(`<!-- /${name} -->`)[0]!;

describe("the README", () => {
  it("lists every setting as it is read", () => {
    expect(cells(section("settings"))).toEqual(cells(describeSettings()));
  });

  it("says of the recorded cases what the tests hold", () => {
    const rows = cells(section("conformance")).slice(1);
    expect(rows.map(([file, , met]) => [file, met])).toEqual(
      Object.entries(MET).map(([file, met]) => [`\`${file}\``, String(met)]),
    );
  });

  it("names npm scripts that exist", () => {
    const named = [...README.matchAll(/npm run (?:--silent )?([\w:]+)/g)].map(([, script]) => script);
    expect(named.filter((script) => !Object.hasOwn(PACKAGE.scripts, script ?? ""))).toEqual([]);
    expect(named.length).toBeGreaterThan(0);
  });

  it("names every npm script", () => {
    const unnamed = Object.keys(PACKAGE.scripts).filter(
      (name) => !new RegExp(`npm (?:run |run --silent )?${name}\\b`).test(README),
    );
    expect(unnamed).toEqual([]);
  });

  it("shows a workflow and a mock file that are valid", () => {
    const blocks = [...README.matchAll(/```json\n([^]*?)```/g)].map(([, text]) => text ?? "");
    const definitions = blocks.filter((text) => text.includes('"StartAt"'));
    expect(definitions.map((text) => validateDefinition(text, { type: "EXPRESS" }))).toEqual([[], []]);
    const mocks = blocks.filter((text) => text.includes('"MockedResponses"'));
    expect(mocks.map((text) => [...parseMockConfig(text, "README.md").stateMachines.keys()])).toEqual([["quote"]]);
  });

  it("names files that exist", () => {
    const linked = [...README.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, path]) => path ?? "");
    expect(linked.filter((path) => !readFileSync(join(__dirname, "..", path), "utf8"))).toEqual([]);
  });
});
