import type { JsonObject } from "@sfn-websocket/languages/json";
import { configuration, PASS } from "../configuration";
import { serve } from "../serve";

const allow = (statement: JsonObject): JsonObject => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "states:StartSyncExecution", Resource: "*", ...statement }],
});
const trust = (statement: JsonObject): JsonObject => ({
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "apigateway.amazonaws.com" }, ...statement },
  ],
});

const MACHINE = "arn:aws:states:us-east-1:123456789012:stateMachine:r0";
const DENIED =
  '{"__type":"com.amazon.coral.service#AccessDeniedException","Message":"User: arn:aws:sts::123456789012:assumed-role/role/' +
  `BackplaneAssumeRoleSession is not authorized to perform: states:StartSyncExecution on resource: ${MACHINE} ` +
  'because no identity-based policy allows the states:StartSyncExecution action"}';

/** Asks a route whose role has these policies. */
async function ask(policy: JsonObject, assumeRolePolicy = trust({})): Promise<string> {
  const role = { main: { name: "role", assume_role_policy: JSON.stringify(assumeRolePolicy) } };
  const served = await serve(
    configuration({ routes: { $default: { definition: PASS } }, policy, resource: { aws_iam_role: role } }),
  );
  try {
    return await (await served.connect()).ask("{}");
  } finally {
    await served.close();
  }
}

describe("an integration's role", () => {
  it.each<JsonObject>([
    {},
    { Resource: MACHINE },
    { Action: "states:Start*" },
    { Resource: MACHINE.replace("r0", "*") },
  ])("that allows %j lets the workflow run", async (statement) =>
    expect(JSON.parse(await ask(allow(statement)))).toMatchObject({ status: "SUCCEEDED" }),
  );

  it.each<JsonObject>([
    { Resource: `${MACHINE}x` },
    { Action: "states:StartExecution" },
    { Resource: MACHINE.replace("us-east-1", "eu-west-1") },
  ])("that allows %j fails the call as on AWS", async (statement) => expect(await ask(allow(statement))).toBe(DENIED));

  it("that asks for aws:SourceAccount cannot be assumed, because API Gateway does not send it", async () => {
    const condition = { StringEquals: { "aws:SourceAccount": "123456789012" } };
    const answer = await ask(allow({}), trust({ Condition: condition }));
    expect(answer).toMatch(/^\{"message": "Internal server error", "connectionId":"[^"]+", "requestId":"[^"]+"\}$/);
  });

  it("that trusts another service cannot be assumed", async () => {
    const answer = await ask(allow({}), trust({ Principal: { Service: "states.amazonaws.com" } }));
    expect(answer).toMatch(/^\{"message": "Internal server error", /);
  });
});
