import { explainClose } from "../../client/close-codes";
import { addFrame, describeReceived, type Frame, isGatewayError, linkTrace } from "../../client/frames";
import { writeHandshake } from "../../client/handshake";
import { findStage, listStages } from "../../client/stages";
import { findJsonProblem } from "../../components/find-json-problem";
import { indentJson } from "../../components/indent-json";
import { findTemplate, listTemplates } from "../../templates/list-templates";

const sent = (text: string): Omit<Frame, "id"> => ({ at: 1, kind: "sent", text });
const add = (texts: readonly string[]): readonly Frame[] =>
  texts.reduce<readonly Frame[]>((frames, text) => addFrame(frames, sent(text)), []);

it("keeps the last 500 frames of a socket, and no more than 4 MB of them, but always the last", () => {
  const many = add(Array.from({ length: 600 }, (_, index) => String(index)));
  expect([many.length, many[0]?.id, many.at(-1)?.text]).toEqual([500, 101, "599"]);
  const large = "x".repeat(3 * 1024 * 1024);
  expect(add(["a", large, "b", large]).map(({ id }) => id)).toEqual([3, 4]);
  expect(add(["a", large + large]).map(({ id }) => id)).toEqual([2]);
});

it("knows the frames by which API Gateway itself tells of a failure", () => {
  expect(isGatewayError('{"message": "Internal server error", "connectionId":"c", "requestId":"r"}')).toBe(true);
  expect(isGatewayError('{"message": "Forbidden", "connectionId":"c", "messageId":"m"}')).toBe(false);
  expect(isGatewayError('{"message": "Internal server error"}')).toBe(false);
  expect(isGatewayError("null")).toBe(false);
  expect(describeReceived({ socket: "s", at: 1, kind: "frame", text: "ü" })).toEqual({
    ...{ kind: "received", text: "ü", bytes: 2, isError: false },
  });
  const binary = ["YQ==", "YWI=", "YWJj"].map((text) =>
    describeReceived({ socket: "s", at: 1, kind: "frame", text, isBinary: true }),
  );
  expect(binary.map(({ bytes }) => bytes)).toEqual([1, 2, 3]);
});

it("gives a trace to the first message that it may be of, once", () => {
  const long = JSON.stringify({ text: "x".repeat(300) });
  const frames = add(["a", '{\n "b": 1 }', "a", long]);
  const linked = [
    { id: 7, excerpt: "a" },
    { id: 7, excerpt: "a" },
    { id: 8, excerpt: '{ "b": 1 }' },
    { id: 9, excerpt: `${long.slice(0, 199)}…` },
    { id: 10, excerpt: "another's" },
  ].reduce(linkTrace, frames);
  expect(linked.map(({ trace }) => trace)).toEqual([7, 8, undefined, 9]);
});

it("writes a handshake of what is filled in, the key into the one header that AWS reads", () => {
  const none = { query: [], headers: [], protocols: "", apiKey: "" };
  expect(writeHandshake({ ...none, address: "ws://h/api" })).toEqual({
    address: "ws://h/api",
    headers: [],
    protocols: [],
  });
  expect(
    writeHandshake({
      address: "ws://h/api?a=1",
      query: [
        { name: "to ken", value: "a&b" },
        { name: "", value: "x" },
      ],
      headers: [{ name: "x-color", value: "blue" }],
      protocols: "ocpp1.6, ocpp2.0.1,",
      apiKey: "k",
    }),
  ).toEqual({
    address: "ws://h/api?a=1&to+ken=a%26b",
    headers: [
      ["x-color", "blue"],
      ["x-api-key", "k"],
    ],
    protocols: ["ocpp1.6", "ocpp2.0.1"],
  });
});

it("says what every close code means", () => {
  expect([1001, 1009, 4001, 1016].map(explainClose)).toEqual([
    "going away: ten minutes idle, two hours open, or the stage or the server is gone",
    "too big: a frame over 32 KB, or a message over 128 KB",
    "the application's own code",
    "a code of no known meaning",
  ]);
});

it.each([
  [
    '{"a":1.50E9,"b":[],"c":{"d":[1,"x, {y}: \\" z"]}}',
    '{\n  "a": 1.50E9,\n  "b": [],\n  "c": {\n    "d": [\n      1,\n      "x, {y}: \\" z"\n    ]\n  }\n}',
  ],
  ["12345678901234567890", "12345678901234567890"],
  ["{no", "{no"],
])("indents JSON and changes nothing else: %s", (text, indented) => {
  expect(indentJson(text)).toBe(indented);
});

it("indents deep JSON in a length that can be shown", () => {
  const depth = 65_536;
  expect(indentJson("[".repeat(depth) + "]".repeat(depth)).length).toBeLessThan(depth * 2 * 110);
});

it.each([
  ['{"a": x}', { line: 1, column: 7 }],
  ['{\n  "a": 1,\n}', { line: 3, column: 1 }],
  ['{"a": ', { line: 1, column: 7 }],
  ['"a\tb"', { line: 1, column: 1 }],
])("finds where a text is no JSON: %j", (text, place) => {
  expect(findJsonProblem(text)).toMatchObject(place);
});

it("finds nothing wrong with JSON, and with no text", () => {
  expect(["", " ", "{}", '"a"', "1"].map(findJsonProblem)).toEqual(Array(5).fill(undefined));
});

const ROUTE = { routeKey: "quote", isTwoWay: true, authorization: "NONE", settings: {} };
const SERVED = {
  version: 1,
  stacks: [],
  workflows: [],
  tables: [],
  connections: [],
  apis: [
    {
      apiId: "a1",
      name: "shop",
      region: "us-east-1",
      routeSelectionExpression: "$request.body.action",
      stages: [
        { name: "api", address: "ws://h/api", deploymentId: "d", settings: {}, notDeployed: [] },
        { name: "closed", deploymentId: "", settings: {}, notDeployed: [] },
      ],
      routes: [
        {
          ...ROUTE,
          integrationType: "AWS",
          integrationUri: "arn:aws:apigateway:us-east-1:states:action/StartExecution",
          requestTemplates: { $default: "{}" },
          responses: [{ key: "$default", responseTemplates: { $default: "{}" } }],
        },
      ],
    },
  ],
};

it("finds the stage of an address, and the template of a link that leaves something out", () => {
  const stages = listStages(SERVED);
  expect(stages.map(({ key }) => key)).toEqual(["shop/api"]);
  expect(findStage(stages, "ws://h/api/?a=1")?.apiId).toBe("a1");
  expect(findStage(stages, "ws://h/other")).toBeUndefined();
  const templates = listTemplates(SERVED);
  expect(templates.map(({ part, samples }) => [part, samples])).toEqual([
    ["request", "request"],
    ["$default", "started"],
  ]);
  expect(findTemplate(templates, { api: "a1", route: "quote", part: "request" })).toBe(templates[0]);
  expect(findTemplate(templates, { api: "shop", part: "$default" })).toBe(templates[1]);
  expect(findTemplate(templates, { api: "shop", route: "none" })).toBeUndefined();
  expect(findTemplate(templates, {})).toBeUndefined();
});
