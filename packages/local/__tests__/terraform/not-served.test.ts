import type { Json, JsonObject } from "@sfn-websocket/languages/json";
import { createAws } from "../../account/aws";
import { createTasks } from "../../account/tasks";
import { loadStack } from "../../terraform/load-stacks";
import { configuration, PASS, trust } from "../configuration";
import { createVirtualClock } from "../virtual-clock";

const VALID = configuration({ routes: { $default: { definition: PASS } } });
const RESOURCES = VALID.resource as JsonObject;

/** What a stranger has beside the API. */
function load(beside: JsonObject, resources: JsonObject = {}) {
  const aws = createAws({ clock: createVirtualClock(), log: () => undefined, runTask: createTasks({}) });
  const stack = { ...VALID, ...beside, resource: { ...RESOURCES, ...resources } };
  return { aws, ...loadStack({ name: "stack", file: "main.tf.json", configuration: stack }, aws) };
}

const stagesOf = ({ aws }: ReturnType<typeof load>) => aws.region("us-east-1").apigateway.stages();

/** A role that the API's own state machine has. */
const role = (members: JsonObject): JsonObject => {
  const machines = RESOURCES.aws_sfn_state_machine as Record<string, JsonObject>;
  const [name = "", machine = {}] = Object.entries(machines)[0] ?? [];
  return {
    aws_iam_role: { ...(RESOURCES.aws_iam_role as JsonObject), own: { assume_role_policy: TRUST, ...members } },
    aws_sfn_state_machine: { ...machines, [name]: { ...machine, role_arn: "${aws_iam_role.own.arn}" } },
  };
};

const TRUST = trust("states.amazonaws.com");

describe("what is beside an API", () => {
  it("is kept out where nothing served names it, and told", () => {
    const loaded = load(
      {
        data: { aws_ami: { newest: { most_recent: true } }, aws_region: { here: {} } },
        module: { vpc: { source: "./vpc" } },
        output: { Bucket: { value: "${aws_s3_bucket.uploads.arn}" }, Vpc: { value: "${module.vpc.id}" } },
      },
      {
        aws_s3_bucket: { uploads: { bucket: "${lower(random_pet.name.id)}" } },
        random_pet: { name: {} },
        aws_instance: { many: { for_each: "${toset(var.names)}" } },
      },
    );
    expect(stagesOf(loaded)).toHaveLength(1);
    expect(loaded.notServed).toEqual([
      "data.aws_ami.newest",
      "module.vpc",
      "aws_s3_bucket.uploads",
      "random_pet.name",
      "aws_instance.many",
      "output.Vpc",
    ]);
    expect(loaded.outputs).toMatchObject({ Bucket: "arn:aws:s3:::uploads" });
  });

  it.each<[string, JsonObject, string]>([
    ["several of a table", { count: 2, name: "t" }, "aws_dynamodb_table.other ('count' is not emulated)"],
    ["a function of Terraform's", { name: "${lower(var.x)}" }, "aws_dynamodb_table.other (only plain references)"],
  ])("is kept out with the reason where it is %s", (_, table, told) => {
    expect(load({}, { aws_dynamodb_table: { other: table } }).notServed).toEqual([told]);
  });

  it("may have names of an object's prototype", () => {
    const { notServed } = load({ data: { constructor: { x: {} } } }, { toString: { main: {} } });
    expect(notServed).toEqual(["data.constructor.x", "toString.main"]);
  });

  it("is refused in words of this project where it has what no provider takes", () => {
    const alias = { zone_id: "Z2", name: "b", evaluate_target_health: { toString: null } };
    const record = { zone_id: "Z1", name: "a", type: "A", alias };
    expect(() => load({}, { aws_route53_record: { a: record } })).toThrow(
      new Error(
        `stack: aws_route53_record.a: 'alias.evaluate_target_health' is true or false, got {"toString":null}; write one`,
      ),
    );
  });

  it("stands in where something served names it", () => {
    const policy = (resource: string) =>
      JSON.stringify({ Statement: [{ Effect: "Allow", Action: "sqs:SendMessage", Resource: resource }] });
    const loaded = load(
      {},
      {
        ...role({ name: "own-${random_pet.name.id}" }),
        random_pet: { name: {} },
        aws_sqs_queue: { orders: { name: "orders", kms_master_key_id: "${lower(var.key)}" } },
        aws_iam_role_policy: {
          ...(RESOURCES.aws_iam_role_policy as JsonObject),
          send: { role: "${aws_iam_role.own.name}", policy: policy("${aws_sqs_queue.orders.arn}") },
        },
      },
    );
    const { roleName } = loaded.aws.iam.getRole("own-pet-f07e33") ?? {};
    expect(roleName).toBe("own-pet-f07e33");
    expect(loaded.notServed).toEqual(["random_pet.name", "aws_sqs_queue.orders"]);
  });

  it("is refused all at once where nothing can stand in for what is needed, with who needs it", () => {
    const broken = () =>
      load(
        { module: { names: { source: "./names" } }, data: { aws_ami: { newest: {} } } },
        {
          ...role({ name: "${module.names.role}" }),
          aws_iam_role_policy: {
            ...(RESOURCES.aws_iam_role_policy as JsonObject),
            first: { policy: "${data.aws_ami.newest.id}", role: "${aws_iam_role.own.name}" },
          },
        },
      );
    expect(broken).toThrow(
      new Error(
        [
          "stack: aws_iam_role.own: 'module.names' is a module, which only Terraform itself reads; write its value here, or apply the stack to 'npm run endpoint'",
          "stack: aws_iam_role_policy.first: 'data.aws_ami.newest' is not served here, and nothing can stand in for its 'id'; it has none; write the value, or apply the stack to 'npm run endpoint'",
        ].join("\n"),
      ),
    );
  });
});

describe("an aws_iam_policy_document", () => {
  const documentOf = (statement: Json): Json => {
    const { outputs } = load({
      data: { aws_iam_policy_document: { d: { statement } } },
      output: { Json: { value: "${data.aws_iam_policy_document.d.minified_json}" } },
    });
    return JSON.parse(String(outputs.Json)) as Json;
  };

  it("is the policy that its statements write", () => {
    expect(
      documentOf([
        {
          sid: "Send",
          actions: ["sqs:SendMessage"],
          resources: ["a", "b"],
          principals: [{ type: "Service", identifiers: ["states.amazonaws.com"] }],
          condition: [
            { test: "StringEquals", variable: "aws:SourceAccount", values: ["1"] },
            { test: "StringEquals", variable: "aws:SourceAccount", values: ["2"] },
          ],
        },
        { effect: "Deny", not_actions: ["s3:*"], not_resources: ["*"], principals: { type: "*", identifiers: ["*"] } },
      ]),
    ).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "Send",
          Effect: "Allow",
          Action: "sqs:SendMessage",
          Resource: ["a", "b"],
          Principal: { Service: "states.amazonaws.com" },
          Condition: { StringEquals: { "aws:SourceAccount": ["1", "2"] } },
        },
        { Effect: "Deny", NotAction: "s3:*", NotResource: "*", Principal: "*" },
      ],
    });
  });
});
