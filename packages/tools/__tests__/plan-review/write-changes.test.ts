import type { JsonObject } from "@sfn-websocket/languages/json";
import { reviewPlans } from "../../plan-review/review";
import { writeSummary } from "../../plan-review/write-summary";
import { makePlan, type ShortChange, type ShortPlan } from "./make-plan";

function summarize(plan: ShortPlan): string {
  return writeSummary(reviewPlans([makePlan(plan)]), 1_000_000);
}

/** The cells of the first row: what becomes of the resource, its label, what changes. */
function writeRow(...changes: readonly ShortChange[]): string[] {
  const row = summarize({ changes })
    .split("\n")
    .find((line) => /^\| \W*[a-z]+ed\W* \|/.test(line));
  return (row ?? "").replace(/ \|$/, "").split(" | ").slice(0, 3);
}

const ARN = "arn:aws:states:us-east-1:123456789012:stateMachine:chat";
const version = (number: number, weight: number): JsonObject => ({
  state_machine_version_arn: `${ARN}:${number}`,
  weight,
});

/** An alias whose routing is a list of blocks. */
function makeAlias(before: JsonObject[], after: JsonObject[], unknown: JsonObject = {}): ShortChange {
  const alias = { name: "live", arn: `${ARN}:live` };
  return {
    type: "aws_sfn_alias",
    before: { ...alias, routing_configuration: before },
    after: { ...alias, routing_configuration: after },
    unknown,
  };
}

const workflow: ShortChange = {
  type: "aws_sfn_state_machine",
  name: "w",
  before: { name: "chat", arn: ARN },
  after: { name: "chat", arn: ARN },
};

it.each([
  [
    "another weight",
    makeAlias([version(1, 90), version(2, 10)], [version(1, 50), version(2, 50)]),
    "`version 1: 90 in 100, latest version 2: 10 in 100` \u2192 `version 1: 50 in 100, latest version 2: 50 in 100`",
  ],
  [
    "a version that is still to be published",
    makeAlias([version(1, 100)], [version(1, 90), { weight: 10 }], {
      routing_configuration: [false, { state_machine_version_arn: true }],
    }),
    "`version 1: 100 in 100` \u2192 `version 1: 90 in 100, latest version: 10 in 100`",
  ],
  [
    "the way back",
    makeAlias([version(9, 50), version(10, 50)], [version(9, 100)]),
    "`version 9: 50 in 100, latest version 10: 50 in 100` \u2192 `version 9: 100 in 100`",
  ],
])("says of %s how an alias shares the messages, and of which workflow it is", (_, alias, expected) => {
  expect(writeRow(alias, workflow)).toEqual(["| changed", "alias `live` of workflow `chat`", expected]);
});

it("shows an alias's routing as it is where it may not be read", () => {
  const alias = makeAlias([version(1, 90)], [version(1, 50)]);
  const [, , what] = writeRow({ ...alias, before_sensitive: { routing_configuration: true } });
  expect(what).toBe("`routing_configuration`: `(sensitive)` \u2192 `(sensitive)`");
});

it("says of no alias which version is the latest where versions may not be read", () => {
  const alias = makeAlias([version(1, 100)], [version(2, 100)]);
  const [, , what] = writeRow({
    ...alias,
    before_sensitive: { routing_configuration: [{ state_machine_version_arn: true }] },
  });
  expect(what).toBe("`routing_configuration.state_machine_version_arn`: `(sensitive)` \u2192 `(sensitive)`");
});

it("says that there is a new deployment, not the hash that asks for it", () => {
  const deployment = (hash: string): JsonObject => ({ triggers: { redeployment: hash } });
  const [, , what] = writeRow({
    type: "aws_apigatewayv2_deployment",
    before: deployment("1ff83b95"),
    after: deployment("4e835a3a"),
    actions: "create delete",
    replace_paths: [["triggers"]],
  });
  expect(what).toBe("a new deployment of what changed");
});

it("names the route of an integration that takes another's place, and of the one that goes", () => {
  const integration = "aws_apigatewayv2_integration";
  const lines = summarize({
    changes: [
      {
        type: "aws_apigatewayv2_route",
        before: { route_key: "chat", target: "integrations/i1" },
        after: { route_key: "chat" },
        unknown: { target: true },
        references: { target: [`${integration}.new.id`, `${integration}.new`] },
      },
      { type: integration, name: "old", before: { id: "i1" } },
      { type: integration, name: "new", after: { integration_type: "AWS" } },
    ],
  });
  expect(lines).toContain("| destroyed | integration of route `chat` |");
  expect(lines).toContain("| created | integration of route `chat` |");
});

it.each([
  ["aws_cloudfront_function", "code", "a\nb\n", "a\nc\n", "**code** of edge function `it`", [" a", "-b", "+c"]],
  [
    "aws_apigatewayv2_model",
    "schema",
    '{"type":"object","maxProperties":1}',
    '{"maxProperties":2,"type":"object"}',
    "**schema** of model `it`",
    [" {", '-  "maxProperties": 1,', '+  "maxProperties": 2,', '   "type": "object"', " }"],
  ],
  [
    "aws_cloudwatch_dashboard",
    "dashboard_body",
    '{"widgets":[]}',
    '{"start":"-PT1H","widgets":[]}',
    "**body** of dashboard `it`",
    [" {", '+  "start": "-PT1H",', '   "widgets": []', " }"],
  ],
])("shows what changes of %s as lines", (type, attribute, before, after, title, lines) => {
  const name = type === "aws_cloudwatch_dashboard" ? "dashboard_name" : "name";
  const side = (text: string): JsonObject => ({ [name]: "it", [attribute]: text });
  const summary = summarize({ changes: [{ type, before: side(before), after: side(after) }] });
  expect(summary).toContain([title, "", "```diff", ...lines, "```"].join("\n"));
  expect(summary).toContain("see below");
});

const policy = (action: string): string =>
  JSON.stringify({ Statement: { Effect: "Allow", Action: action, Resource: "arn:q", Principal: { AWS: "1" } } });

it("shows the statements of a resource's own policy where no role changes", () => {
  const side = (action: string): JsonObject => ({ name: "q", policy: policy(action) });
  const summary = summarize({
    changes: [{ type: "aws_sqs_queue", before: side("sqs:SendMessage"), after: side("sqs:ReceiveMessage") }],
  });
  expect(summary).toContain("| changed | queue `q` | statements, see below |");
  expect(summary).toContain(
    "### Permissions\n\n- gained: `AWS:1` may use queue `q`: Allow `sqs:ReceiveMessage` on `arn:q`\n" +
      "- lost: `AWS:1` may use queue `q`: Allow `sqs:SendMessage` on `arn:q`",
  );
});

it("shows what drifted where it stands, since nothing is below", () => {
  const side = (action: string): JsonObject => ({ role: "worker", name: "p", policy: policy(action) });
  const summary = summarize({
    drift: [{ type: "aws_iam_role_policy", before: side("sqs:SendMessage"), after: side("sqs:ReceiveMessage") }],
  });
  expect(summary).not.toContain("see below");
  expect(summary).toContain("`policy`: `\u2026");
});
