import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { drawFile } from "../../draw/draw-file";
import { readDrawOptions } from "../../draw/options";

const WORKFLOWS = join(__dirname, "..", "..", "..", "..", "workflows");
const definitions = readdirSync(WORKFLOWS).filter((name) => name.endsWith(".asl.json"));
const draw = (definition: object) => drawFile("a.json", JSON.stringify(definition), "auto");

it.each(definitions)("draws %s as well-formed XML that names every state", (name) => {
  const text = readFileSync(join(WORKFLOWS, name), "utf8");
  const svg = drawFile(name, text, "light");
  expect(XMLValidator.validate(svg)).toBe(true);
  const { States } = JSON.parse(text) as { States: object };
  for (const state of Object.keys(States)) expect(svg).toContain(`<title>${state} · `);
});

it("writes texts of a definition as text, whatever they are", () => {
  const name = `<img src=x onerror=alert(1)>&"'\u0000\ud800`;
  const svg = draw({ StartAt: name, Comment: name, States: { [name]: { Type: "Fail", Error: name, Next: name } } });
  expect(XMLValidator.validate(svg)).toBe(true);
  expect(svg).not.toContain("<img");
  const { svg: read } = new XMLParser({ processEntities: true }).parse(svg) as { svg: { title: string } };
  expect(read.title).toBe(`a: <img src=x onerror=alert(1)>&"'\ufffd\ufffd`);
});

it("draws a state that is named and missing as a dashed box of its own", () => {
  const svg = draw({ StartAt: "A", States: { A: { Type: "Pass", Next: "Gone" } } });
  expect(svg).toContain('class="wf-node wf-missing"');
  expect(svg).toContain("<title>Gone · there is no such state</title>");
});

it.each([
  [{}, "a.json: no workflow, got ''; name a definition with the member 'States'"],
  [{ Type: "Pass" }, "a.json: no workflow, got 'Type'; name a definition with the member 'States'"],
  [[1], "a.json: no workflow, got [1]; name a definition with the member 'States'"],
])("fails for %j, which is no workflow", (definition, message) => expect(() => draw(definition)).toThrow(message));

it("fails where the text is no JSON, and tells the place", () => {
  expect(() => drawFile("a.json", '{"StartAt": }', "auto")).toThrow(
    "a.json:1:13: expected a value, got '}'; correct it",
  );
});

it("reads its options", () => {
  expect(readDrawOptions(["a.json", "--theme", "dark", "--output", "a.svg"])).toEqual({
    file: "a.json",
    theme: "dark",
    output: "a.svg",
  });
  expect(readDrawOptions(["-"])).toEqual({ file: "-", theme: "auto" });
});

it.each([
  [[], "WORKFLOW: not one file, got ''; name one, e.g. workflows/wait.asl.json"],
  [["a", "b"], "WORKFLOW: not one file, got 'a b'; name one, e.g. workflows/wait.asl.json"],
  [["a", "--theme", "drak"], "--theme: is not known, got 'drak'; did you mean 'dark'"],
  [["a.json", "--output", "./a.json"], "--output: is the workflow itself, got './a.json'; name another file"],
])("rejects the options %j", (argv, message) => expect(() => readDrawOptions(argv)).toThrow(message));
