import type { Log } from "sarif";
import type { JsonObject } from "@sfn-websocket/languages/json";
import { matchStack, nameStack } from "../../plan-review/name-stack";
import { readReviewOptions } from "../../plan-review/read-options";
import { reviewPlans } from "../../plan-review/review";
import { writeJunit } from "../../plan-review/write-junit";
import { writeSarif } from "../../plan-review/write-sarif";
import { writeSummary } from "../../plan-review/write-summary";
import { makePlan, makePlanJson, type ShortPlan } from "./make-plan";

const API: ShortPlan = {
  changes: [
    { type: "aws_apigatewayv2_api", before: { name: "chat <1>\u001b" } },
    { type: "aws_sqs_queue", name: "kept", before: { name: "q" }, after: { name: "q" } },
  ],
};

it("writes SARIF with a level, a place and a fingerprint for each finding", () => {
  const sarif = writeSarif(reviewPlans([makePlan(API)]));
  expect(sarif).toEqual(writeSarif(reviewPlans([makePlan(API)])));
  expect(sarif).toMatchObject({
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "plan-review" } },
        results: [
          {
            ruleId: "api-destroyed",
            level: "error",
            locations: [
              {
                physicalLocation: { artifactLocation: { uri: "cdktf.out/stacks/test/cdk.tf.json" } },
                logicalLocations: [{ fullyQualifiedName: "aws_apigatewayv2_api.it", kind: "resource" }],
              },
            ],
            partialFingerprints: { "planReview/v1": expect.stringMatching(/^[0-9a-f]{64}$/) as string },
          },
        ],
      },
    ],
  });
});

/**
 * The members that SARIF 2.1.0 knows of each object that is written, by the object's path: its schema has
 * `additionalProperties: false` there. What the members are, the types say.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json
 */
const SARIF_MEMBERS: Readonly<Record<string, readonly string[]>> = {
  "": ["$schema", "version", "runs"],
  "/runs": ["tool", "results"],
  "/runs/tool": ["driver"],
  "/runs/tool/driver": ["name", "rules", "informationUri"],
  "/runs/tool/driver/rules": ["id", "shortDescription", "fullDescription", "defaultConfiguration", "helpUri"],
  "/runs/tool/driver/rules/shortDescription": ["text", "markdown"],
  "/runs/tool/driver/rules/fullDescription": ["text", "markdown"],
  "/runs/tool/driver/rules/defaultConfiguration": ["level"],
  "/runs/results": ["ruleId", "ruleIndex", "level", "message", "locations", "partialFingerprints"],
  "/runs/results/message": ["text", "markdown"],
  "/runs/results/locations": ["physicalLocation", "logicalLocations"],
  "/runs/results/locations/physicalLocation": ["artifactLocation", "region"],
  "/runs/results/locations/physicalLocation/artifactLocation": ["uri"],
  "/runs/results/locations/physicalLocation/region": ["startLine"],
  "/runs/results/locations/logicalLocations": ["fullyQualifiedName", "kind"],
  "/runs/results/partialFingerprints": ["planReview/v1"],
};

/** The paths of members that the table does not know. */
function listForeign(value: unknown, path = ""): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => listForeign(item, path));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    SARIF_MEMBERS[path]?.includes(name) === true ? listForeign(member, `${path}/${name}`) : [`${path}/${name}`],
  );
}

it("writes SARIF as its schema has it: known members, a rule for each index, texts that say something", () => {
  const log: Log = writeSarif(reviewPlans([makePlan(API)]));
  expect(listForeign(JSON.parse(JSON.stringify(log)))).toEqual([]);
  const [run] = log.runs;
  const rules = run?.tool.driver.rules ?? [];
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  // GitHub shows at most 1,024 characters of a description.
  for (const { shortDescription, fullDescription } of rules)
    for (const { text = "" } of [shortDescription, fullDescription].filter((each) => each !== undefined))
      expect([text.length > 1, text.length <= 1_024]).toEqual([true, true]);
  for (const { ruleId, ruleIndex = -1 } of run?.results ?? []) expect(rules[ruleIndex]?.id).toBe(ruleId);
});

it("writes JUnit with a failing test for each rule that found something, and no character that XML cannot hold", () => {
  const lines = writeJunit(reviewPlans([makePlan(API)])).split("\n");
  expect(lines[2]).toMatch(/^ {2}<testsuite name="test" tests="\d+" failures="1" errors="0" skipped="0">$/);
  expect(lines.filter((line) => line.includes("<failure"))).toEqual([
    '      <failure type="high" message="high: API chat &#60;1&#62;\\u{1b}">An API or a stage is destroyed: API chat &#60;1&#62;\\u{1b}. Its clients are disconnected and cannot connect again; a new API has another URL.</failure>',
  ]);
});

it("rejects a format that it does not know, two formats, and stacks that are not one for each plan", () => {
  const read = (...argv: string[]) => readReviewOptions(argv);
  expect(() => read("a.json", "--format", "sarf")).toThrow(/^--format: is not known, got 'sarf'; did you mean 'sarif'/);
  expect(() => read("a.json", "--json", "--format", "junit")).toThrow(/^--json: the review has one format/);
  expect(() => read("a.json", "b.json", "--stack", "a")).toThrow(/^--stack: not one for each PLAN, got 'a'/);
  expect(read("a.json", "--stack", "chat", "--json")).toMatchObject({ stacks: ["chat"], format: "json" });
});

it("names the stack after the synthesized one that a plan is of, wherever the plan lies", () => {
  const plan = makePlanJson({
    changes: [
      { type: "aws_sqs_queue", before: { name: "q" }, after: { name: "q" }, references: {} },
      { type: "aws_sns_topic", before: { name: "t" }, references: {} },
    ],
  });
  const stack = (queue: string) => ({
    resource: { aws_sqs_queue: { it: { name: queue } }, aws_sns_topic: { it: { name: "${aws_sqs_queue.it.name}" } } },
  });
  const stacks = new Map<string, JsonObject>([
    ["chat", stack("q")],
    ["other", stack("r")],
    ["smaller", { resource: { aws_sqs_queue: { it: { name: "q" } } } }],
  ]);
  expect(matchStack(stacks, plan)).toBe("chat");
  expect(matchStack(new Map([["other", stack("r")]]), plan)).toBeUndefined();
  const find = () => matchStack(stacks, plan);
  expect(
    ["/tmp/plan.json", "-", "/tmp/mine.plan.json", "cdktf.out/stacks/third/plan.json"].map((file) =>
      nameStack(file, plan, find),
    ),
  ).toEqual(["chat", "chat", "mine", "third"]);
  expect(nameStack("/somewhere/tfplan.json", plan, () => undefined)).toBe("somewhere");
});

it("masks what looks like a secret, wherever it stands and whatever Terraform says of it", () => {
  const key = `AKIA${"ABCDEFGH23456777"}`;
  const token = `ghp_${"a1".repeat(20)}`;
  const after = {
    name: "q",
    tags: {
      db_password: "hunter2!",
      copy: `x ${key} y`,
      secret_arn: "arn:aws:secretsmanager:x",
      api_key_required: "true",
    },
    policy: `{"Header":"Bearer ${"t0ken".repeat(8)}"}`,
    url: "postgres://me:pa55word@db",
  };
  const other = { name: "r", tags: { note: token } };
  const summary = writeSummary(
    reviewPlans([
      makePlan({
        changes: [
          { type: "aws_sqs_queue", before: { name: "q", tags: {} }, after },
          { type: "aws_sns_topic", before: { name: "r" }, after: other },
        ],
      }),
    ]),
    60_000,
  );
  for (const secret of ["hunter2!", key, token, "pa55word", "t0ken"]) expect(summary).not.toContain(secret);
  expect(summary).toContain("`arn:aws:secretsmanager:x`");
  expect(summary).toContain("`tags.api_key_required`: `not set` \u2192 `true`");
});
