import { isJsonObject, type Json } from "../../json";
import { type ApiMessage, findApiResponse } from "../calls/api-shapes";
import { nameSdkService, parseTaskResource } from "../calls/task-resource";

/** The API whose response a mocked result stands for. */
export interface MockedApi {
  /** Such as `sqs:sendMessage`. */
  readonly name: string;
  /** Undefined where it is not known here. */
  readonly response: ApiMessage | undefined;
  /** The result without the members that may hold anything, because Step Functions parses them. */
  withoutFree(result: Json): Json;
}

/** Documented: results of these are not compared. @see https://docs.aws.amazon.com/step-functions/latest/dg/test-state-isolation.html */
const UNCHECKED = /^(?:http|apigateway):|^eks:(?:call|runJob)/;

/** Documented: a job's mocked result stands for what is asked until the job ends. */
const POLLED: Readonly<Record<string, string>> = {
  "states:startExecution": "describeExecution",
  "athena:startQueryExecution": "getQueryExecution",
  "glue:startJobRun": "getJobRun",
};

/**
 * *Assumed*: what Step Functions has parsed may be any JSON. *Recorded*: not so a function's Payload, which must be a text
 * (radkawar/stackd), though the guide's example has an object.
 */
const FREE: Readonly<Record<string, readonly string[]>> = {
  "states:startExecution.sync:2": ["Input", "Output"],
};

/**
 * Returns the API that a Task state's resource calls; undefined for a function's ARN and an activity, for what AWS does not
 * compare, and for a callback, whose result is no response. *Assumed*: of callbacks.
 */
export function findMockedResponse(arn: string): MockedApi | undefined {
  const { resourceType, resource } = parseTaskResource(arn);
  const name = `${resourceType}:${resource}`;
  if (resourceType === undefined || resource.endsWith(".waitForTaskToken") || UNCHECKED.test(name)) return undefined;
  const [action = ""] = resource.split(".");
  const isJob = resource !== action;
  const asked = isJob ? POLLED[`${resourceType}:${action}`] : action;
  const free = FREE[name] ?? [];
  return {
    name,
    response: asked === undefined ? undefined : findApiResponse(nameSdkService(resourceType), asked),
    withoutFree: (result) =>
      isJsonObject(result) && free.length > 0
        ? Object.fromEntries(Object.entries(result).filter(([member]) => !free.includes(member)))
        : result,
  };
}
