import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { JsonObject } from "@sfn-websocket/languages/json";
import { compareStacks, compareSynthesized } from "../../plan-review/compare-synthesized";
import { reviewPlans } from "../../plan-review/review";

const folder = mkdtempSync(join(tmpdir(), "synthesized-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, json: unknown): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, typeof json === "string" ? json : JSON.stringify(json));
  return file;
}

/** `action address` of what changes. */
function list(before: JsonObject | undefined, after: JsonObject | undefined): string[] {
  const { changes } = compareStacks("s", before, after);
  return changes.filter(({ action }) => action !== "no-op").map(({ action, address }) => `${action} ${address}`);
}

const stack = (resource: JsonObject, more: JsonObject = {}): JsonObject => ({ resource, ...more });

it("tells what is created, changed, replaced and destroyed", () => {
  const before = stack({
    aws_sqs_queue: {
      gone: { name: "g" },
      same: { name: "s", "//": { metadata: 1 } },
      changed: { name: "c", delay: 1 },
    },
    aws_iam_role: { renamed: { name: "a" } },
  });
  const after = stack({
    aws_sqs_queue: {
      same: { name: "s", "//": { metadata: 2 } },
      changed: { name: "c", delay: 2 },
      fresh: { name: "n" },
    },
    aws_iam_role: { renamed: { name: "b" } },
  });
  expect(list(before, after)).toEqual([
    "replace aws_iam_role.renamed",
    "update aws_sqs_queue.changed",
    "create aws_sqs_queue.fresh",
    "destroy aws_sqs_queue.gone",
  ]);
  expect(list(undefined, after)).toHaveLength(4);
  expect(list(before, undefined)).toHaveLength(4);
});

it("replaces what one attribute triggers where that changes, and not where the rest of the resource does", () => {
  const side = (redeployment: string, log?: string) =>
    stack({
      aws_apigatewayv2_deployment: {
        D: { api_id: "a", triggers: { redeployment, ...(log !== undefined && { log }) } },
      },
      aws_apigatewayv2_stage: {
        S: { name: "api", lifecycle: { replace_triggered_by: ['aws_apigatewayv2_deployment.D.triggers["log"]'] } },
      },
      aws_sqs_queue: { Q: { name: "q", lifecycle: { replace_triggered_by: ["aws_apigatewayv2_deployment.D"] } } },
    });
  for (const log of ["off", undefined])
    expect(list(side("1", log), side("2", log))).toEqual([
      "replace aws_apigatewayv2_deployment.D",
      "replace aws_sqs_queue.Q",
    ]);
  expect(list(side("1", "off"), side("1", "on"))).toEqual([
    "replace aws_apigatewayv2_deployment.D",
    "replace aws_apigatewayv2_stage.S",
    "replace aws_sqs_queue.Q",
  ]);
});

it("replaces what refers to a replaced resource and cannot change, and what asks for it", () => {
  const side = (protocol: string) =>
    stack({
      aws_apigatewayv2_api: { A: { name: "a", protocol_type: protocol } },
      aws_apigatewayv2_integration: { I: { api_id: "${aws_apigatewayv2_api.A.id}" } },
      aws_apigatewayv2_integration_response: { R: { integration_id: "${aws_apigatewayv2_integration.I.id}" } },
      aws_sfn_state_machine: { W: { name: "w", definition: "${aws_apigatewayv2_api.A.id}" } },
      aws_apigatewayv2_deployment: { D: { lifecycle: { replace_triggered_by: ["aws_apigatewayv2_api.A.id"] } } },
    });
  expect(list(side("HTTP"), side("WEBSOCKET"))).toEqual([
    "replace aws_apigatewayv2_api.A",
    "replace aws_apigatewayv2_deployment.D",
    "replace aws_apigatewayv2_integration.I",
    "replace aws_apigatewayv2_integration_response.R",
  ]);
});

it("takes a reference for unknown, the same where it is the same, and reads the text around one", () => {
  const side = (policy: string, role: string) =>
    stack({
      aws_iam_role_policy: {
        P: {
          role,
          policy: JSON.stringify({
            Statement: [{ Effect: "Allow", Action: policy, Resource: "${aws_sqs_queue.Q.arn}" }],
          }),
        },
      },
    });
  const same = compareStacks("s", side("a:B", "${aws_iam_role.R.name}"), side("a:B", "${aws_iam_role.R.name}"));
  expect(same.changes.map(({ action }) => action)).toEqual(["no-op"]);
  const changed = compareStacks("s", side("a:B", "${aws_iam_role.R.name}"), side("a:*", "${aws_iam_role.R.name}"));
  const { findings } = reviewPlans([changed]);
  expect(findings.map(({ rule, after }) => [rule, after])).toEqual([
    ["action-wildcard", "Allow a:* on ${aws_sqs_queue.Q.arn}"],
    ["role-widened", "Allow a:* on ${aws_sqs_queue.Q.arn}"],
  ]);
});

it("reads Terraform's escapes back", () => {
  const { changes } = compareStacks("s", undefined, stack({ aws_sqs_queue: { Q: { name: "a$${b}%%{c}" } } }));
  expect(changes[0]?.after).toEqual({ name: "a${b}%{c}" });
});

it("follows a resource that moves", () => {
  const before = stack({ aws_sqs_queue: { old: { name: "q" } } });
  const after = stack(
    { aws_sqs_queue: { fresh: { name: "q" } } },
    { moved: [{ from: "aws_sqs_queue.old", to: "aws_sqs_queue.fresh" }] },
  );
  expect(compareStacks("s", before, after).changes).toMatchObject([
    { address: "aws_sqs_queue.fresh", previousAddress: "aws_sqs_queue.old", action: "no-op" },
  ]);
});

it("tells that the region changes", () => {
  const side = (region: string) => ({ provider: { aws: [{ region }] }, resource: {} });
  const { findings } = reviewPlans([compareStacks("s", side("us-east-1"), side("eu-west-1"))]);
  expect(findings).toMatchObject([{ rule: "left-behind", before: "region: us-east-1", after: "region: eu-west-1" }]);
});

it("hides secrets that a stack holds", () => {
  const side = (value: string) => stack({ aws_api_gateway_api_key: { K: { name: "k", value } } });
  const { changes } = compareStacks("s", side("secret-of-before"), side("secret-of-after"));
  expect(JSON.stringify(changes)).not.toContain("secret-of");
});

/** An output folder of these stacks, a queue each. */
const out = (side: string, names: readonly string[]) => {
  const stacks = names.map((name) => [name, { synthesizedStackPath: `stacks/${name}/cdk.tf.json` }]);
  write(`${side}/manifest.json`, { stacks: Object.fromEntries(stacks) });
  for (const name of names) write(`${side}/stacks/${name}/cdk.tf.json`, stack({ aws_sqs_queue: { [name]: { name } } }));
  return join(folder, side);
};

it("compares every stack of two folders by its name", () => {
  const plans = compareSynthesized(out("base", ["a", "b"]), out("head", ["b", "c"]));
  expect(plans.map(({ stack, changes }) => [stack, ...changes.map(({ action }) => action)])).toEqual([
    ["b", "no-op"],
    ["c", "create"],
    ["a", "destroy"],
  ]);
});

it("rejects a folder beside a file, whose other stacks would be told as destroyed", () => {
  const file = write("good.tf.json", {});
  const base = out("both", ["a", "b"]);
  expect(() => compareSynthesized(base, file)).toThrow(
    new Error(`--before: is a folder beside a file, got '${base}' and '${file}'; name two of a kind`),
  );
});
