import { invalid, openApi, type OpenApi, ROLE, SAYS, wrong, zipText } from "./open-api";

let api: OpenApi;
beforeEach(async () => void (api = await openApi()));
afterEach(() => api.close());

/** A file and a folder of one name, in either order, and a name that is too long. */
const UNUSABLE: readonly Readonly<Record<string, string>>[] = [
  { a: "1", "a/b": "2" },
  { "a/b": "2", a: "1" },
  { a: "1", "a/": "" },
  { ["a".repeat(300)]: "1" },
];

describe("a refused function", () => {
  const cases: readonly (readonly [string, object, string, unknown])[] = [
    [
      "another role",
      { Role: `${ROLE}-2` },
      "InvalidParameterValueException",
      wrong("The role defined for the function cannot be assumed by Lambda."),
    ],
    [
      "a role that is none",
      { Role: "me" },
      "ValidationException",
      invalid(
        "'me' at 'role'",
        "Member must satisfy regular expression pattern: arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+",
      ),
    ],
    [
      "no handler",
      { Handler: null },
      "InvalidParameterValueException",
      wrong("Runtime and Handler are mandatory parameters for functions created with deployment packages."),
    ],
    [
      "a long timeout",
      { Timeout: 901 },
      "ValidationException",
      invalid("'901' at 'timeout'", "Member must have value less than or equal to 900"),
    ],
    [
      "a variable that is no text",
      { Environment: { Variables: { A: 1 } } },
      "SerializationException",
      { message: "NUMBER_VALUE can not be converted to a string" },
    ],
    [
      "a variable of a name that no shell has, without its value, which is a secret",
      { Environment: { Variables: { "api-key": "secret", STAGE: "a" } } },
      "ValidationException",
      {
        message:
          "1 validation error detected: Value at 'environment.variables' failed to satisfy constraint: Map keys must satisfy constraint: [Member must satisfy regular expression pattern: [a-zA-Z]([a-zA-Z0-9_])+]",
      },
    ],
    [
      "a reserved variable",
      { Environment: { Variables: { AWS_REGION: "x", FREE: "y" } } },
      "InvalidParameterValueException",
      wrong(
        "Lambda was unable to configure your environment variables because the environment variables you have provided contains reserved keys that are currently not supported for modification. Reserved keys used in this request: AWS_REGION",
      ),
    ],
    [
      "no archive",
      { Code: { ZipFile: "bm90IGEgemlw" } },
      "InvalidParameterValueException",
      wrong("Could not unzip uploaded file. Please check your file, then try to upload again."),
    ],
    ...UNUSABLE.map((files): readonly [string, object, string, unknown] => [
      `an archive of names that no folder can hold together, ${Object.keys(files).join(" ").slice(0, 9)}`,
      { Code: { ZipFile: zipText(files) } },
      "InvalidParameterValueException",
      wrong("Could not unzip uploaded file. Please check your file, then try to upload again."),
    ]),
    ["no code", { Code: {} }, "InvalidParameterValueException", wrong("Please provide a source for function code.")],
  ];

  it.each(cases)("rejects %s", async (_, members, error, body) => {
    expect(await api.create(SAYS("hello"), members)).toEqual({ status: 400, error, body });
    expect(api.lambda.functions.size).toBe(0);
  });

  it("rejects one of a name that is taken", async () => {
    await api.create();
    expect(await api.create()).toEqual({
      status: 409,
      error: "ResourceConflictException",
      body: wrong("Function already exist: greet"),
    });
  });

  it.each(["../evil.mjs", "a/../../evil.mjs", "/evil.mjs", "a\\..\\evil.mjs", "c:evil.mjs"])(
    "rejects an archive whose file %s would lie outside",
    async (name) => {
      const { body } = await api.create("", { Code: { ZipFile: zipText({ [name]: "x" }) } });
      expect(body).toEqual(wrong("Could not unzip uploaded file. Please check your file, then try to upload again."));
    },
  );

  it.each([
    ["POST /2021-10-31/functions/greet/url", "function URLs"],
    ["GET /2015-03-31/event-source-mappings/", "event source mappings"],
  ])("rejects %s by the name of %s", async (called, what) => {
    expect(await api.call(called)).toMatchObject({ status: 404, error: "UnknownOperationException" });
    expect(api.log).toEqual([`not emulated: ${called} (${what})`]);
  });
});
