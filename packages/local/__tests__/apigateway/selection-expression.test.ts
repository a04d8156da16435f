import { leastWork } from "@sfn-websocket/languages/__tests__/least-work";
import type { Json } from "@sfn-websocket/languages/json";
import { compileSelectionExpression } from "../../apigateway/templates/selection-expression";

const GUIDE =
  "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-selection-expressions.html";

const CASES: readonly { expression: string; body: Json; expect: string; source: string }[] = [
  { expression: "$request.body.action", body: { action: "join" }, expect: "join", source: GUIDE },
  { expression: "${request.body.action}", body: { action: "join" }, expect: "join", source: GUIDE },
  {
    expression: "${request.body.service}/${request.body.action}",
    body: { service: "chat", action: "join" },
    expect: "chat/join",
    source: GUIDE,
  },
  {
    expression: "${request.body.action}-${request.body.invalidPath}",
    body: { action: "join" },
    expect: "join-",
    source: GUIDE,
  },
  { expression: "action", body: {}, expect: "action", source: GUIDE },
  { expression: "\\$default", body: {}, expect: "$default", source: GUIDE },
  { expression: "$request.body.items", body: { items: ["a", "b"] }, expect: "[a, b]", source: GUIDE },
  { expression: "$request.body.a.b", body: { a: { b: "c" } }, expect: "c", source: "assumed: JSONPath" },
  { expression: "$request.body['a b']", body: { "a b": "c" }, expect: "c", source: "assumed: JSONPath" },
  { expression: "$request.body.list[1]", body: { list: ["x", "y"] }, expect: "y", source: "assumed: JSONPath" },
  { expression: "$request.body.action", body: { action: 7 }, expect: "7", source: "assumed: plain JSON" },
  { expression: "$request.body.action", body: { action: true }, expect: "true", source: "assumed: plain JSON" },
  { expression: "$request.body.action", body: { action: null }, expect: "null", source: "assumed: plain JSON" },
  { expression: "$request.body.action", body: { action: { a: 1 } }, expect: '{"a":1}', source: "assumed: JSON text" },
  {
    expression: "$request.body.[0]",
    body: ["PING"],
    expect: "PING",
    source: "public CDKTF constructs of OCPP servers",
  },
  {
    expression: "$request.body[2]",
    body: [2, "id", "Boot"],
    expect: "Boot",
    source: "serverless-application-model#1709",
  },
  { expression: "${request.body.[2]}", body: [2, "id", "Boot"], expect: "Boot", source: "as without braces" },
  { expression: "$request.body.[9]", body: ["PING"], expect: "", source: "assumed: as any path to nothing" },
  { expression: "$request.body.__proto__", body: {}, expect: "", source: "own members only" },
  { expression: "$request.body.constructor", body: {}, expect: "", source: "own members only" },
];

/** Wraps 1 in so many levels. */
function nest(levels: number, wrap: (inner: Json) => Json): Json {
  let value: Json = 1;
  for (let level = 0; level < levels; level += 1) value = wrap(value);
  return value;
}

describe("a selection expression", () => {
  it.each(CASES)("$expression of $body is '$expect'", ({ expression, body, expect: expected }) => {
    expect(compileSelectionExpression(expression)({ json: () => body })).toBe(expected);
  });

  it("has no value where the message is not JSON", () => {
    expect(compileSelectionExpression("$request.body.action")({ json: () => undefined })).toBeUndefined();
  });

  it("has no value where it asks for what a message does not have, as the default of Terraform's provider does", () => {
    expect(compileSelectionExpression("$request.method $request.path")({ json: () => ({}) })).toBeUndefined();
  });

  it("has no value where a function of its path cannot be applied to the message", () => {
    expect(compileSelectionExpression("${request.body.items.sum()}")({ json: () => ({ items: [] }) })).toBeUndefined();
  });

  it.each<[string, string, Json]>([
    ["a list nested deep", "$request.body.action", { action: nest(4_000, (inner) => [inner]) }],
    ["an object nested deep", "$request.body.action", { action: nest(30_000, (a) => ({ a })) }],
    ["everything, nested deep", "a-${request.body}", nest(60_000, (inner) => [inner])],
    [
      "what only a list has, of an object that does not print",
      "${request.body.a[0,1]}",
      JSON.parse('{"a":{"i":[{"toString":null}]}}'),
    ],
    [
      "members of what has none",
      "${request.body.a['b','c']}",
      JSON.parse('{"a":[{"valueOf":1,"__proto__":{"toString":2}}]}'),
    ],
  ])("has no value where it selects %s, or a text", (_, expression, body) => {
    const value = compileSelectionExpression(expression)({ json: () => body });
    expect(["undefined", "string"]).toContain(typeof value);
    expect(value ?? "").not.toContain("[object");
  });

  it("finds no value nested over 1,000 levels, and prints one of 1,000", () => {
    const select = compileSelectionExpression("$request.body.action");
    expect(select({ json: () => ({ action: nest(1_001, (inner) => [inner]) }) })).toBeUndefined();
    expect(select({ json: () => ({ action: nest(1_000, (inner) => [inner]) }) })).toBe(
      "[".repeat(1_000) + "1" + "]".repeat(1_000),
    );
  });

  it.each(["constructor", "__proto__", "toString", "hasOwnProperty"])(
    "finds no header '%s' where there is none",
    (name) => {
      expect(compileSelectionExpression(`$request.header.${name}`)({ headers: {} })).toBe("");
      expect(compileSelectionExpression(`\${integration.response.header.${name}}`)({ headers: {} })).toBe("");
      expect(compileSelectionExpression(`$context.authorizer.${name}`)({ context: () => ({ authorizer: {} }) })).toBe(
        "",
      );
    },
  );

  it("reads the status and the headers of a response", () => {
    const select = compileSelectionExpression(
      "${integration.response.statuscode}-${integration.response.header.X-Kind}-${integration.response.header.none}",
    );
    expect(select({ statusCode: 404, headers: { "x-kind": "a" } })).toBe("404-a-");
  });

  it.each([
    ["$", "$"],
    ["${", "${"],
    ["${a ${", "${a ${"],
    ["${request.body.a}${", "x${"],
    ["\\$${request.body.a", "$${request.body.a"],
  ])("takes %s, in which a brace is not closed, as %s", (expression, expected) => {
    expect(compileSelectionExpression(expression)({ json: () => ({ a: "x" }) })).toBe(expected);
  });

  it("is compiled in time, however many braces are not closed", () => {
    expect(leastWork(() => void compileSelectionExpression("${".repeat(30_000)), 500)).toBeLessThan(500);
  });

  it("rejects a variable that API Gateway does not have", () => {
    expect(() => compileSelectionExpression("$request.bodies.action")).toThrow(
      "selection expression '$request.bodies.action': unknown variable, got '$request.bodies.action'; use one of request.body, " +
        "request.method, request.path, request.header, integration.response.header, integration.response.multivalueheader, integration.response.statuscode, " +
        "response.statuscode, context",
    );
  });
});
