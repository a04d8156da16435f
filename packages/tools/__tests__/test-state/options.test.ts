import { readTestStateOptions } from "../../test-state/options";

const FILES: Readonly<Record<string, string>> = {
  "w.asl.json": '{"Type":"Succeed"}',
  "input.json": '{"a":1}',
  "broken.json": '{\n  "a": tru\n}',
};
const BROKEN = "broken.json:2:8: expected a value, got 'tru'; correct it\n    \"a\": tru\n         ^";
const readFile = (path: string): string => {
  const text = FILES[path];
  if (text === undefined) throw new Error(`${path}: cannot be read; name a file that exists`);
  return text;
};
const read = (...line: readonly string[]) => readTestStateOptions(line, readFile);

describe("the command line of test-state", () => {
  it("needs a workflow alone", () => {
    const request = { definition: '{"Type":"Succeed"}', inspectionLevel: "INFO" };
    expect(read("w.asl.json")).toEqual({ file: "w.asl.json", request });
  });

  it("takes every option, and JSON from files", () => {
    const line = [
      ...["w.asl.json", "--state", "A", "--input", "@input.json", "--mock", '{"result":[1]}', "--context", "{}"],
      ...["--variables", '{"v":1}', "--inspection-level", "TRACE", "--role-arn", "arn"],
      ...["--state-configuration", '{"retrierRetryCount":1,"mapItemReaderData":[1]}'],
    ];
    expect(read(...line)?.request).toEqual({
      definition: '{"Type":"Succeed"}',
      stateName: "A",
      input: '{"a":1}',
      mock: { result: "[1]" },
      context: "{}",
      variables: '{"v":1}',
      inspectionLevel: "TRACE",
      roleArn: "arn",
      stateConfiguration: { retrierRetryCount: 1, mapItemReaderData: "[1]" },
    });
  });

  it("leaves a mocked result that is text as AWS takes it", () => {
    expect(read("w.asl.json", "--mock", '{"result":"[1]"}')?.request.mock).toEqual({ result: "[1]" });
  });

  it.each([
    [[], "WORKFLOW: not one file, got ''; name one, e.g. workflows/wait.asl.json"],
    [["gone.json"], "gone.json: cannot be read; name a file that exists"],
    [["broken.json"], BROKEN],
    [["w.asl.json", "--input", "@broken.json"], BROKEN],
    [
      ["w.asl.json", "--mock", "[]"],
      "--mock: not an object, got []; give it some of result, errorOutput, fieldValidationMode",
    ],
    [
      ["w.asl.json", "--mock", '{"eror":1}'],
      "--mock: member: is not known, got 'eror'; use result, errorOutput, fieldValidationMode",
    ],
    [
      ["w.asl.json", "--mock", '{"errorOutput":{"Error":"E"}}'],
      '--mock: errorOutput: Error: not a member, got "E"; correct it',
    ],
    [
      ["w.asl.json", "--mock", '{"fieldValidationMode":"LAX"}'],
      "--mock: fieldValidationMode: is not known, got 'LAX'; use STRICT, PRESENT, NONE",
    ],
    [
      ["w.asl.json", "--state-configuration", '{"retrierRetryCount":-1}'],
      "--state-configuration: retrierRetryCount: not a number, got -1; correct it",
    ],
    [
      ["w.asl.json", "--inspection-level", "ALL"],
      "--inspection-level: is not known, got 'ALL'; use INFO, DEBUG, TRACE",
    ],
  ])("rejects %j", (line, message) => {
    expect(() => read(...line)).toThrow(new Error(message));
  });
});
