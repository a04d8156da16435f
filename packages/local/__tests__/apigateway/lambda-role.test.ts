import type { JsonObject } from "@sfn-websocket/languages/json";
import { configuration, trust } from "../configuration";
import { serve } from "../serve";
import { printTrace } from "../../trace/print-trace";
import { TraceStore } from "../../trace/trace-store";

const ARN = "arn:aws:lambda:us-east-1:123456789012:function:backend";
const ROLE = "${aws_iam_role.main.arn}";
const uri = (qualifier = "") =>
  `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${ARN}${qualifier}/invocations`;
const allow = (Resource: string, Action = "lambda:InvokeFunction"): JsonObject => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action, Resource }],
});
const GATEWAY = "apigateway.amazonaws.com";
/** A function that this stack declares, with an alias, and that no aws_lambda_permission opens. */
const DECLARED = {
  aws_lambda_function: { backend: { function_name: "backend" } },
  aws_lambda_alias: { live: { function_name: "backend", name: "live", function_version: "$LATEST" } },
};

interface Caller {
  readonly policy: JsonObject;
  readonly service?: string;
  readonly qualifier?: string;
}

const denial = (resource: string) =>
  "User: arn:aws:sts::123456789012:assumed-role/role/BackplaneAssumeRoleSession is not authorized to perform: " +
  `lambda:InvokeFunction on resource: ${resource} because no identity-based policy allows the lambda:InvokeFunction action`;

const GRANTED: readonly [string, Caller][] = [
  ["allows the function", { policy: allow(ARN) }],
  ["allows every version of it, by a wildcard", { policy: allow(`${ARN}:*`), qualifier: ":live" }],
  ["allows the alias that is called", { policy: allow(`${ARN}:live`), qualifier: ":live" }],
];
const DENIED: readonly [string, Caller, string][] = [
  ["allows another function", { policy: allow(`${ARN}x`) }, `invalid permissions on Lambda function: ${denial(ARN)}`],
  [
    "allows the function, where an alias of it is called",
    { policy: allow(ARN), qualifier: ":live" },
    `invalid permissions on Lambda function: ${denial(`${ARN}:live`)}`,
  ],
  [
    "allows another action",
    { policy: allow("*", "lambda:GetFunction") },
    `invalid permissions on Lambda function: ${denial(ARN)}`,
  ],
  [
    "trusts another service",
    { policy: allow("*"), service: "lambda.amazonaws.com" },
    "API Gateway does not have permission to assume the provided role arn:aws:iam::123456789012:role/role: " +
      "User: apigateway.amazonaws.com is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::123456789012:role/role",
  ],
];

/** The question that is told of in the trace, with the statement that allowed it. */
const traceOf = ({ policy, qualifier = "" }: Caller) => ({
  roleArn: "arn:aws:iam::123456789012:role/role",
  principal: GATEWAY,
  action: "lambda:InvokeFunction",
  resource: `${ARN}${qualifier}`,
  allowed: true,
  why: expect.stringMatching(/allow/) as string,
  statement: { policy: "policy 'policy' of role 'role'", json: (policy["Statement"] as readonly JsonObject[])[0] },
});

describe("a Lambda proxy integration with a role that", () => {
  const ask = async ({ policy, service = GATEWAY, qualifier }: Caller) => {
    const integration = { integration_type: "AWS_PROXY", integration_uri: uri(qualifier), credentials_arn: ROLE };
    const resource = { ...DECLARED, aws_iam_role: { main: { name: "role", assume_role_policy: trust(service) } } };
    const stack = configuration({ routes: { $default: { integration, responses: {} } }, policy, resource });
    const run = async () => ({ payload: '{"statusCode":200,"body":"answer"}' });
    const traces = new TraceStore();
    const served = await serve(stack, { functions: { run, stop: () => undefined }, traces });
    const answer = await (await served.connect()).ask("{}");
    await served.close();
    return { answer, log: served.log, permissions: traces.findTrace(2)?.permissions };
  };

  it.each(GRANTED)("%s needs no permission of the function's", async (_, caller) => {
    const { answer, permissions } = await ask(caller);
    expect(answer).toBe("answer");
    expect(permissions).toEqual([traceOf(caller)]);
  });

  it.each(DENIED)("%s fails", async (_, caller, cause) => {
    const { answer, log, permissions } = await ask(caller);
    expect(permissions).toMatchObject([{ allowed: false }]);
    expect(answer).toMatch(/^\{"message": "Internal server error", "connectionId":"[^"]+", "requestId":"[^"]+"\}$/);
    expect(log).toEqual([`test/api: route '$default': Internal server error (500): ${cause}`]);
  });
});

describe("a Lambda proxy integration without a role", () => {
  const question = { principal: GATEWAY, action: "lambda:InvokeFunction", resource: ARN };
  const ask = async (resource: Readonly<Record<string, JsonObject>>, role: JsonObject = {}) => {
    const integration = { integration_type: "AWS_PROXY", integration_uri: uri(), ...role };
    const stack = configuration({ routes: { $default: { integration, responses: {} } }, resource });
    const traces = new TraceStore();
    const run = async () => ({ payload: '{"statusCode":200,"body":"answer"}' });
    const served = await serve(stack, { functions: { run, stop: () => undefined }, traces });
    await (await served.connect()).ask("{}");
    await served.close();
    return traces.findTrace(2);
  };

  it("tells in its trace which statement of the function's policy lets it", async () => {
    const permission = {
      function_name: "backend",
      principal: GATEWAY,
      action: "lambda:InvokeFunction",
      statement_id: "s",
    };
    const trace = await ask({ ...DECLARED, aws_lambda_permission: { main: permission } });
    const policy = "the policy of function 'backend'";
    const json = {
      ...{ Sid: "s", Effect: "Allow", Principal: { Service: GATEWAY }, Action: question.action },
      Resource: ARN,
    };
    const statement = { policy, json };
    expect(trace?.permissions).toEqual([{ ...question, allowed: true, why: `${policy} allows it`, statement }]);
    expect(trace && printTrace(trace)).toContain(`policy     ${GATEWAY} may lambda:InvokeFunction on ${ARN}`);
  });

  it("tells that the function is declared by no stack", async () => {
    expect((await ask({}))?.permissions).toEqual([
      { ...question, allowed: true, why: "no stack declares the function, so that its policy is elsewhere" },
    ]);
  });

  it("takes an empty role for none", async () => {
    expect((await ask({}, { credentials_arn: "" }))?.permissions).toMatchObject([{ ...question, allowed: true }]);
  });

  it("fails, and tells which statement the function's policy lacks", async () => {
    const [check] = (await ask(DECLARED))?.permissions ?? [];
    const source = /got the source '([^']+)'/.exec(check?.why ?? "")?.[1];
    expect(source).toMatch(/^arn:aws:execute-api:us-east-1:123456789012:[a-z0-9]{10}\/api\/\$default$/);
    expect(check).toEqual({
      ...question,
      allowed: false,
      why: `no aws_lambda_permission lets ${GATEWAY} invoke '${ARN}', got the source '${source}'; add one`,
      needed: {
        ...{ Effect: "Allow", Principal: { Service: GATEWAY }, Action: question.action, Resource: ARN },
        Condition: { ArnLike: { "AWS:SourceArn": source } },
      },
    });
  });
});

describe("a REQUEST authorizer with a role that", () => {
  const connect = async ({ policy, service = GATEWAY, qualifier }: Caller) => {
    const guard = {
      api_id: "${aws_apigatewayv2_api.main.id}",
      name: "guard",
      authorizer_type: "REQUEST",
      authorizer_uri: uri(qualifier),
      authorizer_credentials_arn: ROLE,
    };
    const route = { authorization_type: "CUSTOM", authorizer_id: "${aws_apigatewayv2_authorizer.guard.id}" };
    const integration = { integration_type: "MOCK", request_templates: { $default: '{"statusCode":200}' } };
    const resource = {
      ...DECLARED,
      aws_iam_role: { main: { name: "role", assume_role_policy: trust(service) } },
      aws_apigatewayv2_authorizer: { guard },
    };
    const stack = configuration({ routes: { $connect: { integration, route } }, policy, resource });
    const payload = JSON.stringify({ principalId: "jane", policyDocument: allow("*", "execute-api:Invoke") });
    const traces = new TraceStore();
    const served = await serve(stack, { functions: { run: async () => ({ payload }), stop: () => undefined }, traces });
    const outcome = await served.connect().then(
      ({ socket }) => (socket.terminate(), { status: 101, body: "" }),
      (error: { readonly status: number; readonly body: string }) => error,
    );
    await served.close();
    return { status: outcome.status, body: outcome.body, log: served.log, trace: traces.findTrace(1) };
  };

  it.each(GRANTED)("%s needs no permission of the function's", async (_, caller) => {
    const { status, trace } = await connect(caller);
    expect(status).toBe(101);
    expect(trace?.permissions).toEqual([{ ...traceOf(caller), by: "authorizer" }]);
    expect(trace?.call?.action).toBeUndefined();
    expect(trace && printTrace(trace)).toContain(`role for the authorizer may lambda:InvokeFunction on ${ARN}`);
  });

  it.each(DENIED)("%s fails", async (_, caller, cause) => {
    const { status, body, log, trace } = await connect(caller);
    expect(trace?.permissions).toMatchObject([{ allowed: false, by: "authorizer" }]);
    expect([status, body]).toEqual([500, expect.stringMatching(/^\{"message": "Internal server error", /)]);
    expect(log).toEqual([`test/api: route '$connect': Internal server error (500): ${cause}`]);
  });
});
