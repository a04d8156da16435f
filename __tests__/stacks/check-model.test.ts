import { readModel } from "@sfn-websocket/constructs/routes/check-model";
import { createProject } from "./synthesize-stack";

const path = "models/quote.schema.json";

const listProblems = (text: string) =>
  readModel({ routeKey: "quote", kind: "model", path, root: createProject({ [path]: text }) }).problems;

it.each([
  { type: "object", required: ["a"], properties: { a: { $ref: "#/definitions/b" } }, definitions: { b: {} } },
  { $schema: "http://json-schema.org/draft-04/schema", properties: { if: { type: "string" } } },
  // What linear time cannot match is AWS's to take.
  { type: "string", pattern: "^(?!x)" },
])("takes the model %j", (schema) => {
  expect(listProblems(JSON.stringify(schema))).toEqual([]);
});

it.each([
  ["[]", "model 'models/quote.schema.json' is not a JSON Schema, got []; correct it"],
  [
    '{"$schema":"https://json-schema.org/draft/2020-12/schema"}',
    `model 'models/quote.schema.json' is of another draft, got "https://json-schema.org/draft/2020-12/schema"; API Gateway reads "http://json-schema.org/draft-04/schema#"`,
  ],
  [
    '{"properties":{"a":{"const":1}}}',
    "model 'models/quote.schema.json': draft 4 of JSON Schema does not know the word, got 'const'; write draft 4",
  ],
  [
    '{"type":"strng"}',
    `model 'models/quote.schema.json': '#/type' is one of array, boolean, integer, null, number, object, string, or a list of them, got "strng"; correct it`,
  ],
  ['{"pattern":"("}', `model 'models/quote.schema.json': '#/pattern' is a regular expression, got "("; correct it`],
  [
    '{"$ref":"#/definitions/nope"}',
    "model 'models/quote.schema.json': the $ref leads nowhere, got '#/definitions/nope'; use '#/definitions/<name>', or 'https://apigateway.amazonaws.com/restapis/<api id>/models/<name>'",
  ],
])("rejects the model %s", (text, problem) => {
  expect(listProblems(text)).toEqual([`route 'quote': ${problem}`]);
});

it("rejects a model that is not JSON", () => {
  expect(listProblems("{")).toEqual([
    "route 'quote': models/quote.schema.json:1:2: expected '}', got the end; correct it\n  {\n   ^",
  ]);
});
