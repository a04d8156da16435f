import { prepareTemplate } from "@sfn-websocket/languages/velocity/prepare-template";
import {
  errorTemplate,
  outputTemplate,
  startSyncExecutionTemplate,
} from "@sfn-websocket/constructs/integrations/mapping-templates";
import { SAMPLE_CONTEXT } from "@sfn-websocket/languages/velocity/template-samples";

const TEXTS = [
  "plain",
  "it's",
  'say "hi"',
  "a\\b",
  "\\'",
  "a\nb\tc",
  "naïve 🙂 \u2028",
  "</script>",
  "$x #set($y=1) ${z}",
  "",
];

function render(template: string, body: unknown): string {
  return prepareTemplate(template).render({
    body: typeof body === "string" ? body : JSON.stringify(body),
    context: SAMPLE_CONTEXT,
    stageVariables: {},
    params: { path: {}, querystring: {}, header: {} },
  });
}

function renderJson(template: string, body: unknown): unknown {
  return JSON.parse(render(template, body)) as unknown;
}

describe("the request template", () => {
  it.each(TEXTS.filter((text) => text !== ""))("carries the message %j byte for byte", (text) => {
    expect(renderJson(startSyncExecutionTemplate("arn:aws:states:x"), text)).toEqual({
      input: text,
      stateMachineArn: "arn:aws:states:x",
    });
  });
});

describe("the output template", () => {
  it.each(TEXTS)("prints an output that holds %j as it is", (text) => {
    const output = JSON.stringify({ text, list: [1, null, text] });
    expect(render(outputTemplate, { output, status: "SUCCEEDED" })).toBe(output);
  });

  it.each(["FAILED", "TIMED_OUT"].flatMap((status) => TEXTS.map((text) => ({ status, text }))))(
    "prints error and cause of $status that hold $text",
    ({ status, text }) => {
      expect(renderJson(outputTemplate, { cause: text, error: text, status })).toEqual({ error: text, cause: text });
    },
  );

  it.each([
    { execution: { status: "FAILED" }, answer: {} },
    { execution: { status: "FAILED", error: "E" }, answer: { error: "E" } },
    { execution: { status: "FAILED", cause: "C" }, answer: { cause: "C" } },
    { execution: { status: "TIMED_OUT", error: "States.Timeout" }, answer: { error: "States.Timeout" } },
    { execution: { status: "TIMED_OUT" }, answer: {} },
  ])("leaves out what $execution does not have", ({ execution, answer }) => {
    expect(renderJson(outputTemplate, execution)).toEqual(answer);
  });
});

describe("the error template", () => {
  const type = (code: string) => `com.amazonaws.swf.service.v2.model#${code}`;
  const frame = (message: string) =>
    `{"message": ${JSON.stringify(message)}, "connectionId":"${SAMPLE_CONTEXT.connectionId}", "requestId":"${SAMPLE_CONTEXT.requestId}"}`;

  it("tells what was wrong with the message", () => {
    const message = `Invalid State Machine Execution Input: 'Unexpected character (''' (code 39))'`;
    const body = { __type: type("InvalidExecutionInput"), message };
    expect(render(errorTemplate("Bad Request"), body)).toBe(frame(message));
  });

  it.each([
    { __type: type("StateMachineDoesNotExist"), message: "State Machine Does Not Exist: 'arn:aws:states:...'" },
    { __type: "com.amazon.coral.service#AccessDeniedException", Message: "User: arn:aws:sts::... is not authorized" },
  ])("names the error $__type and nothing of its text", (body) => {
    const code = body.__type.split("#")[1] ?? "";
    expect(render(errorTemplate("Bad Request"), body)).toBe(frame(code));
  });

  it.each([{}, { message: "arn:aws:iam::123456789012:role/secret" }, { __type: "" }])(
    "says the given words of %j",
    (body) => {
      expect(render(errorTemplate("Internal server error"), body)).toBe(frame("Internal server error"));
    },
  );

  it("names the error InvalidExecutionInput when it has no text", () => {
    const body = { __type: type("InvalidExecutionInput") };
    expect(render(errorTemplate("Bad Request"), body)).toBe(frame("InvalidExecutionInput"));
  });
});
