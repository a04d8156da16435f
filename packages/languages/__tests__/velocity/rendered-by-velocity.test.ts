import { readFileSync } from "node:fs";
import { join } from "node:path";
import { prepareTemplate, TemplateError, TemplateSyntaxError } from "../../velocity/prepare-template";

type Row = readonly [template: string, payload: string, kind: string, text: string];

/** Templates, each with what Apache Velocity 1.7 made of it. */
const readRows = (file: string): readonly Row[] =>
  readFileSync(join(__dirname, file), "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Row);

function answer(template: string, body: string): readonly [kind: string, text: string] {
  try {
    return ["rendered", prepareTemplate(template).render({ body, context: {}, stageVariables: {}, params: {} })];
  } catch (error) {
    if (error instanceof TemplateSyntaxError) return ["syntax", ""];
    if (error instanceof TemplateError) return ["failed", ""];
    throw error;
  }
}

it.each([
  ["a thousand templates that `npm run differential -- velocity` generated", "rendered-by-velocity.txt", 1000],
  ["formats of numbers and texts, and open comments", "formatted-by-velocity.txt", 132],
  ["methods that change lists and maps, that parse, hash and compare numbers", "methods-by-velocity.txt", 71],
])("renders %s as Apache Velocity 1.7 does, or fails where it does", (_what, file, count) => {
  const rows = readRows(file);
  expect(rows.length).toBe(count);
  const differing = rows.filter(([template, payload, kind, text]) => {
    const [ourKind, ourText] = answer(template, payload);
    return ourKind !== kind || (kind === "rendered" && ourText !== text);
  });
  expect(differing).toEqual([]);
});
