import { isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/json";
import { TaskFailure } from "@sfn-websocket/languages/states-language/values/errors";
import type { TaskRequest } from "@sfn-websocket/languages/states-language/world/world";
import type { RunServiceTask, TaskOwner, TasksWorld } from "../service-task";
import { addSdkMetadata } from "../protocols/add-sdk-metadata";
import { printSdkRefusal } from "../protocols/print-sdk-refusal";
import type { DynamoDbAnswer } from "./database";
import { ACTIONS, type DynamoDb } from "./dynamodb";
import { parseForSdk, printFromSdk } from "./sdk-types";

/** What Task states need of the world. */
export interface DynamoDbTasksWorld extends TasksWorld {
  readonly dynamodb: Pick<DynamoDb, "call">;
}

/** The actions of the optimized integration. @see https://docs.aws.amazon.com/step-functions/latest/dg/connect-ddb.html */
const OPTIMIZED = ["DeleteItem", "GetItem", "PutItem", "UpdateItem"] as const;

/** Exceptions that the SDKs know by a class of their own; all others are the service's general one. */
const KNOWN_EXCEPTIONS = new Set([
  "ConditionalCheckFailedException",
  "IdempotentParameterMismatchException",
  "ItemCollectionSizeLimitExceededException",
  "ProvisionedThroughputExceededException",
  "ResourceNotFoundException",
  "TransactionCanceledException",
  "TransactionConflictException",
]);

/** How a kind of integration asks, and how it shows answers and errors. *Recorded* (LocalStack's AWS-validated snapshots). */
interface Flavour {
  readonly print: (parameters: JsonObject) => string;
  readonly describe: (answer: DynamoDbAnswer, world: DynamoDbTasksWorld) => Json;
  readonly fail: (error: ServiceError) => TaskFailure;
}

interface ServiceError {
  readonly code: string;
  readonly message: string;
  readonly status: number;
  readonly requestId: string;
}

const optimized: Flavour = {
  print: (parameters) => JSON.stringify(parameters),
  describe: (answer, world) => addSdkMetadata(JSON.parse(answer.body) as JsonObject, listHeaders(answer, world)),
  fail({ code, message, status, requestId }) {
    const details = `Service: AmazonDynamoDBv2; Status Code: ${status}; Error Code: ${code}; Request ID: ${requestId}; Proxy: null`;
    return new TaskFailure(
      `DynamoDB.${KNOWN_EXCEPTIONS.has(code) ? code : "AmazonDynamoDBException"}`,
      `${message} (${details})`,
    );
  },
};

const sdk: Flavour = {
  print: printFromSdk,
  describe: ({ body }) => parseForSdk(body),
  fail({ code, message, status, requestId }) {
    return new TaskFailure(
      `DynamoDb.${KNOWN_EXCEPTIONS.has(code) ? code : "DynamoDbException"}`,
      printSdkRefusal(message, { service: "DynamoDb", status, requestId }),
    );
  },
};

/** The resources of Task states that this room runs: the optimized integration's and the SDK integration's. */
export function createDynamoDbTasks(world: DynamoDbTasksWorld): Readonly<Record<string, RunServiceTask>> {
  const entries = (prefix: string, actions: readonly string[], flavour: Flavour) =>
    actions.map((action): [string, RunServiceTask] => [
      `arn:${world.partition}:states:::${prefix}:${action.charAt(0).toLowerCase()}${action.slice(1)}`,
      (machine, task) => runAction({ world, action, flavour, machine }, task),
    ]);
  return Object.fromEntries([
    ...entries("dynamodb", OPTIMIZED, optimized),
    ...entries("aws-sdk:dynamodb", ACTIONS, sdk),
  ]);
}

interface Run {
  readonly world: DynamoDbTasksWorld;
  readonly action: string;
  readonly flavour: Flavour;
  readonly machine: TaskOwner;
}

async function runAction({ world, action, flavour, machine }: Run, { parameters }: TaskRequest): Promise<Json> {
  const { dynamodb, authorize, uuid } = world;
  const [, partition = "", , region = "", accountId = ""] = machine.stateMachineArn.split(":");
  const members = isJsonObject(parameters) ? Object.entries(parameters).filter(([, value]) => value !== null) : [];
  const answer = await dynamodb.call({
    partition,
    region,
    accountId,
    action,
    body: flavour.print(Object.fromEntries(members)),
    authorize: (name, resource) => authorize(machine, name, resource),
  });
  if (answer.status === 200) return flavour.describe(answer, world);
  const error = JSON.parse(answer.body) as JsonObject;
  throw flavour.fail({
    code: String(error.__type).split("#").pop() ?? "",
    message: String(error.message ?? error.Message ?? ""),
    status: answer.status,
    requestId: answer.requestId || uuid(),
  });
}

function listHeaders({ body, requestId, crc32 }: DynamoDbAnswer, { now }: DynamoDbTasksWorld): Record<string, string> {
  return {
    Connection: "keep-alive",
    "Content-Length": String(Buffer.byteLength(body)),
    "Content-Type": "application/x-amz-json-1.0",
    Date: new Date(now()).toUTCString(),
    Server: "Server",
    "x-amz-crc32": crc32,
    "x-amzn-RequestId": requestId,
  };
}
