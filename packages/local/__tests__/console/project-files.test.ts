import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createProjectFiles, type ProjectFiles } from "../../console/project-files";
import type { StateMachine } from "../../stepfunctions/resources";

const WAIT = `{ "StartAt": "A", "States": { "A": { "Type": "Pass", "Result": "\${Table}", "End": true } } }\n`;
const machine = (definition: string, name = "m"): StateMachine =>
  ({ name, stateMachineArn: `arn:${name}`, definition }) as StateMachine;
const WAITING = machine(WAIT.replace("${Table}", "orders"));

let outside: string;
let project: string;
let files: ProjectFiles;

const write = (file: string, text: string | Buffer) => {
  mkdirSync(join(project, file, ".."), { recursive: true });
  writeFileSync(join(project, file), text);
};
const read = (file: string) => readFileSync(join(project, file), "utf8");

beforeEach(() => {
  outside = mkdtempSync(join(tmpdir(), "sfn-websocket-files-"));
  project = join(outside, "project");
  write("workflows/wait.json", WAIT);
  write("templates/quote.vtl", "#set($a = 1)");
  write("package.json", "{}");
  files = createProjectFiles(project);
});
afterEach(() => rmSync(outside, { recursive: true, force: true }));

const find = (...machines: readonly StateMachine[]) => Object.fromEntries(files.findWorkflows(machines));

it("tells the file that a machine was made of, its placeholders filled", () => {
  write("lib/deep/down/other.asl.json", '{"StartAt":"B","States":{"B":{"Type":"Succeed"}}}');
  const other = machine('{"StartAt":"B","States":{"B":{"Type":"Succeed"}}}', "n");
  expect(find(WAITING, other, machine("{}", "none"))).toEqual({
    "arn:m": "workflows/wait.json",
    "arn:n": "lib/deep/down/other.asl.json",
  });
});

it("tells none where several hold the same", () => {
  write("workflows/copy.asl.json", WAIT);
  expect(find(WAITING)).toEqual({});
});

it.each(["node_modules/a/workflows/w.json", "cdktf.out/workflows/w.json", ".git/workflows/w.json"])(
  "takes %s for no source",
  (file) => {
    rmSync(join(project, "workflows"), { recursive: true });
    write(file, WAIT);
    expect(find(WAITING)).toEqual({});
  },
);

it("remembers the file of a machine whose new version cannot be served", () => {
  find(WAITING);
  write("workflows/wait.json", "{ no JSON any more");
  expect(find(WAITING)).toEqual({ "arn:m": "workflows/wait.json" });
  expect(files.save({ file: "workflows/wait.json", before: "{ no JSON any more", text: WAIT }).text).toBe(WAIT);
});

it("saves the text as it is, with the file's mode, and leaves nothing beside it", () => {
  chmodSync(join(project, "workflows/wait.json"), 0o640);
  find(WAITING);
  const text = `${WAIT}\r\n "ü" \n`;
  expect(files.save({ file: "workflows/wait.json", before: WAIT, text })).toEqual({
    file: "workflows/wait.json",
    text,
  });
  expect(read("workflows/wait.json")).toBe(text);
  expect(statSync(join(project, "workflows/wait.json")).mode & 0o777).toBe(0o640);
  expect(readdirSync(join(project, "workflows"))).toEqual(["wait.json"]);
});

it("tells and saves the file of a template", () => {
  expect(files.findTemplate("#set($a = 1)")).toBe("templates/quote.vtl");
  expect(files.findTemplate("#set($a = 2)")).toBeUndefined();
  files.save({ file: "templates/quote.vtl", before: "#set($a = 1)", text: "" });
  expect(read("templates/quote.vtl")).toBe("");
});

it("rejects a file that changed since it was read", () => {
  find(WAITING);
  write("workflows/wait.json", `${WAIT} `);
  expect(() => files.save({ file: "workflows/wait.json", before: WAIT, text: "{}" })).toThrow(
    "workflows/wait.json: has changed since it was read, got another text than the one that was edited; read it again",
  );
  expect(read("workflows/wait.json")).toBe(`${WAIT} `);
});

it.each([
  ["package.json", "name one that a served workflow or template was made of"],
  ["../secret.json", "name one that a served workflow or template was made of"],
  ["/etc/passwd", "name one that a served workflow or template was made of"],
  ["workflows/../package.json", "name one that a served workflow or template was made of"],
  ["workflows/wait.jsn", "did you mean 'workflows/wait.json'"],
  ["templates/quote.vtl", "name one that a served workflow or template was made of"],
])("rejects %s, of which nothing that is served was made", (file, advice) => {
  find(WAITING);
  const problem = `file: nothing that is served was made of it, got '${file}'; ${advice}`;
  expect(() => files.read(file)).toThrow(problem);
  expect(() => files.save({ file, before: "", text: "x" })).toThrow(problem);
});

it.each([
  [
    "the file",
    () => {
      rmSync(join(project, "workflows/wait.json"));
      symlinkSync(join(outside, "secret"), join(project, "workflows/wait.json"));
    },
  ],
  [
    "its folder",
    () => {
      rmSync(join(project, "workflows"), { recursive: true });
      mkdirSync(join(outside, "elsewhere"));
      writeFileSync(join(outside, "elsewhere/wait.json"), WAIT);
      symlinkSync(join(outside, "elsewhere"), join(project, "workflows"));
    },
  ],
])("rejects a link that has taken the place of %s", (_, replace) => {
  find(WAITING);
  writeFileSync(join(outside, "secret"), WAIT);
  replace();
  const problem = "file: is no file of the project any more, got 'workflows/wait.json'; put it back";
  expect(() => files.read("workflows/wait.json")).toThrow(problem);
  expect(() => files.save({ file: "workflows/wait.json", before: WAIT, text: "x" })).toThrow(problem);
  expect(readFileSync(join(outside, "secret"), "utf8")).toBe(WAIT);
});

it("rejects what writing back would change, and what is longer than a definition may be", () => {
  find(WAITING);
  expect(() => files.save({ file: "workflows/wait.json", before: WAIT, text: "é".repeat(524_289) })).toThrow(
    "workflows/wait.json: is too long, got 1048578 bytes; keep to 1048576",
  );
  write("workflows/wait.json", Buffer.from([0x7b, 0xff, 0x7d]));
  expect(() => files.read("workflows/wait.json")).toThrow(
    "file: is no text in UTF-8 of 1 MB at most, got 'workflows/wait.json'; edit it elsewhere",
  );
});
