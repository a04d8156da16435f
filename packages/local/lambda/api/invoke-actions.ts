import { TooManyRequests } from "../environment-pool";
import { LATEST, requireFunction, requireQualifier } from "../functions";
import { LambdaError } from "../lambda-error";
import type { InvokeOutcome } from "../lambda";
import { type LambdaActions, LambdaAnswer, type LambdaCall, readName } from "./action";

/** Bytes of an event. @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const LARGEST_EVENT = 6_291_456;

/** Invoke's body is the event itself, no structure of members. @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html */
export const INVOKE_ACTIONS: LambdaActions = {
  Invoke: {
    method: "POST",
    path: "/2015-03-31/functions/{FunctionName}/invocations",
    query: ["Qualifier"],
    members: {},
    answer: invoke,
  },
};

/** The members of an invocation that have no effect here: those of its headers. */
export const listUnusedHeaders = ({ headers }: LambdaCall): readonly string[] => [
  ...(headers["x-amz-log-type"] === "Tail" ? ["LogType"] : []),
  ...(headers["x-amz-client-context"] === undefined ? [] : ["ClientContext"]),
];

async function invoke(call: LambdaCall): Promise<LambdaAnswer> {
  const { lambda, headers, text } = call;
  const name = readName(call);
  const found = requireFunction(lambda.functions, name);
  if (name.qualifier !== undefined) requireQualifier(found, name.qualifier);
  const event = readEvent(text);
  const arn = name.qualifier === undefined ? name.functionArn : `${name.functionArn}:${name.qualifier}`;
  const type = readType(headers["x-amz-invocation-type"]);
  if (type === "DryRun") return new LambdaAnswer(204, "");
  const pending = lambda.invoke(arn, event).catch((error: Error) => Promise.reject(describeFailure(error)));
  if (type === "RequestResponse") return describeOutcome(await pending);
  pending.catch(() => undefined); // the runtime has told the developer
  return new LambdaAnswer(202, "");
}

const TYPES = ["Event", "RequestResponse", "DryRun"];

function readType(given = "RequestResponse"): string {
  if (TYPES.includes(given)) return given;
  throw new LambdaError(
    "ValidationException",
    `1 validation error detected: Value '${given}' at 'invocationType' failed to satisfy constraint: Member must satisfy enum value set: [${TYPES.join(", ")}]`,
  );
}

/** Texts: *assumed*, as LocalStack's emulation has them. */
function readEvent(text: string): string {
  if (text === "") return "{}";
  if (Buffer.byteLength(text) > LARGEST_EVENT)
    throw new LambdaError(
      "RequestTooLargeException",
      `Request must be smaller than ${LARGEST_EVENT} bytes for the InvokeFunction operation`,
    );
  try {
    JSON.parse(text);
    return text;
  } catch {
    throw new LambdaError(
      "InvalidRequestContentException",
      "Could not parse request body into json: Unexpected character",
    );
  }
}

function describeOutcome(outcome: InvokeOutcome): LambdaAnswer {
  const { payload, functionError, executedVersion = LATEST } = outcome;
  const headers = { "x-amz-executed-version": executedVersion };
  return new LambdaAnswer(200, payload, {
    ...headers,
    ...(functionError && { "x-amz-function-error": functionError }),
  });
}

/** What only this machine lacks is a runtime that it has not, in the words of the developer's log. */
function describeFailure(error: Error): LambdaError {
  if (error instanceof LambdaError) return error;
  if (error instanceof TooManyRequests) return new LambdaError("TooManyRequestsException", error.message);
  return new LambdaError("InvalidRuntimeException", error.message);
}
