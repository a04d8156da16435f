import { isJsonObject, type Json, type JsonObject } from "../../languages/jsonpath/json";
import { type CallDatabase, type DynamoDbAnswer, startDatabase } from "./database";

/** Returns nothing where the caller may, else AWS's text of the denial. */
export type AuthorizeAction = (action: string, resource: string) => string | undefined;

/** CreateTable's request. @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html */
export interface CreateTableRequest extends JsonObject {
  readonly TableName: string;
}

/** DynamoDB on this machine: one for all versions of the stacks, so that items outlive a reload. */
export interface DynamoDb {
  /**
   * Declares a table, which is created at the first call. A table with the same definition stays, and keeps its items;
   * one with another definition is replaced.
   */
  createTable(region: string, request: CreateTableRequest): void;
  /** Answers an action, its errors included, as AWS does. `body` is the request's JSON text. */
  call(request: DynamoDbRequest): Promise<DynamoDbAnswer>;
}

export interface DynamoDbRequest {
  readonly partition: string;
  readonly accountId: string;
  readonly region: string;
  readonly action: string;
  readonly body: string;
  readonly authorize: AuthorizeAction;
}

/** What is emulated of the API. */
export const ACTIONS = [
  "BatchGetItem",
  "BatchWriteItem",
  "DeleteItem",
  "DescribeTable",
  "GetItem",
  "ListTables",
  "PutItem",
  "Query",
  "Scan",
  "UpdateItem",
] as const;

/** `log` writes one line for the developer; nothing is loaded or started before the first call. */
export function createDynamoDb(log: (line: string) => void): DynamoDb {
  const regions = new Map<string, RegionalTables>();
  const tablesOf = (region: string): RegionalTables => {
    const known = regions.get(region);
    if (known) return known;
    const created = createRegionalTables(log);
    regions.set(region, created);
    return created;
  };
  return {
    createTable: (region, request) => tablesOf(region).declare(request),
    async call(request) {
      if (!ACTIONS.some((action) => action === request.action)) return refusal("UnknownOperationException");
      const body = parseBody(request.body);
      if (body === undefined) return refusal("SerializationException");
      const denial = findDenial(request, body);
      if (denial !== undefined) return refusal("AccessDeniedException", denial);
      const call = await tablesOf(request.region).open();
      return call(request.action, JSON.stringify(withNames(body)));
    },
  };
}

interface RegionalTables {
  declare(request: CreateTableRequest): void;
  /** Starts the database and creates what was declared since the last call. */
  open(): Promise<CallDatabase>;
}

function createRegionalTables(log: (line: string) => void): RegionalTables {
  const declared = new Map<string, string>();
  const pending: CreateTableRequest[] = [];
  let database: Promise<CallDatabase> | undefined;
  const create = async (call: CallDatabase): Promise<CallDatabase> => {
    for (let request = pending.shift(); request; request = pending.shift()) await replaceTable(call, request, log);
    return call;
  };
  return {
    declare(request) {
      const definition = JSON.stringify(request);
      if (declared.get(request.TableName) === definition) return;
      declared.set(request.TableName, definition);
      pending.push(request);
    },
    open() {
      database ??= startDatabase();
      if (pending.length > 0) database = database.then(create);
      return database;
    },
  };
}

/** A table that cannot be created is told to the developer; calls then meet that it is not there. */
async function replaceTable(
  call: CallDatabase,
  request: CreateTableRequest,
  log: (line: string) => void,
): Promise<void> {
  const { TableName } = request;
  const named = JSON.stringify({ TableName });
  if ((await call("DescribeTable", named)).status === 200) {
    log(`table '${TableName}': its definition changed, so that it is replaced and its items are gone`);
    await call("DeleteTable", named);
    await waitFor(async () => (await call("DescribeTable", named)).status !== 200);
  }
  const { status, body } = await call("CreateTable", JSON.stringify(request));
  if (status !== 200)
    return log(`table '${TableName}': it cannot be created, got '${body}'; correct the aws_dynamodb_table`);
  await waitFor(async () => (await call("DescribeTable", named)).body.includes('"TableStatus":"ACTIVE"'));
}

/** A table changes its state in the next turns of the event loop; the bound is for what never ends. */
async function waitFor(isReached: () => Promise<boolean>): Promise<void> {
  for (let turn = 0; turn < 1_000 && !(await isReached()); turn += 1)
    await new Promise((resolve) => setImmediate(resolve));
}

function parseBody(text: string): JsonObject | undefined {
  try {
    const body: Json = JSON.parse(text);
    return isJsonObject(body) ? body : undefined;
  } catch {
    return undefined;
  }
}

/** DynamoDB takes a table's ARN where it takes a name. */
function withNames(body: JsonObject): JsonObject {
  const { TableName } = body;
  return typeof TableName === "string" && TableName.startsWith("arn:")
    ? { ...body, TableName: TableName.split("/")[1] ?? "" }
    : body;
}

function findDenial(
  { partition, region, accountId, action, authorize }: DynamoDbRequest,
  body: JsonObject,
): string | undefined {
  const { TableName, IndexName, RequestItems } = body;
  const names = isJsonObject(RequestItems ?? null) ? Object.keys(RequestItems as JsonObject) : [TableName];
  const prefix = `arn:${partition}:dynamodb:${region}:${accountId}:table/`;
  const index = typeof IndexName === "string" ? `/index/${IndexName}` : "";
  for (const name of names) {
    const table = typeof name === "string" ? name : "*";
    const denial = authorize(`dynamodb:${action}`, `${table.startsWith("arn:") ? table : prefix + table}${index}`);
    if (denial !== undefined) return denial;
  }
  return undefined;
}

/** *Assumed*: a denial has the member `Message`, as other services' of this protocol. */
function refusal(code: string, text?: string): DynamoDbAnswer {
  const body = { __type: `com.amazon.coral.service#${code}`, ...(text !== undefined && { Message: text }) };
  return { status: 400, body: JSON.stringify(body), requestId: "", crc32: "" };
}
