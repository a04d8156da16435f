import { recognizeEnding, recognizeError, recognizeFailure } from "../../smoke/explain";
import type { Ending } from "../../smoke/exchange";
import { type ExplanationName, EXPLANATIONS } from "../../smoke/explanations";
import { isLocal, type Sent } from "../../smoke/sent";

type Unanswered = Exclude<Ending, { kind: "answered" }>;

const unreachable = (code: string, message = ""): Unanswered => ({ kind: "unreachable", code, message });
const closed = (code: number): Unanswered => ({ kind: "closed", code, reason: "" });
const refused = (status: number, body = "", headers: Record<string, string> = {}): Unanswered => ({
  kind: "refused",
  status,
  body,
  headers,
});
const type = (name: string) => ({ "x-amzn-errortype": name });
const ids = '"connectionId":"a", "requestId":"b"';
const byGateway = { "x-amz-apigw-id": "b" };

const ENDINGS: readonly (readonly [Unanswered, ExplanationName])[] = [
  [unreachable("ECONNREFUSED"), "nothingListens"],
  [unreachable("ENOTFOUND"), "unknownHost"],
  [unreachable("EAI_AGAIN"), "noWay"],
  [unreachable("ETIMEDOUT"), "noWay"],
  [unreachable("ECONNRESET"), "brokenConnection"],
  [unreachable("", "socket hang up"), "brokenConnection"],
  [unreachable("ERR_TLS_CERT_ALTNAME_INVALID"), "wrongCertificate"],
  [unreachable("CERT_HAS_EXPIRED"), "expiredCertificate"],
  [unreachable("SELF_SIGNED_CERT_IN_CHAIN"), "untrustedCertificate"],
  [unreachable("EPROTO"), "noTls"],
  [unreachable("ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION"), "noTls"],
  [unreachable("", "Invalid Upgrade header"), "unusable"],
  [unreachable("toString"), "unusable"],
  [{ kind: "unconnected" }, "unconnected"],
  [{ kind: "unanswered" }, "unanswered"],
  [closed(1000), "closedNormally"],
  [closed(1001), "goingAway"],
  [closed(1003), "binaryRefused"],
  [closed(1006), "dropped"],
  [closed(1009), "tooBig"],
  [closed(1008), "closedByServer"],
  [refused(200), "notWebSocket"],
  [refused(426), "notWebSocket"],
  [refused(401, `{"message": "Unauthorized", ${ids}}`, byGateway), "unauthorized"],
  [refused(403, '{"message":"Forbidden"}', type("ForbiddenException")), "wrongAddress"],
  [refused(403, '{"message":"Forbidden"}', byGateway), "wrongAddress"],
  [refused(403, "<html>"), "wrongAddress"],
  [refused(403, `{"message": "Forbidden", ${ids}}`, byGateway), "notAdmitted"],
  [refused(403, '{"error":"not today"}', byGateway), "connectRefused"],
  [refused(403, "", type("MissingAuthenticationTokenException")), "unsigned"],
  [refused(403, '{"message":"Missing Authentication Token"}'), "unsigned"],
  [refused(403, "", type("InvalidSignatureException:http://internal.amazon.com/")), "wrongSignature"],
  [refused(403, '{"message":"Signature expired: 20260925T091955Z is now earlier than"}'), "wrongSignature"],
  [refused(403, "", type("UnrecognizedClientException")), "unknownCredentials"],
  [refused(403, '{"message":"The security token included in the request is invalid."}'), "unknownCredentials"],
  [refused(403, "", type("ExpiredTokenException")), "expiredCredentials"],
  [refused(403, '{"message":"The security token included in the request is expired"}'), "expiredCredentials"],
  [
    refused(
      403,
      `{"message": "User is not authorized to access this resource with an explicit deny in an identity-based policy", ${ids}}`,
      byGateway,
    ),
    "explicitDeny",
  ],
  [
    refused(
      403,
      `{"message": "User is not authorized to access this resource because no identity-based policy allows the execute-api:Invoke action", ${ids}}`,
      byGateway,
    ),
    "notAllowed",
  ],
  [refused(403, "", type("AccessDeniedException")), "notAllowed"],
  [refused(301, "", { location: "https://example.com/" }), "notWebSocket"],
  [refused(302, "", byGateway), "connectRefused"],
  [refused(400), "connectRefused"],
  [refused(404), "notWebSocket"],
  [refused(404, "Not Found", { "x-amz-cf-id": "c" }), "notWebSocket"],
  [refused(404, '{"message":"Not Found"}', { "x-amzn-requestid": "b" }), "connectRefused"],
  [refused(404, "no such room", byGateway), "connectRefused"],
  [refused(429), "connectThrottled"],
  [refused(500), "connectFailed"],
  [refused(502), "connectFunctionFailed"],
  [refused(503), "connectFailed"],
  [refused(504), "connectTimedOut"],
];

const ERRORS: readonly (readonly [string, ExplanationName])[] = [
  ["Internal server error", "internalServerError"],
  ["Forbidden", "noRoute"],
  ["Endpoint request timed out", "integrationTimedOut"],
  ["Too Many Requests", "messageThrottled"],
  ["Limit Exceeded", "messageThrottled"],
  ["Invalid request body", "badRequestBody"],
  ["Unsupported Media Type", "unsupportedMediaType"],
  ["Bad Request", "badRequest"],
  ["ValidationException: 1 validation error detected", "badRequest"],
  ["Invalid State Machine Execution Input: 'Unrecognized token'", "invalidInput"],
  ["InvalidExecutionInput: Invalid execution input.", "invalidInput"],
  ["Invalid execution input.", "invalidInput"],
  ["AccessDeniedException", "integrationDenied"],
  ["StateMachineDoesNotExist", "noStateMachine"],
  ["StateMachineTypeNotSupported", "notExpress"],
  ["ThrottlingException: Rate exceeded", "serviceThrottled"],
  ["constructor", "unknownError"],
];

const FAILURES: readonly (readonly [string | undefined, string | undefined, ExplanationName])[] = [
  ["States.Timeout", undefined, "workflowTimedOut"],
  ["States.Permissions", "The role ... is not authorized to access the activity", "taskDenied"],
  ["DynamoDB.DynamoDbException", "User: arn is not authorized to perform: dynamodb:GetItem", "taskDenied"],
  ["States.TaskFailed", "The role a is not authorized to assume the task state's role, b.", "taskDenied"],
  ["DynamoDB.AccessDeniedException", undefined, "taskDenied"],
  ["States.Runtime", "Invalid path", "workflowDefect"],
  ["States.QueryEvaluationError", undefined, "evaluationFailed"],
  ["States.DataLimitExceeded", undefined, "dataTooLarge"],
  ["States.TaskFailed", undefined, "taskFailed"],
  ["Lambda.TooManyRequestsException", undefined, "taskFailed"],
  ["Order.Refused", undefined, "workflowFailed"],
  [undefined, undefined, "workflowFailed"],
];

describe("what went wrong", () => {
  it.each(ENDINGS)("is recognized of an exchange that ends as %j", (ending, name) => {
    expect(recognizeEnding(ending, 0)).toBe(name);
  });

  it.each(ERRORS)("is recognized of the error %j", (message, name) => {
    expect(recognizeError(message)).toBe(name);
  });

  it.each(FAILURES)("is recognized of an execution with the error %j and the cause %j", (error, cause, name) => {
    expect(recognizeFailure(error, cause)).toBe(name);
  });

  it("is recognized of some answers where more were to come", () => {
    expect(recognizeEnding({ kind: "unanswered" }, 1)).toBe("fewerAnswers");
    expect(recognizeEnding(closed(1001), 1)).toBe("goingAway");
  });

  it("has an explanation for each case, and no other", () => {
    const recognized = [...ENDINGS, ...ERRORS, ...FAILURES].map((row) => row.at(-1));
    // What --expect finds, and the case above.
    const expected = new Set([...recognized, "fewerAnswers", "succeeded", "noStatus"]);
    expect(Object.keys(EXPLANATIONS).sort()).toEqual([...expected].sort());
  });
});

const sent = (members: Partial<Omit<Sent, "url">> & { readonly url?: string } = {}): Sent => ({
  message: '{"action":"smoke"}',
  action: "smoke",
  isSigned: false,
  hasApiKey: false,
  timeout: 30,
  ...members,
  url: new URL(members.url ?? "wss://abc123.execute-api.eu-west-1.amazonaws.com/api"),
});
const HERE = "ws://127.0.0.1:4566/api";

describe("an explanation", () => {
  it.each(Object.entries(EXPLANATIONS))("of %s is a list of sentences", (_, explain) => {
    for (const url of [undefined, HERE])
      for (const cause of explain(sent({ url }))) expect(cause).toMatch(/^(?!error)[a-zA-Z'"$][^\n]{20,}[^.]$/);
    expect(explain(sent()).length).toBeGreaterThan(0);
  });

  it("names the action that has no route", () => {
    expect(EXPLANATIONS.noRoute(sent())[0]).toBe(
      `there is no route 'smoke', and no $default route: send an action that has one, e.g. --message '{"action":"..."}'`,
    );
    expect(EXPLANATIONS.noRoute(sent({ action: undefined }))[0]).toBe(
      "the message has no member 'action', so it selects no route, and there is no $default route",
    );
  });

  it("names the log of the stage on AWS, and 'npm start' here", () => {
    expect(EXPLANATIONS.unknownError(sent())).toEqual([
      "the cause is in the execution log, group /aws/apigateway/abc123/api, of a route with executionLogLevel \"ERROR\"; 'npm start' prints it for the same message",
    ]);
    expect(EXPLANATIONS.unknownError(sent({ url: HERE }))).toEqual(["the cause is in what 'npm start' prints"]);
  });

  it("of an address knows what was sent", () => {
    const { wrongAddress } = EXPLANATIONS;
    expect(wrongAddress(sent({ url: HERE, isSigned: true, hasApiKey: true }))).toEqual([
      "there may be no stage 'api' or no such API: compare with what 'npm start' prints",
      "the API key may be unknown or disabled, or no usage plan of it has this stage",
      "the credentials may be other than the API's account trusts, or may not execute-api:Invoke on its $connect",
      "the cause is in what 'npm start' prints",
    ]);
    expect(wrongAddress(sent({ url: "wss://abc123.execute-api.eu-west-1.amazonaws.com" }))[0]).toBe(
      "the URL has no stage: it ends in the stage's name, as in the output ApiEndpoint",
    );
    expect(wrongAddress(sent({ url: "wss://chat.example.com/v1" }))[0]).toBe(
      "the custom domain may have no API mapping for '/v1': compare with the output ApiEndpoint",
    );
  });

  it("says that API Gateway waits longer, where this tool did not", () => {
    const { unanswered } = EXPLANATIONS;
    const first = "API Gateway waits up to 29 seconds for a workflow: --timeout 30 does too, now 5";
    expect(unanswered(sent({ timeout: 5 }))).toEqual([first, ...unanswered(sent())]);
  });

  it("tells ws:// of AWS from wss://", () => {
    expect(EXPLANATIONS.nothingListens(sent({ url: "ws://a.execute-api.us-east-1.amazonaws.com/api" }))).toEqual([
      "nothing listens at a.execute-api.us-east-1.amazonaws.com: compare with the output ApiEndpoint",
      "API Gateway speaks TLS only: use wss://",
    ]);
  });

  it("tells a message that is no JSON from a template that makes it so", () => {
    expect(EXPLANATIONS.invalidInput(sent({ message: "it's" }))).toEqual([
      "the message is no JSON, and a workflow's input must be",
    ]);
    expect(EXPLANATIONS.invalidInput(sent())[0]).toMatch(/^the workflow's input is no JSON: the route's request/);
  });
});

it.each([
  ["ws://localhost:1/api", true],
  ["ws://abc.execute-api.localhost:1/api", true],
  ["ws://127.1.2.3/api", true],
  ["ws://[::1]:1/api", true],
  ["wss://localhost.example.com/api", false],
])("tells whether %s is this machine", (url, expected) => {
  expect(isLocal({ url: new URL(url) })).toBe(expected);
});
