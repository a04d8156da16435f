import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { answerConsole } from "../../console/answer-console";
import type { HttpAnswer } from "../../http/http-answer";
import { configuration } from "../configuration";
import { loadAws } from "./load-aws";

const DEFINITION = { StartAt: "A", States: { A: { Type: "Succeed" } } };
const aws = loadAws(configuration({ routes: { $default: { definition: DEFINITION } } }));
const [machine] = aws.region("us-east-1").stepfunctions.stateMachines();
const project = mkdtempSync(join(tmpdir(), "sfn-websocket-calls-"));
mkdirSync(join(project, "workflows"));
writeFileSync(join(project, "workflows/a.json"), JSON.stringify(DEFINITION));
afterAll(() => rmSync(project, { recursive: true }));

const HEADERS = { host: "127.0.0.1:4566", "content-type": "application/json" };
async function call(method: "GET" | "POST", path: string, body?: unknown) {
  const [name = "", query = ""] = path.split("?");
  const signal = new AbortController().signal;
  const text = typeof body === "string" ? body : JSON.stringify(body ?? {});
  const request = {
    method,
    path: `api/${name}`,
    query: new URLSearchParams(query),
    headers: HEADERS,
    body: text,
    signal,
  };
  const world = { aws: () => aws, version: () => 1, log: () => undefined, project };
  const { status, body: answered }: HttpAnswer = await answerConsole(request, world);
  return { status, ...JSON.parse(String(answered)) };
}

it("checks a definition as one of the served machine's type", async () => {
  const definition = JSON.stringify({ StartAt: "B", States: { A: { Type: "Succeed" } } });
  const answer = await call("POST", "check", { definition, stateMachineArn: machine?.stateMachineArn });
  expect(answer).toMatchObject({
    status: 200,
    problems: [
      { path: "/StartAt", line: 1, column: 2 },
      { path: "/States/A", line: 1, column: 26 },
    ],
  });
});

it("reads and saves a workflow's file, and the permissions of what is served", async () => {
  const before = JSON.stringify(DEFINITION);
  expect(await call("GET", "file?file=workflows/a.json")).toEqual({
    status: 200,
    file: "workflows/a.json",
    text: before,
  });
  expect(await call("POST", "save", { file: "workflows/a.json", before, text: "{}" })).toMatchObject({ status: 200 });
  expect(readFileSync(join(project, "workflows/a.json"), "utf8")).toBe("{}");
  expect(await call("POST", "save", { file: "workflows/a.json", before, text: before })).toMatchObject({ status: 409 });
  expect((await call("GET", "permissions")).rows[0]).toMatchObject({ kind: "trust", role: "role" });
});

it.each([
  ["check", "[]", "check: takes a JSON object, got '[]'; send one"],
  ["check", "{", "check: takes a JSON object, got '{'; send one"],
  ["check", {}, "check.definition: is required, got none; send the text"],
  ["check", { definition: 1 }, "check.definition: is no text, got 1; correct it"],
  ["check", { definition: "", typ: "EXPRESS" }, "check: has no such member, got 'typ'; did you mean 'type'"],
  [
    "check",
    { definition: "", type: "FAST" },
    `check.type: is none of the known values, got "FAST"; use 'EXPRESS', 'STANDARD'`,
  ],
])("rejects %s of %j", async (name, body, message) =>
  expect(await call("POST", name, body)).toEqual({ status: 400, message }),
);

it("rejects a machine that is not served", async () => {
  const answer = await call("POST", "check", { definition: "{}", stateMachineArn: `${machine?.stateMachineArn}x` });
  expect(answer).toEqual({
    status: 404,
    message: `stateMachineArn: is not served, got '${machine?.stateMachineArn}x'; did you mean '${machine?.stateMachineArn}'`,
  });
});

it("rejects every file where no project's files are served", async () => {
  const signal = new AbortController().signal;
  const request = { method: "GET", path: "api/file", query: new URLSearchParams(), headers: HEADERS, body: "", signal };
  const { status } = await answerConsole(request, { aws: () => aws, version: () => 1, log: () => undefined });
  expect(status).toBe(404);
});
