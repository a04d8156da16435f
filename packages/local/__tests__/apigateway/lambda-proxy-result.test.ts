import type { Json } from "@sfn-websocket/languages/json";
import { readFunctionArn, readProxyResult } from "../../apigateway/events/lambda-proxy";
import { GatewayError, internalServerError } from "../../apigateway/wire";

describe("a function's answer", () => {
  it("is read with its status as text and its body in Base64", () => {
    expect(readProxyResult({ statusCode: "201", body: "w6k=", isBase64Encoded: true, headers: { "A-b": 1 } })).toEqual({
      status: 201,
      headers: { "a-b": "1" },
      body: "é",
    });
  });

  it.each<Json>([true, { toString: null }, [200], [{ toString: null }], "", " ", "2e3", 99, 1000, 200.5])(
    "fails to be read with the statusCode %j",
    (statusCode) => {
      const read = (): GatewayError | undefined => {
        try {
          readProxyResult({ statusCode });
          return undefined;
        } catch (thrown) {
          return thrown instanceof GatewayError ? thrown : undefined;
        }
      };
      const cause = `malformed Lambda proxy response: an integer statusCode is required, got ${JSON.stringify(statusCode)}; return { statusCode: 200, body: "text" }`;
      expect(read()).toMatchObject({ status: 502, message: expect.stringContaining("Internal server error"), cause });
    },
  );
});

describe("what is no answer", () => {
  it.each<Json>([
    { statusCode: 200, headers: { a: { toString: null } } },
    { statusCode: 200, headers: { a: ["x", { b: 1 }] } },
    { statusCode: 200, multiValueHeaders: { a: [["x"]] } },
  ])("fails to be read where a header is no text (%j)", (answer) => {
    const cause = /^malformed Lambda proxy response: a header 'a' that is a text is required, got [[{].*; return \{/;
    expect(() => readProxyResult(answer)).toThrow(
      expect.objectContaining({ status: 502, cause: expect.stringMatching(cause) }),
    );
  });
});

it("fails for an answer whose body nests too deep to be shown", () => {
  const body = JSON.parse("[".repeat(100_000) + "]".repeat(100_000)) as Json;
  const cause =
    'malformed Lambda proxy response: a body that is a string is required, got what nests too deep; return { statusCode: 200, body: "text" }';
  expect(() => readProxyResult({ statusCode: 200, body })).toThrow(expect.objectContaining({ status: 502, cause }));
});

describe("a URI", () => {
  const URI =
    "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:${stageVariables.name}/invocations";

  it("names a function, its stage variables filled in", () => {
    expect(readFunctionArn(URI, { name: "quote:live" })).toBe(
      "arn:aws:lambda:us-east-1:123456789012:function:quote:live",
    );
  });

  it.each(["echo", "echo:live", "echo:7", "echo:$LATEST"])("may be the ARN of the function '%s' itself", (name) => {
    const arn = `arn:aws:lambda:us-east-1:123456789012:function:${name}`;
    expect(readFunctionArn(arn.replace("echo", "${stageVariables.name}"), { name: "echo" })).toBe(arn);
  });

  it("fails to be read when it names none", () => {
    expect(() => readFunctionArn("arn:aws:lambda:us-east-1:1:function:f", {})).toThrow(
      internalServerError(
        "the URI names no Lambda function, got 'arn:aws:lambda:us-east-1:1:function:f'; use the invoke_arn or the arn of an aws_lambda_function",
      ),
    );
  });
});
