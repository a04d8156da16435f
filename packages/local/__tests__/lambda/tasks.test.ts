import { TooManyRequests } from "../../lambda/environment-pool";
import { createFunctionTask, createLambdaTasks, isFunctionArn, type LambdaTasksWorld } from "../../lambda/tasks";
import { TaskFailure } from "@sfn-websocket/languages/states-language/values/errors";
import type { Json } from "@sfn-websocket/languages/json";
import { printJson, readJson } from "@sfn-websocket/languages/jsonpath/read-json";
import type { InvokeOutcome } from "../../lambda/lambda";

const ARN = "arn:aws:lambda:us-east-1:123456789012:function:quote";
const MACHINE = {
  stateMachineArn: "arn:aws:states:us-east-1:123456789012:stateMachine:chat",
  roleArn: "arn:aws:iam::123456789012:role/chat",
};
const UUID = "5b8a2e41-4093-440f-b313-0b7399faa283";
const FAILURE = '{"errorType":"Broken","errorMessage":"it\'s broken","trace":[]}';

const task = (resource: string, parameters: Json) => ({
  resource,
  parameters,
  state: "Call",
  retryCount: 0,
  signal: new AbortController().signal,
  heartbeat: () => undefined,
});

describe("a Task state that runs a function", () => {
  let invoked: string[];
  let denial: string | undefined;
  let outcome: InvokeOutcome;
  let asked: string[] = [];
  const log: string[] = [];
  const world: LambdaTasksWorld = {
    partition: "aws",
    authorize: (_, __, resource) => (asked.push(resource), denial),
    log: (line) => log.push(line),
    now: () => Date.parse("2026-09-25T09:19:55Z"),
    uuid: () => UUID,
    lambda: {
      async invoke(arn, event) {
        invoked.push(`${arn} ${event}`);
        if (arn.endsWith("busy")) throw new TooManyRequests();
        if (arn.endsWith("missing")) throw new Error("function 'missing': no module runs it here");
        return outcome;
      },
    },
  };
  const runFunction = createFunctionTask(world);
  const runInvoke = createLambdaTasks(world)["arn:aws:states:::lambda:invoke"]!;
  const invoke = (parameters: Json) => runInvoke(MACHINE, task("arn:aws:states:::lambda:invoke", parameters));

  beforeEach(() => {
    [invoked, asked] = [[], []];
    log.length = 0;
    denial = undefined;
    outcome = { payload: '{"total":12}' };
  });

  it("by its ARN has the answer as its result", async () => {
    expect(await runFunction(MACHINE, task(ARN, { a: 1 }))).toEqual({ total: 12 });
    expect(invoked).toEqual([`${ARN} {"a":1}`]);
  });

  it("hands on integers beyond a double with all their digits", async () => {
    const payload = '{"n":12345678901234567890}';
    outcome = { payload };
    expect(printJson(await runFunction(MACHINE, task(ARN, readJson(payload))))).toBe(payload);
    expect(invoked).toEqual([`${ARN} ${payload}`]);
    expect(printJson(await invoke({ FunctionName: "quote" }))).toContain(`"Payload":${payload},`);
  });

  it("by lambda:invoke has Lambda's whole answer, as AWS orders it", async () => {
    const trace = "Root=1-6ab63cbb-5b8a2e414093440fb3130b73;Sampled=0";
    const headers =
      `"Connection":"keep-alive","Content-Length":"12","Content-Type":"application/json","Date":"Fri, 25 Sep 2026 09:19:55 GMT",` +
      `"X-Amz-Executed-Version":"$LATEST","x-amzn-Remapped-Content-Length":"0","x-amzn-RequestId":"${UUID}","X-Amzn-Trace-Id":"${trace}"`;
    const all =
      `"X-Amz-Executed-Version":["$LATEST"],"x-amzn-Remapped-Content-Length":["0"],"Connection":["keep-alive"],"x-amzn-RequestId":["${UUID}"],` +
      `"Content-Length":["12"],"Date":["Fri, 25 Sep 2026 09:19:55 GMT"],"X-Amzn-Trace-Id":["${trace}"],"Content-Type":["application/json"]`;
    const result = await invoke({ FunctionName: "quote", Payload: { a: 1 } });
    expect(JSON.stringify(result)).toBe(
      `{"ExecutedVersion":"$LATEST","Payload":{"total":12},"SdkHttpMetadata":{"AllHttpHeaders":{${all}},` +
        `"HttpHeaders":{${headers}},"HttpStatusCode":200},"SdkResponseMetadata":{"RequestId":"${UUID}"},"StatusCode":200}`,
    );
    expect(invoked).toEqual([`${ARN} {"a":1}`]);
  });

  it.each<[string, string | undefined, string]>([
    ["quote", "live", `${ARN}:live`],
    ["quote:live", undefined, `${ARN}:live`],
    ["123456789012:function:quote", "7", `${ARN}:7`],
    [ARN, "live", `${ARN}:live`],
    [`${ARN}:live`, "live", `${ARN}:live`],
  ])("by lambda:invoke of '%s' and the qualifier '%s' runs that version, as the role may", async (name, given, arn) => {
    await invoke({ FunctionName: name, ...(given !== undefined && { Qualifier: given }) });
    expect([invoked, asked, log]).toEqual([[`${arn} {}`], [arn], []]);
  });

  it("rejects a qualifier that is not that of the name", async () => {
    const text = "The derived qualifier from the function name does not match the specified qualifier.";
    await expect(invoke({ FunctionName: "quote:live", Qualifier: "7" })).rejects.toEqual(
      new TaskFailure(
        "Lambda.InvalidParameterValueException",
        `${text} (Service: AWSLambda; Status Code: 400; Error Code: InvalidParameterValueException; Request ID: ${UUID}; Proxy: null)`,
      ),
    );
    expect(invoked).toEqual([]);
  });

  it("tells what of an invocation has no effect", async () => {
    await invoke({ FunctionName: "quote", ClientContext: "e30=", LogType: "Tail" });
    expect(log).toEqual(["Lambda: lambda:invoke: the members 'ClientContext', 'LogType' are not used here"]);
  });

  it("as an event does not wait for the answer", async () => {
    outcome = {
      functionError: "Unhandled",
      payload: FAILURE,
      errorType: "Broken",
      errorMessage: "it's broken",
      stack: [],
    };
    expect(await invoke({ FunctionName: ARN, InvocationType: "Event" })).toMatchObject({
      Payload: "",
      StatusCode: 202,
    });
    expect(invoked).toEqual([`${ARN} {}`]);
  });

  it("fails with the function's error type, and its JSON as the cause", async () => {
    outcome = {
      functionError: "Unhandled",
      payload: FAILURE,
      errorType: "Broken",
      errorMessage: "it's broken",
      stack: [],
    };
    const failure = new TaskFailure("Broken", FAILURE);
    await expect(invoke({ FunctionName: "quote" })).rejects.toEqual(failure);
    await expect(runFunction(MACHINE, task(ARN, {}))).rejects.toEqual(failure);
  });

  it("fails when the role may not invoke the function", async () => {
    denial = "User: x is not authorized to perform: lambda:InvokeFunction";
    await expect(invoke({ FunctionName: "quote" })).rejects.toEqual(
      new TaskFailure(
        "Lambda.AWSLambdaException",
        `${denial} (Service: AWSLambda; Status Code: 403; Error Code: AccessDeniedException; Request ID: ${UUID}; Proxy: null)`,
      ),
    );
    expect(invoked).toEqual([]);
  });

  it("fails as Lambda refuses it when too many events run", async () => {
    await expect(invoke({ FunctionName: "busy" })).rejects.toEqual(
      new TaskFailure(
        "Lambda.TooManyRequestsException",
        `Rate Exceeded. (Service: AWSLambda; Status Code: 429; Error Code: TooManyRequestsException; Request ID: ${UUID}; Proxy: null)`,
      ),
    );
  });

  it("fails where no module runs the function", async () => {
    await expect(invoke({ FunctionName: "missing" })).rejects.toEqual(
      new TaskFailure("States.Runtime", "function 'missing': no module runs it here"),
    );
  });

  it.each([
    [ARN, true],
    [`${ARN}:live`, true],
    ["arn:aws:states:::lambda:invoke", false],
    ["arn:aws:states:us-east-1:123456789012:activity:ask", false],
  ])("is told by the resource %s: %s", (resource, is) => {
    expect(isFunctionArn(resource)).toBe(is);
  });
});
