import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseMockConfig } from "@sfn-websocket/languages/states-language/execution/mock-config";
import { validateDefinition } from "@sfn-websocket/languages/states-language/validation/validate-definition";
import { DRAWINGS, insertTable, TABLES } from "../docs/tables";
import { drawFile } from "@sfn-websocket/tools/draw/draw-file";
import MET from "@sfn-websocket/tools/__tests__/conformance/met.json";
import PACKAGE from "../package.json";

const ROOT = join(__dirname, "..");
const listPages = (folder: string) => readdirSync(join(ROOT, folder)).filter((name) => name.endsWith(".md"));
const PACKAGES = readdirSync(join(ROOT, "packages")).flatMap((name) =>
  listPages(`packages/${name}`).map((page) => `packages/${name}/${page}`),
);
const PAGES = [...listPages("."), ...listPages("docs").map((page) => `docs/${page}`), ...PACKAGES];
const read = (page: string) => readFileSync(join(ROOT, page), "utf8");

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

const section = (page: string, name: string): string =>
  read(page).split(`<!-- ${name} -->`)[1]!.split(`<!-- /${name} -->`)[0]!;

/** The anchors of a page's headings, as GitHub makes them. */
const anchors = (page: string): string[] =>
  [...read(page).matchAll(/^#+ (.*)$/gm)].map(([, title = ""]) =>
    title
      .toLowerCase()
      .replace(/[^\w\- ]/g, "")
      .replaceAll(" ", "-"),
  );

/** What is wrong with the links of a page to files of the project, and to headings in them. */
function checkLinks(page: string): string[] {
  const links = [...read(page).matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)/g)];
  return links.flatMap(([link, path = "", anchor]) => {
    const file = path === "" ? page : join(dirname(page), path);
    if (!existsSync(join(ROOT, file))) return [`${page}: ${link}`];
    return anchor === undefined || anchors(file).includes(anchor) ? [] : [`${page}: ${link}`];
  });
}

describe("the README and the pages of docs", () => {
  it("fit: the README is read in a few minutes", () => {
    expect(read("README.md").split("\n").length).toBeLessThanOrEqual(151);
  });

  it("are all named by the README, but for those of packages", () => {
    const named = read("README.md");
    expect(
      PAGES.filter((page) => !page.startsWith("packages/") && page !== "README.md" && !named.includes(`(${page})`)),
    ).toEqual([]);
  });

  it.each(DRAWINGS)("hold the drawing $file as $workflow has it: npm run docs draws it", ({ file, workflow }) => {
    expect(read(file)).toBe(drawFile(workflow, read(workflow), "auto"));
  });

  it.each(TABLES)("hold the table $name of $page as the code has it: npm run docs writes it", (table) => {
    expect(cells(section(table.page, table.name))).toEqual(cells(table.write()));
    expect(insertTable(`<!-- ${table.name} -->\n<!-- /${table.name} -->\nend`, table)).toBe(
      `<!-- ${table.name} -->\n\n${table.write()}\n\n<!-- /${table.name} -->\nend`,
    );
  });

  it("rejects a page without a place for its table", () => {
    expect(() => insertTable("nothing", { page: "docs/a.md", name: "a", write: () => "" })).toThrow(
      "docs/a.md: has no place for a table, got none of '<!-- a -->' and '<!-- /a -->'; add them",
    );
  });

  it("says of the recorded cases what the tests hold", () => {
    const rows = cells(section("docs/evidence.md", "conformance")).slice(1);
    expect(rows.map(([file, , met]) => [file, met])).toEqual(
      Object.entries(MET).map(([file, met]) => [`\`${file}\``, String(met)]),
    );
  });

  it.each(PAGES)("names npm scripts that exist: %s", (page) => {
    const named = [...read(page).matchAll(/npm run (?:--silent )?([\w:-]+)/g)].map(([, script]) => script);
    expect(named.filter((script) => !Object.hasOwn(PACKAGE.scripts, script ?? ""))).toEqual([]);
  });

  it("names every npm script in the README", () => {
    const unnamed = Object.keys(PACKAGE.scripts).filter(
      (name) => !new RegExp(`npm (?:run |run --silent )?${name}\\b`).test(read("README.md")),
    );
    expect(unnamed).toEqual([]);
  });

  it("shows workflows and mock files that are valid", () => {
    const blocks = PAGES.flatMap((page) =>
      [...read(page).matchAll(/```json\n([^]*?)```/g)].map(([, text]) => text ?? ""),
    );
    const definitions = blocks.filter((text) => text.includes('"StartAt"'));
    expect(definitions.map((text) => validateDefinition(text, { type: "EXPRESS" }))).toEqual([[], []]);
    const mocks = blocks.filter((text) => text.includes('"MockedResponses"'));
    expect(mocks.map((text) => [...parseMockConfig(text, "docs/local.md").stateMachines.keys()])).toEqual([["quote"]]);
  });

  it.each(PAGES)("names files and headings that exist: %s", (page) => {
    expect(checkLinks(page)).toEqual([]);
  });
});
