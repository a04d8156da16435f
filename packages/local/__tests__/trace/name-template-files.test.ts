import { nameTemplateFiles, splitTemplate } from "../../trace/name-template-files";
import type { RenderedTemplate, Trace } from "../../trace/trace";

const ARN = "#set($stateMachineArn='arn:aws:states:us-east-1:123456789012:stateMachine:m')\n";
const OWN = "#set($x = 1)\n$x.y(";

const cut = (text: string, length = text.length) => ({ text, length });
const trace = (request: Partial<RenderedTemplate>): Trace => ({
  id: 1,
  kind: "MESSAGE",
  startedAt: 0,
  status: 200,
  outcome: "ok",
  verdicts: [],
  permissions: [],
  frame: { kind: "none", why: "" },
  request: { source: { key: "$default" }, ...request },
});
const find = (text: string) => (text === OWN ? "templates/own.vtl" : undefined);
const sourceOf = (request: Partial<RenderedTemplate>) => nameTemplateFiles(trace(request), find).request?.source;

it.each<[string, Partial<RenderedTemplate>, object]>([
  ["a template of a file", { template: cut(OWN) }, { file: "templates/own.vtl", line: 1 }],
  [
    "the line that failed, below what the stack has put before it",
    { template: cut(ARN + OWN), error: { message: "fails", line: 3, column: 1 } },
    { file: "templates/own.vtl", line: 2 },
  ],
  [
    "the first line where the stack's own fails",
    { template: cut(ARN + OWN), error: { message: "", line: 1 } },
    { file: "templates/own.vtl", line: 1 },
  ],
  ["no file of a template in code", { template: cut("else") }, {}],
  ["no file of a template of which the end is cut", { template: cut(OWN, OWN.length + 1) }, {}],
  ["no file where no template was used", {}, {}],
])("names %s", (_, request, place) => expect(sourceOf(request)).toEqual({ key: "$default", ...place }));

it("leaves a trace without templates as it is", () => {
  const { request, ...bare } = trace({});
  expect(nameTemplateFiles(bare, find)).toEqual(bare);
});

it("splits what a stack has written from what its author has", () => {
  expect(splitTemplate(ARN + OWN)).toEqual({ prefix: ARN, text: OWN });
  expect(splitTemplate(OWN)).toEqual({ prefix: "", text: OWN });
});
