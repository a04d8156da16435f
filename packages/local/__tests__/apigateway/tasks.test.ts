import type { Json, JsonObject } from "@sfn-websocket/languages/json";
import { runtimeError, TaskFailure } from "@sfn-websocket/languages/states-language/values/errors";
import { validateDefinition } from "@sfn-websocket/languages/states-language/validation/validate-definition";
import type { ConnectionsAnswer } from "../../apigateway/stage/connection-call";
import { createApiGatewayTasks } from "../../apigateway/events/tasks";
import type { ConnectionsCall, RefusedCall } from "../../apigateway/events/connections-api";

const MACHINE = {
  stateMachineArn: "arn:aws:states:us-east-1:123456789012:stateMachine:chat",
  roleArn: "arn:aws:iam::123456789012:role/chat",
};
const HOST = "abc123.execute-api.us-east-1.amazonaws.com";
const ID = "gbikqi-vWQAYKEiHxA==";
const RESOURCE = "arn:aws:states:::apigateway:invoke";
const PARAMETERS = {
  ApiEndpoint: HOST,
  Method: "POST",
  Stage: "api",
  Path: `/@connections/${ID}`,
  AuthType: "IAM_ROLE",
};

describe("a Task state that calls @connections", () => {
  let called: ConnectionsCall[];
  let answer: ConnectionsAnswer | RefusedCall;
  let denial: string | undefined;
  const tasks = createApiGatewayTasks({
    partition: "aws",
    accountId: "123456789012",
    hasApi: (region, apiId) => region === "us-east-1" && apiId === "abc123",
    callConnections(call) {
      called.push(call);
      return answer;
    },
    authorize: ({ roleArn }, action, resource) => denial && `${denial}: ${roleArn} ${action} ${resource}`,
    now: () => Date.parse("2026-09-25T09:19:55Z"),
    uuid: () => "UUID",
  });
  const run = (parameters: Json) =>
    tasks[RESOURCE]!(MACHINE, {
      resource: RESOURCE,
      parameters,
      state: "Post",
      retryCount: 0,
      signal: new AbortController().signal,
      heartbeat: () => undefined,
    });

  beforeEach(() => {
    called = [];
    answer = { status: 200 };
    denial = undefined;
  });

  it.each<[string, JsonObject, string]>([
    ["an object, compact", { RequestBody: { a: [1, "b"], c: { d: true } } }, '{"a":[1,"b"],"c":{"d":true}}'],
    [
      "an object without its members that are null",
      { RequestBody: { a: null, b: { c: null, d: [null] } } },
      '{"b":{"d":[null]}}',
    ],
    ["null, where it is allowed", { RequestBody: { a: null }, AllowNullValues: true }, '{"a":null}'],
    ["a text, in quotes", { RequestBody: 'say "hi"' }, '"say \\"hi\\""'],
    ["nothing for null", { RequestBody: null }, ""],
    ["nothing for no body", {}, ""],
    ["nothing with a method that has no body", { Method: "GET", RequestBody: { a: 1 } }, ""],
  ])("sends %s", async (_, more, body) => {
    await run({ ...PARAMETERS, ...more });
    const identity = { sourceIp: "127.0.0.1", userAgent: "" };
    const method = more.Method ?? "POST";
    expect(called).toEqual([{ host: HOST, stage: "api", method, connectionId: ID, body, identity }]);
  });

  it.each([
    ["api", `@connections/${ID}`],
    ["api", `//@connections/${ID}`],
    ["/api", `/%40connections/${encodeURIComponent(ID)}`],
    [null, `api/@connections/${ID}`],
  ])("finds the connection at the stage %s and the path %s", async (Stage, Path) => {
    await run({ ...PARAMETERS, Stage, Path });
    expect(called).toMatchObject([{ stage: "api", connectionId: ID }]);
  });

  it("has the whole answer, as AWS orders it", async () => {
    answer = { status: 200, headers: { "content-type": "application/json" }, body: '{"connectedAt":"2026"}' };
    const result = JSON.stringify(await run({ ...PARAMETERS, Method: "GET" }));
    expect(result.replace(/[\w-]{15}=/, "ID")).toBe(
      '{"Headers":{"Connection":["keep-alive"],"Content-Length":["22"],"Content-Type":["application/json"],' +
        '"Date":["Fri, 25 Sep 2026 09:19:55 GMT"],"x-amz-apigw-id":["ID"],"x-amzn-RequestId":["UUID"]},' +
        '"ResponseBody":{"connectedAt":"2026"},"StatusCode":200,"StatusText":"OK"}',
    );
    answer = { status: 204 };
    const deleted = await run({ ...PARAMETERS, Method: "DELETE" });
    expect(deleted).toMatchObject({ ResponseBody: "", StatusCode: 204, StatusText: "No Content" });
  });

  const fails = (parameters: Json, error: string, cause: string) =>
    expect(run(parameters)).rejects.toEqual(new TaskFailure(error, cause));

  it.each([
    [{ status: 410 }, "ApiGateway.410", ""],
    [{ status: 413 }, "ApiGateway.413", ""],
    [{ status: 400, body: '{"message":"Invalid"}' }, "ApiGateway.400", '{"message":"Invalid"}'],
    [{ refused: "no such stage" }, "ApiGateway.403", '{"message":"Forbidden"}'],
  ])("fails for the answer %j as %s", async (given, error, cause) => {
    answer = given;
    await fails(PARAMETERS, error, cause);
  });

  it.each([
    [{ AuthType: "NO_AUTH" }, '{"message":"Missing Authentication Token"}'],
    [{ AuthType: null }, '{"message":"Missing Authentication Token"}'],
    [{ AuthType: "RESOURCE_POLICY" }, '{"message":"Forbidden"}'],
    [{ Path: "/pets" }, '{"message":"Forbidden"}'],
    [{ Stage: "a/b" }, '{"message":"Forbidden"}'],
  ])("fails with %j as ApiGateway.403, and calls nobody", async (more, cause) => {
    await fails({ ...PARAMETERS, ...more }, "ApiGateway.403", cause);
    expect(called).toEqual([]);
  });

  it("fails where the machine's role may not, whatever the connection", async () => {
    denial = "no";
    const arn = "arn:aws:execute-api:us-east-1:********9012:abc123/api/DELETE/@connections/{connectionId}";
    const text = `no: ${MACHINE.roleArn} execute-api:ManageConnections ${arn}`;
    await fails({ ...PARAMETERS, Method: "DELETE" }, "ApiGateway.403", JSON.stringify({ Message: text }));
    expect(called).toEqual([]);
  });

  it.each<Json>([{ a: "b" }, { a: [1] }, ["a"], "a"])("fails with the headers %j as recorded", async (Headers) => {
    const parameters = { ...PARAMETERS, Headers };
    const detail = `The Parameters '${JSON.stringify(parameters)}' could not be used to start the Task: [The value of the field 'Headers' has an invalid format]`;
    await expect(run(parameters)).rejects.toEqual(runtimeError(detail));
  });

  it.each([
    [{ ApiEndpoint: null }, "The field 'ApiEndpoint' is required but was missing"],
    [{ Path: 1 }, "The value for the field 'Path' must be a STRING"],
    [
      { Method: "TRACE" },
      "The field 'Method' should have one of these values: [GET, POST, PUT, DELETE, PATCH, HEAD, OPTIONS]",
    ],
    [
      { AuthType: "NONE" },
      "The field 'AuthType' should have one of these values: [NO_AUTH, IAM_ROLE, RESOURCE_POLICY]",
    ],
    [{ Headers: { "X-Amzn-Trace-Id": ["a"] } }, "The header 'X-Amzn-Trace-Id' is not permitted in the field 'Headers'"],
    [
      { ApiEndpoint: "rest.execute-api.us-east-1.amazonaws.com" },
      "The local runtime reaches WebSocket APIs of its own only, got the ApiEndpoint 'rest.execute-api.us-east-1.amazonaws.com' in the state 'Post'; mock it with --mock, or run it on AWS.",
    ],
    [
      { ApiEndpoint: "chat.example.com" },
      "The local runtime reaches WebSocket APIs of its own only, got the ApiEndpoint 'chat.example.com' in the state 'Post'; mock it with --mock, or run it on AWS.",
    ],
  ])("fails with %j as States.Runtime", (more, cause) => fails({ ...PARAMETERS, ...more }, "States.Runtime", cause));

  it("is valid with all its parameters, also in an Express workflow", () => {
    const Parameters = {
      ...PARAMETERS,
      Headers: { "Content-Type": ["application/json"] },
      QueryParameters: { a: ["1"] },
      "RequestBody.$": "$.body",
      AllowNullValues: true,
    };
    const machine = { StartAt: "A", States: { A: { Type: "Task", Resource: RESOURCE, Parameters, End: true } } };
    expect(validateDefinition(JSON.stringify(machine), { type: "EXPRESS" })).toEqual([]);
  });
});
