import { printDate, StepFunctionsError } from "../../stepfunctions/wire";

describe("a date of Step Functions", () => {
  it.each([
    [1_652_472_014_974, "1.652472014974E9"],
    [1_700_000_000_000, "1.7E9"],
    [2_000_000_000_000, "2.0E9"],
    [1_652_472_019_900, "1.6524720199E9"],
  ])("of %i ms is %s, as Java prints a double", (epoch, expected) => {
    expect(printDate(epoch)).toBe(expected);
  });
});

describe("an error of Step Functions", () => {
  it.each([
    [
      new StepFunctionsError("StateMachineDoesNotExist", "State Machine Does Not Exist: 'x'"),
      `{"__type":"com.amazonaws.swf.service.v2.model#StateMachineDoesNotExist","message":"State Machine Does Not Exist: 'x'"}`,
    ],
    [
      new StepFunctionsError("AccessDeniedException", "User: x"),
      '{"__type":"com.amazon.coral.service#AccessDeniedException","Message":"User: x"}',
    ],
    [
      new StepFunctionsError("ValidationException", "1 validation error detected: x"),
      '{"__type":"com.amazon.coral.validate#ValidationException","message":"1 validation error detected: x"}',
    ],
    [
      new StepFunctionsError("ValidationException", "x", "INVALID_ROUTING_CONFIGURATION"),
      '{"__type":"com.amazonaws.swf.service.v2.model#ValidationException","message":"x","reason":"INVALID_ROUTING_CONFIGURATION"}',
    ],
    [
      new StepFunctionsError("UnknownOperationException", ""),
      '{"__type":"com.amazon.coral.service#UnknownOperationException"}',
    ],
  ])("%s is printed as AWS prints it", (error, expected) => {
    expect(error.body).toBe(expected);
  });
});
