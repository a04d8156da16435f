import type { Json, JsonObject } from "../../json";
import type { HistoryEvent } from "../../states-language/state-machine";
import { runExecution, type TapeEntry } from "@sfn-websocket/tools/conformance/run-execution";

const lambda = { Type: "Task", Resource: "arn:aws:states:::lambda:invoke" };
const pass = { Type: "Pass", End: true };
const failed: TapeEntry = { state: "Call", result: { error: "E", cause: "c" } };

async function recordHistory(definition: JsonObject, input: Json, tape: readonly TapeEntry[] = []) {
  const events: HistoryEvent[] = [];
  await runExecution({ type: "EXPRESS", definition, input, tape }, (event) => events.push(event));
  return events;
}

/** `id < previousEventId type` of each event. */
async function outline(states: JsonObject, input: Json, tape: readonly TapeEntry[] = []): Promise<string[]> {
  const events = await recordHistory({ StartAt: Object.keys(states)[0] ?? "", States: states }, input, tape);
  return events.map(({ id, previousEventId, type }) => `${id} < ${previousEventId} ${type}`);
}

describe("the history of an execution", () => {
  it("has the shapes of GetExecutionHistory", async () => {
    const state = { Type: "Pass", Assign: { v: { x: 1 } }, Result: [], End: true };
    const timestamp = Date.UTC(2026, 0, 1);
    expect(await recordHistory({ StartAt: "Only", States: { Only: state } }, { a: 1 })).toEqual([
      {
        timestamp,
        id: 1,
        previousEventId: 0,
        type: "ExecutionStarted",
        detailsField: "executionStartedEventDetails",
        details: {
          input: '{"a":1}',
          inputDetails: { truncated: false },
          roleArn: "arn:aws:iam::111111111111:role/states",
        },
      },
      {
        timestamp,
        id: 2,
        previousEventId: 0,
        type: "PassStateEntered",
        detailsField: "stateEnteredEventDetails",
        details: { name: "Only", input: '{"a":1}', inputDetails: { truncated: false } },
      },
      {
        timestamp,
        id: 3,
        previousEventId: 2,
        type: "PassStateExited",
        detailsField: "stateExitedEventDetails",
        details: {
          name: "Only",
          output: "[]",
          outputDetails: { truncated: false },
          assignedVariables: { v: '{"x":1}' },
          assignedVariablesDetails: { truncated: false },
        },
      },
      {
        timestamp,
        id: 4,
        previousEventId: 3,
        type: "ExecutionSucceeded",
        detailsField: "executionSucceededEventDetails",
        details: { output: "[]", outputDetails: { truncated: false } },
      },
    ]);
  });

  it("schedules a task anew for each retry", async () => {
    const call = {
      ...lambda,
      Retry: [{ ErrorEquals: ["E"], MaxAttempts: 1 }],
      Catch: [{ ErrorEquals: ["E"], Next: "Caught" }],
      End: true,
    };
    expect(await outline({ Call: call, Caught: { Type: "Succeed" } }, {}, [failed, failed])).toEqual([
      "1 < 0 ExecutionStarted",
      "2 < 0 TaskStateEntered",
      "3 < 2 TaskScheduled",
      "4 < 3 TaskStarted",
      "5 < 4 TaskFailed",
      "6 < 5 TaskScheduled",
      "7 < 6 TaskStarted",
      "8 < 7 TaskFailed",
      "9 < 8 TaskStateExited",
      "10 < 9 SucceedStateEntered",
      "11 < 10 SucceedStateExited",
      "12 < 11 ExecutionSucceeded",
    ]);
  });

  it("names the events of a task after its resource", async () => {
    const function_ = {
      ...lambda,
      Resource: "arn:aws:lambda:us-east-1:111111111111:function:f",
      TimeoutSeconds: 9,
      End: true,
    };
    const tape = [{ state: "Call", result: { output: 1 } }];
    const [scheduled, started, succeeded] = (
      await recordHistory({ StartAt: "Call", States: { Call: function_ } }, {}, tape)
    ).slice(2);
    expect(scheduled?.details).toEqual({
      resource: function_.Resource,
      input: "{}",
      inputDetails: { truncated: false },
      timeoutInSeconds: 9,
    });
    expect([started?.type, started?.details]).toEqual(["LambdaFunctionStarted", undefined]);
    expect(succeeded).toMatchObject({
      type: "LambdaFunctionSucceeded",
      detailsField: "lambdaFunctionSucceededEventDetails",
      details: { output: "1", outputDetails: { truncated: false } },
    });
  });

  it("chains the iterations of a Map state", async () => {
    const processor = { StartAt: "In", States: { In: pass } };
    const map = { Type: "Map", MaxConcurrency: 1, ItemProcessor: processor, End: true };
    expect(await outline({ Map: map }, [1, 2])).toEqual([
      "1 < 0 ExecutionStarted",
      "2 < 0 MapStateEntered",
      "3 < 2 MapStateStarted",
      "4 < 3 MapIterationStarted",
      "5 < 4 PassStateEntered",
      "6 < 5 PassStateExited",
      "7 < 6 MapIterationSucceeded",
      "8 < 6 MapIterationStarted",
      "9 < 8 PassStateEntered",
      "10 < 9 PassStateExited",
      "11 < 10 MapIterationSucceeded",
      "12 < 11 MapStateSucceeded",
      "13 < 11 MapStateExited",
      "14 < 13 ExecutionSucceeded",
    ]);
  });

  it("starts a Parallel state again for each retry", async () => {
    const branch = { StartAt: "Call", States: { Call: { ...lambda, End: true } } };
    const both = {
      Type: "Parallel",
      Branches: [branch],
      Retry: [{ ErrorEquals: ["E"], MaxAttempts: 1 }],
      Catch: [{ ErrorEquals: ["E"], Next: "Caught" }],
      End: true,
    };
    expect(await outline({ Both: both, Caught: pass }, {}, [failed, failed])).toEqual([
      "1 < 0 ExecutionStarted",
      "2 < 0 ParallelStateEntered",
      "3 < 2 ParallelStateStarted",
      "4 < 3 TaskStateEntered",
      "5 < 4 TaskScheduled",
      "6 < 5 TaskStarted",
      "7 < 6 TaskFailed",
      "8 < 7 TaskStateAborted",
      "9 < 7 ParallelStateStarted",
      "10 < 9 TaskStateEntered",
      "11 < 10 TaskScheduled",
      "12 < 11 TaskStarted",
      "13 < 12 TaskFailed",
      "14 < 13 TaskStateAborted",
      "15 < 13 ParallelStateFailed",
      "16 < 15 ParallelStateExited",
      "17 < 16 PassStateEntered",
      "18 < 17 PassStateExited",
      "19 < 18 ExecutionSucceeded",
    ]);
  });

  it("reports the iterations that another one stops", async () => {
    const processor = {
      StartAt: "Which",
      States: {
        Which: { Type: "Choice", Choices: [{ Variable: "$", NumericEquals: 2, Next: "Fail" }], Default: "Wait" },
        Wait: { Type: "Wait", Seconds: 9, End: true },
        Fail: { Type: "Fail", Error: "E" },
      },
    };
    const events = await outline({ Map: { Type: "Map", ItemProcessor: processor, End: true } }, [1, 2]);
    expect(events.slice(6)).toEqual([
      "7 < 6 WaitStateEntered",
      "8 < 3 MapIterationStarted",
      "9 < 8 ChoiceStateEntered",
      "10 < 9 ChoiceStateExited",
      "11 < 10 FailStateEntered",
      "12 < 11 MapIterationAborted",
      "13 < 11 WaitStateAborted",
      "14 < 11 MapIterationFailed",
      "15 < 11 MapStateFailed",
      "16 < 15 ExecutionFailed",
    ]);
  });

  it("reports the expression that failed", async () => {
    const state = { Type: "Pass", Output: { x: "{% $nope %}" }, End: true };
    const events = await recordHistory({ QueryLanguage: "JSONata", StartAt: "A", States: { A: state } }, {});
    const error = {
      error: "States.QueryEvaluationError",
      cause:
        "An error occurred while executing the state 'A' (entered at the event id #2). The JSONata expression '$nope' specified for the field 'Output/x' returned nothing (undefined).",
    };
    expect(events.slice(2)).toEqual([
      expect.objectContaining({
        id: 3,
        type: "EvaluationFailed",
        details: { ...error, location: "Output/x", state: "A" },
      }),
      expect.objectContaining({ id: 4, previousEventId: 3, type: "ExecutionFailed", details: error }),
    ]);
  });

  it("ends with the timeout, whatever still runs", async () => {
    const states = { Wait: { Type: "Wait", Seconds: 900, End: true } };
    expect(await outline(states, {})).toEqual([
      "1 < 0 ExecutionStarted",
      "2 < 0 WaitStateEntered",
      "3 < 0 ExecutionTimedOut",
    ]);
  });
});

describe("the history of a failure", () => {
  const fail = { StartAt: "B", States: { B: { Type: "Fail", Error: "Mine" } } };
  const broken = { Type: "Pass", Parameters: { "v.$": "$.no" }, End: true };
  const map = { Type: "Map", ItemsPath: "$", MaxConcurrency: 1, End: true };
  const handled = { Type: "Pass", End: true };

  it("of an iteration is followed by the Map's, which passes the iteration's own event by", async () => {
    expect((await outline({ M: { ...map, ItemProcessor: fail } }, [1])).slice(3)).toEqual([
      "4 < 3 MapIterationStarted",
      "5 < 4 FailStateEntered",
      "6 < 5 MapIterationFailed",
      "7 < 5 MapStateFailed",
      "8 < 7 ExecutionFailed",
    ]);
  });

  it("has no event between States.Runtime and the end of the execution", async () => {
    const processor = { StartAt: "B", States: { B: broken } };
    expect((await outline({ M: { ...map, ItemProcessor: processor } }, [1, 2])).slice(4)).toEqual([
      "5 < 4 PassStateEntered",
      "6 < 5 ExecutionFailed",
    ]);
    const task = { ...lambda, Parameters: { "a.$": "$.no" }, End: true };
    const parallel = { Type: "Parallel", Branches: [{ StartAt: "T", States: { T: task } }], End: true };
    expect((await outline({ P: parallel }, {})).slice(3)).toEqual(["4 < 3 TaskStateEntered", "5 < 4 ExecutionFailed"]);
  });

  it("is the Map's also where its items cannot be read", async () => {
    const items = { ...map, QueryLanguage: "JSONata", Items: "{% $states.input.no %}", ItemProcessor: fail };
    const { ItemsPath: _path, ...jsonata } = items;
    expect((await outline({ M: jsonata }, {})).slice(1)).toEqual([
      "2 < 0 MapStateEntered",
      "3 < 2 EvaluationFailed",
      "4 < 3 MapStateFailed",
      "5 < 4 ExecutionFailed",
    ]);
  });

  it("follows the success of the branches where their results cannot be selected", async () => {
    const branch = { StartAt: "B", States: { B: pass } };
    const parallel = { Type: "Parallel", Branches: [branch], ResultSelector: { "v.$": "$.no" }, End: true };
    expect((await outline({ P: parallel }, {})).slice(4)).toEqual([
      "5 < 4 PassStateExited",
      "6 < 5 ParallelStateSucceeded",
      "7 < 6 ExecutionFailed",
    ]);
  });

  it("is there twice where the catcher fails too", async () => {
    const catcher = { ErrorEquals: ["States.ALL"], Output: "{% $states.input.no %}", Next: "D" };
    const parallel = { Type: "Parallel", QueryLanguage: "JSONata", Branches: [fail], Catch: [catcher], End: true };
    expect((await outline({ P: parallel, D: handled }, {})).slice(3)).toEqual([
      "4 < 3 FailStateEntered",
      "5 < 4 ParallelStateFailed",
      "6 < 4 EvaluationFailed",
      "7 < 6 ParallelStateFailed",
      "8 < 7 ExecutionFailed",
    ]);
  });

  it("of a task in one of several iterations reports each, in their order, after the failed one's last event", async () => {
    const processor = { StartAt: "Call", States: { Call: { ...lambda, End: true } } };
    const tape: readonly TapeEntry[] = [failed, { state: "Call", result: { hang: true } }];
    const { MaxConcurrency: _one, ...both } = map;
    expect((await outline({ M: { ...both, ItemProcessor: processor } }, [1, 2], tape)).slice(11)).toEqual([
      "12 < 9 TaskFailed",
      "13 < 12 MapIterationFailed",
      "14 < 12 TaskStateAborted",
      "15 < 12 MapIterationAborted",
      "16 < 12 TaskStateAborted",
      "17 < 12 MapStateFailed",
      "18 < 17 ExecutionFailed",
    ]);
  });
});

describe("the history of a distributed Map", () => {
  const processor = { ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" }, StartAt: "P" };
  const map = { Type: "Map", ItemProcessor: { ...processor, States: { P: pass } }, Label: "mine", End: true };

  it("has the run's events, none of the iterations', and an exit that follows the run's start", async () => {
    expect((await outline({ M: map }, [1, 2])).slice(2)).toEqual([
      "3 < 2 MapStateStarted",
      "4 < 3 MapRunStarted",
      "5 < 4 MapRunSucceeded",
      "6 < 5 MapStateSucceeded",
      "7 < 4 MapStateExited",
      "8 < 7 ExecutionSucceeded",
    ]);
    const events = await recordHistory({ StartAt: "M", States: { M: map } }, [1]);
    expect(events[3]?.details).toEqual({
      mapRunArn: "arn:aws:states:us-east-1:111111111111:mapRun:machine/mine:8f7f3d3c-9a76-4e0f-8d1b-1f6c1f6a5a10",
    });
  });

  it("has the failure of the run and of the state", async () => {
    const failing = { ...processor, States: { P: { Type: "Fail", Error: "E" } } };
    expect((await outline({ M: { ...map, ItemProcessor: failing } }, [1])).slice(3)).toEqual([
      "4 < 3 MapRunStarted",
      "5 < 4 MapRunFailed",
      "6 < 5 MapStateFailed",
      "7 < 6 ExecutionFailed",
    ]);
    const events = await recordHistory({ StartAt: "M", States: { M: { ...map, ItemProcessor: failing } } }, [1]);
    expect(events[4]?.details).toEqual({
      error: "States.ExceedToleratedFailureThreshold",
      cause: "The specified tolerated failure threshold was exceeded",
    });
  });
});

describe("the details of events", () => {
  it("name the role of a task's Credentials", async () => {
    const role = "arn:aws:iam::210987654321:role/other";
    const state = { ...lambda, Credentials: { RoleArn: role }, End: true };
    const events = await recordHistory({ StartAt: "Call", States: { Call: state } }, {}, [failed]);
    const scheduled = events.find(({ type }) => type === "TaskScheduled");
    expect(scheduled?.details).toMatchObject({ taskCredentials: { roleArn: role } });
  });

  it("have no variables where Assign is empty", async () => {
    const events = await recordHistory({ StartAt: "P", States: { P: { ...pass, Assign: {} } } }, 1);
    const details = { name: "P", output: "1", outputDetails: { truncated: false } };
    expect(events[2]?.details).toEqual(details);
  });
});
