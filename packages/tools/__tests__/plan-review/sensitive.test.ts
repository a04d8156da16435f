import fc from "fast-check";
import type { Json, JsonObject } from "@sfn-websocket/languages/json";
import { INHERITED } from "@sfn-websocket/languages/__tests__/hostile-json";
import { readPlan } from "../../plan-review/read-plan";
import { reviewPlans } from "../../plan-review/review";
import { writeJson } from "../../plan-review/write-json";
import { writeSummary } from "../../plan-review/write-summary";
import { makePlan, makePlanJson, type ShortChange } from "./make-plan";

const SECRET = "s3cr3t-0123456789";

/** All that the tool can print of a plan. */
function printAll(changes: readonly ShortChange[], drift: readonly ShortChange[] = []): string {
  const review = reviewPlans([makePlan({ changes, drift })]);
  return `${writeSummary(review, 1_000_000)}${JSON.stringify(writeJson(review))}`;
}

/** A place of a secret within an attribute: around it, and the marks of the same form. */
const place = fc.letrec<{ tree: { value: Json; mark: Json } }>((tie) => ({
  tree: fc.oneof(
    { depthSize: "small" },
    fc.constant({ value: SECRET as Json, mark: true as Json }),
    fc.constant({ value: { a: [SECRET], [SECRET]: 1 } as Json, mark: true as Json }),
    fc
      .tuple(fc.constantFrom("name", "value", "definition", "policy", "$default", "enabled", ...INHERITED), tie("tree"))
      .map(([name, inner]) => ({
        value: { other: "plain", [name]: inner.value } as Json,
        mark: { [name]: inner.mark } as Json,
      })),
    fc.tuple(fc.nat(2), tie("tree")).map(([index, inner]) => ({
      value: [..."abc".slice(0, index), inner.value] as Json,
      mark: [...Array<Json>(index).fill(false), inner.mark] as Json,
    })),
  ),
})).tree;

const type = fc.constantFrom(
  "aws_apigatewayv2_api",
  "aws_apigatewayv2_integration",
  "aws_apigatewayv2_stage",
  "aws_iam_role",
  "aws_iam_role_policy",
  "aws_lambda_permission",
  "aws_sfn_state_machine",
  "aws_cloudwatch_log_group",
  "aws_dynamodb_table",
  "aws_unknown_thing",
);
const attribute = fc.constantFrom(
  "name",
  "route_key",
  "role",
  "principal",
  "definition",
  "policy",
  "assume_role_policy",
  "inline_policy",
  "request_templates",
  "response_templates",
  "route_settings",
  "logging_configuration",
  "retention_in_days",
  "kms_key_id",
  "tags",
  ...INHERITED,
);

it("never prints what is sensitive before or after, wherever it stands", () => {
  fc.assert(
    fc.property(
      type,
      attribute,
      place,
      fc.constantFrom("before", "after", "both"),
      (type, name, { value, mark }, side) => {
        const secret: JsonObject = { id: "1", [name]: value };
        const marks: JsonObject = { [name]: mark };
        const other: JsonObject = { id: "1", [name]: "plain" };
        const change: ShortChange = {
          type,
          before: side === "after" ? other : secret,
          after: side === "before" ? other : { ...secret, more: 1 },
          before_sensitive: side === "after" ? false : marks,
          after_sensitive: side === "before" ? false : marks,
        };
        for (const actions of ["update", "delete create", "delete", "create", "forget"])
          expect(printAll([{ ...change, actions }], [change])).not.toContain("s3cr3t");
      },
    ),
    { numRuns: 200 },
  );
});

it("says that a value is sensitive, and whether it changes", () => {
  const change = (after: string): ShortChange => ({
    type: "aws_sqs_queue",
    before: { name: "q", policy_text: SECRET, delay: 1 },
    after: { name: "q", policy_text: after, delay: 2 },
    before_sensitive: { policy_text: true },
  });
  expect(printAll([change("another")])).toContain("`policy_text`: `(sensitive)` \u2192 `(sensitive)`");
  expect(printAll([change(SECRET)])).not.toContain("policy_text");
});

it("hides a secret also where it is not marked: in another resource, an address, an import or a check", () => {
  const json = makePlanJson({
    changes: [
      {
        type: "aws_ssm_parameter",
        before: { value: SECRET },
        after: { value: `${SECRET}2` },
        after_sensitive: { value: true },
      },
      {
        type: "aws_iam_role",
        name: `x["${SECRET}"]`,
        after: { name: `a-${SECRET}`, [SECRET]: 1 },
        importing: { id: SECRET },
      },
      {
        type: "aws_sfn_state_machine",
        before: { definition: `{"Comment":"${SECRET}"}` },
        after: { definition: `{"Comment":"b${SECRET}"}` },
      },
    ],
    plan: {
      checks: [
        { address: { to_display: "c" }, status: "fail", instances: [{ problems: [{ message: `is ${SECRET}` }] }] },
      ],
    },
  });
  const review = reviewPlans([readPlan({ where: "p", stack: "s" }, json)]);
  const printed = `${writeSummary(review, 1_000_000)}${JSON.stringify(writeJson(review))}`;
  expect(printed).not.toContain(SECRET);
  expect(printed).toContain("(sensitive)");
});

it("hides an item of a list whose position changes, though it is short", () => {
  const printed = printAll([
    {
      type: "aws_sqs_queue",
      before: { list: ["s3cr3t", "plain"] },
      after: { list: ["plain", "s3cr3t"] },
      before_sensitive: { list: [true, false] },
    },
  ]);
  expect(printed).not.toContain("s3cr3t");
});

it.each([
  ["aws_api_gateway_api_key", { value: SECRET }],
  ["aws_cloudfront_distribution", { origin: [{ custom_header: [{ name: "x-origin", value: SECRET }] }] }],
  ["aws_secretsmanager_secret_version", { secret_string: SECRET }],
])("hides the secret of %s, which no mark says", (type, before) => {
  const printed = printAll([{ type, before: { ...before, name: "key" }, after: { ...before, name: "other" } }]);
  expect(printed).not.toContain(SECRET);
  expect(printed).toContain("other");
});

it("says what is known after the apply, and takes it for neither the same nor another", () => {
  const printed = printAll([
    {
      type: "aws_cloudwatch_log_group",
      before: { name: "l", kms_key_id: "arn:k", retention_in_days: 30 },
      after: { name: "l" },
      unknown: { kms_key_id: true, retention_in_days: true },
    },
  ]);
  expect(printed).toContain("`kms_key_id`: `arn:k` \u2192 `(known after apply)`");
  expect(printed).toContain("nothing stands out");
});

it("hides a secret that stands within JSON, as JavaScript and as Terraform write it", () => {
  const secret = 's3cr3t "<&>" of many\nlines';
  const [byTerraform = ""] = [JSON.stringify({ Comment: secret })].map((text) =>
    text.replaceAll(/[<>&]/g, (character) => `\\u00${character.charCodeAt(0).toString(16)}`),
  );
  const machine = (definition: string): ShortChange => ({
    type: "aws_sfn_state_machine",
    before: { definition },
    after: { definition: definition.replace("}", ',"Version":"2"}') },
  });
  const changes: ShortChange[] = [
    { type: "aws_ssm_parameter", before: { value: secret } },
    machine(JSON.stringify({ Comment: secret })),
    machine(byTerraform),
  ];
  expect(printAll(changes)).not.toContain("s3cr3t");
});

it("hides a function's variables where they stand, and no ARN for the region that one of them holds", () => {
  const role = (table: string): string =>
    JSON.stringify({
      Statement: { Effect: "Allow", Action: "dynamodb:GetItem", Resource: `arn:aws:dynamodb:us-east-1:1:${table}` },
    });
  const printed = printAll([
    {
      type: "aws_lambda_function",
      before: { environment: [{ variables: { REGION: "us-east-1", KEY: SECRET } }] },
      after: { environment: [{ variables: { REGION: "us-east-1", KEY: `${SECRET}2` } }] },
    },
    {
      type: "aws_iam_role_policy",
      before: { role: "worker", policy: role("table/a") },
      after: { role: "worker", policy: role("*") },
    },
  ]);
  expect(printed).not.toContain(SECRET);
  expect(printed).toContain("Allow dynamodb:GetItem on arn:aws:dynamodb:us-east-1:1:*");
});
