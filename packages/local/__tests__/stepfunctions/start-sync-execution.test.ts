import type { JsonObject } from "@sfn-websocket/languages/json";
import { createWorld, requestMachine } from "./step-functions-world";

const MACHINE = "arn:aws:states:us-east-1:123456789012:stateMachine:m";
const DETAILS = '{"__type":"com.amazonaws.swf.base.model#CloudWatchEventsExecutionDataDetails","included":';
const TRACE = "Root=1-6ab4a2f4-c293c2aff58345818a700d56";
const DATES = '"startDate":1.652472014974E9';

interface MachineOptions {
  readonly type?: "EXPRESS" | "STANDARD";
  /** The machine's `TimeoutSeconds`. */
  readonly timeout?: number;
  /** Milliseconds to pass. */
  readonly wait?: number;
  readonly isTraced?: boolean;
}

/** Starts an execution of a machine `m` of one state, `A`, and passes the time that it waits. */
async function start(state: object, request: JsonObject, options: MachineOptions = {}) {
  const { type = "EXPRESS", timeout = 0, wait = 0, isTraced = false } = options;
  const { stepfunctions, clock } = createWorld();
  const { definition, ...machine } = requestMachine("m", state);
  const limited = { ...JSON.parse(definition), ...(timeout > 0 && { TimeoutSeconds: timeout }) };
  const tracingConfiguration = { enabled: isTraced };
  stepfunctions.createStateMachine({ ...machine, type, definition: JSON.stringify(limited), tracingConfiguration });
  const caller = { authorize: () => undefined, traceHeader: () => `${TRACE};Sampled=1` };
  const body = JSON.stringify({ stateMachineArn: MACHINE, ...request });
  const answer = stepfunctions.call("StartSyncExecution", body, caller);
  if (wait > 0) {
    await clock.waiting(wait);
    clock.advance(wait);
  }
  return answer;
}

const PASS = { Type: "Pass", End: true };
const EXECUTION = '"arn:aws:states:us-east-1:123456789012:express:m:n:uuid-1"';

describe("StartSyncExecution", () => {
  it("answers a traced execution with all members, in the order of the alphabet", async () => {
    expect(await start(PASS, { input: ' {"a" : "é"}', name: "n" }, { isTraced: true })).toEqual({
      status: 200,
      body:
        `{"billingDetails":{"billedDurationInMilliseconds":100,"billedMemoryUsedInMB":64},"executionArn":${EXECUTION},` +
        `"input":" {\\"a\\" : \\"é\\"}","inputDetails":${DETAILS}true},"name":"n","output":" {\\"a\\" : \\"é\\"}",` +
        `"outputDetails":${DETAILS}true},${DATES},"stateMachineArn":"${MACHINE}","status":"SUCCEEDED",` +
        `"stopDate":1.652472014974E9,"traceHeader":"${TRACE};Sampled=1"}`,
    });
  });

  it("answers with an empty object's input where there is none, and without a trace header where there is none and nothing is traced", async () => {
    expect(await start(PASS, { name: "n" })).toEqual({
      status: 200,
      body:
        `{"billingDetails":{"billedDurationInMilliseconds":100,"billedMemoryUsedInMB":64},"executionArn":${EXECUTION},` +
        `"input":"{}","inputDetails":${DETAILS}true},"name":"n","output":"{}","outputDetails":${DETAILS}true},${DATES},` +
        `"stateMachineArn":"${MACHINE}","status":"SUCCEEDED","stopDate":1.652472014974E9}`,
    });
  });

  it.each([
    [
      `${TRACE};Parent=a9071ee2ba9845eb;Sampled=0`,
      /^Root=1-6ab4a2f4-c293c2aff58345818a700d56;Parent=a9071ee2ba9845eb;Sampled=0$/,
    ],
    [TRACE, /^Root=1-6ab4a2f4-c293c2aff58345818a700d56;Sampled=1$/],
    ["", /^Root=1-[\da-f]{8}-[\da-f]{24};Sampled=1$/],
    ["not-a-trace-header", /^Root=1-[\da-f]{8}-[\da-f]{24};Sampled=1$/],
    ["Root=not-enabled;Sampled=0", /^Root=1-[\da-f]{8}-[\da-f]{24};Sampled=0$/],
  ])("shows the trace header %j where nothing is traced", async (traceHeader, expected) => {
    const { body = "" } = await start(PASS, { traceHeader });
    expect((JSON.parse(body) as JsonObject).traceHeader).toEqual(expect.stringMatching(expected));
  });

  it("tells the developer of an execution that does not succeed, and of no other", async () => {
    const { stepfunctions, lines } = createWorld();
    for (const [name, state] of Object.entries({ good: PASS, bad: { Type: "Fail", Error: "E", Cause: "it's" } })) {
      stepfunctions.createStateMachine({ ...requestMachine(name, state), type: "EXPRESS" });
      const stateMachineArn = MACHINE.replace(/m$/, name);
      const body = JSON.stringify({ stateMachineArn, name: "n" });
      await stepfunctions.call("StartSyncExecution", body, { authorize: () => undefined });
    }
    expect(lines).toEqual(["state machine 'bad': execution n FAILED: E: it's"]);
  });

  it("shows the execution in the context with its members as AWS orders them", async () => {
    const { body = "" } = await start({ ...PASS, InputPath: "$$.Execution" }, { input: '{"a":1}', name: "n" });
    const role = "arn:aws:iam::123456789012:role/sfn";
    const { output } = JSON.parse(body) as { readonly output: string };
    expect(output).toBe(
      `{"Id":${EXECUTION},"Input":{"a":1},"Name":"n","RoleArn":"${role}","StartTime":"2022-05-13T20:00:14.974Z"}`,
    );
  });

  it.each([
    [PASS, "SUCCEEDED"],
    [{ Type: "Fail", Error: "E", Cause: "c" }, "FAILED"],
  ])("keeps all data of %j back where METADATA_ONLY is asked for", async (state, status) => {
    expect(await start(state, { name: "n", includedData: "METADATA_ONLY" })).toEqual({
      status: 200,
      body:
        `{"billingDetails":{"billedDurationInMilliseconds":100,"billedMemoryUsedInMB":64},"executionArn":${EXECUTION},` +
        `"inputDetails":${DETAILS}false},"name":"n","outputDetails":${DETAILS}false},${DATES},` +
        `"stateMachineArn":"${MACHINE}","status":"${status}","stopDate":1.652472014974E9}`,
    });
  });

  it.each([
    [{ Error: "E", Cause: "it's" }, ',"cause":"it\'s","error":"E"'],
    [{}, ""],
  ])("answers a failure of %j with what it has, and no output", async (members, failure) => {
    expect(await start({ Type: "Fail", ...members }, { name: "n" })).toEqual({
      status: 200,
      body:
        `{"billingDetails":{"billedDurationInMilliseconds":100,"billedMemoryUsedInMB":64}${failure},` +
        `"executionArn":${EXECUTION},"input":"{}","inputDetails":${DETAILS}true},"name":"n",` +
        `"outputDetails":${DETAILS}true},${DATES},"stateMachineArn":"${MACHINE}","status":"FAILED",` +
        '"stopDate":1.652472014974E9}',
    });
  });

  it("answers a timeout with the error States.Timeout and no cause", async () => {
    const answer = start({ Type: "Wait", Seconds: 9, End: true }, { name: "n" }, { timeout: 2, wait: 2_000 });
    expect(await answer).toEqual({
      status: 200,
      body:
        '{"billingDetails":{"billedDurationInMilliseconds":2000,"billedMemoryUsedInMB":64},"error":"States.Timeout",' +
        `"executionArn":${EXECUTION},"input":"{}","inputDetails":${DETAILS}true},"name":"n",` +
        `"outputDetails":${DETAILS}true},${DATES},"stateMachineArn":"${MACHINE}","status":"TIMED_OUT",` +
        '"stopDate":1.652472016974E9}',
    });
  });

  const model = (code: string, message: string) =>
    JSON.stringify({ __type: `com.amazonaws.swf.service.v2.model#${code}`, message });
  const invalid = (text: string) =>
    JSON.stringify({
      __type: "com.amazon.coral.validate#ValidationException",
      message: `1 validation error detected: ${text}`,
    });
  const long = "x".repeat(257);
  const atMost = (length: number) => `Member must have length less than or equal to ${length}`;

  it.each([
    [
      { stateMachineArn: null },
      invalid("Value null at 'stateMachineArn' failed to satisfy constraint: Member must not be null"),
    ],
    [
      { stateMachineArn: "" },
      invalid(
        "Value '' at 'stateMachineArn' failed to satisfy constraint: Member must have length greater than or equal to 1",
      ),
    ],
    [
      { stateMachineArn: long },
      invalid(`Value '${long}' at 'stateMachineArn' failed to satisfy constraint: ${atMost(256)}`),
    ],
    [{ traceHeader: long }, invalid(`Value '${long}' at 'traceHeader' failed to satisfy constraint: ${atMost(256)}`)],
    [
      { includedData: "SOME" },
      invalid(
        "Value 'SOME' at 'includedData' failed to satisfy constraint: Member must satisfy enum value set: [ALL_DATA, METADATA_ONLY]",
      ),
    ],
    [
      { input: `"${"é".repeat(131_072)}"` },
      invalid(`Value at 'input' failed to satisfy constraint: ${atMost(262_144)}`),
    ],
    [
      { input: "" },
      model("InvalidExecutionInput", "Invalid State Machine Execution Input: 'Invalid execution input.'"),
    ],
    [{ name: "a b" }, model("InvalidName", "Invalid Name: 'a b'")],
    [{ name: "x".repeat(81) }, model("InvalidName", `Invalid Name: '${"x".repeat(81)}'`)],
    [
      { stateMachineArn: `${MACHINE}x` },
      model("StateMachineDoesNotExist", `State Machine Does Not Exist: '${MACHINE}x'`),
    ],
    [{ stateMachineArn: "m" }, model("InvalidArn", "Invalid Arn: 'Invalid ARN prefix: m'")],
    [
      { input: 5 },
      '{"__type":"com.amazon.coral.service#SerializationException","message":"STRING_VALUE can not be converted to a String"}',
    ],
  ])("rejects case %#", async (request, body) => {
    expect(await start(PASS, request as JsonObject)).toEqual({ status: 400, body });
  });

  it("takes an input of exactly 262,144 bytes", async () => {
    const { body } = await start(PASS, { input: `"${"é".repeat(131_071)}"` });
    expect(JSON.parse(body)).toMatchObject({ status: "SUCCEEDED", output: `"${"é".repeat(131_071)}"` });
  });

  it("rejects a STANDARD machine", async () => {
    expect(await start(PASS, {}, { type: "STANDARD" })).toEqual({
      status: 400,
      body: model("StateMachineTypeNotSupported", "This operation is not supported by this type of state machine"),
    });
  });
});
