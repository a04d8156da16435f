import { printJson } from "@sfn-websocket/languages/jsonpath/read-json";
import { parseExecutionInput } from "../../stepfunctions/execution-input";
import { StepFunctionsError } from "../../stepfunctions/wire";

describe("an execution's input", () => {
  it("keeps integers that doubles cannot hold", () => {
    expect(printJson(parseExecutionInput('{"n":12345678901234567890}'))).toBe('{"n":12345678901234567890}');
  });

  it("may nest 1,000 deep, and hold more brackets than that", () => {
    expect(parseExecutionInput("[".repeat(1000) + "]".repeat(1000))).toHaveLength(1);
    expect(parseExecutionInput(JSON.stringify(Array(3000).fill({})))).toHaveLength(3000);
    expect(parseExecutionInput(JSON.stringify(["[".repeat(5000)]))).toHaveLength(1);
  });

  it.each([1001, 10_000, 100_000])("rejects %d levels", (depth) => {
    const message =
      "Invalid State Machine Execution Input: 'Document nesting depth (1001) exceeds the maximum allowed (1000, from " +
      "`StreamReadConstraints.getMaxNestingDepth()`)'";
    const error = new StepFunctionsError("InvalidExecutionInput", message);
    expect(() => parseExecutionInput("[".repeat(depth) + "]".repeat(depth))).toThrow(error);
  });
});
