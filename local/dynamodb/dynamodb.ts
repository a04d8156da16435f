import { isJsonObject, type Json, type JsonObject } from "../../languages/jsonpath/json";
import { type CallDatabase, type Database, type DynamoDbAnswer, startDatabase } from "./database";

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
  /** Answers an action, its errors included, as AWS does; never rejects. */
  call(request: DynamoDbRequest): Promise<DynamoDbAnswer>;
  /** Ends all databases; their items are gone. */
  stop(): void;
}

export interface DynamoDbOptions {
  /** Writes one line for the developer. */
  readonly log: (line: string) => void;
  /** Milliseconds that one request may take: one that takes more would never end. @default 10000 */
  readonly limit?: number;
}

export interface DynamoDbRequest {
  readonly partition: string;
  readonly accountId: string;
  readonly region: string;
  readonly action: string;
  /** JSON text */
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

/** An answer that the database itself did not give has none. */
const NO_METADATA = { requestId: "", crc32: "" } as const;

/** Nothing is loaded or started before the first call. */
export function createDynamoDb({ log, limit = 10_000 }: DynamoDbOptions): DynamoDb {
  const regions = new Map<string, RegionalTables>();
  const tablesOf = (region: string): RegionalTables => {
    const known = regions.get(region);
    if (known) return known;
    const created = createRegionalTables({ log, limit });
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
      const excess = findExcess(body);
      if (excess !== undefined) return invalid(excess);
      try {
        const call = await tablesOf(request.region).open();
        return await call(request.action, JSON.stringify(withNames(body)));
      } catch (error) {
        log(`DynamoDB: ${request.action} failed: ${(error as Error).message}`);
        return INTERNAL_SERVER_ERROR;
      }
    },
    stop: () => regions.forEach((tables) => tables.stop()),
  };
}

interface RegionalTables {
  declare(request: CreateTableRequest): void;
  /** Starts the database, where none runs, and creates what it does not have yet of what is declared. */
  open(): Promise<CallDatabase>;
  stop(): void;
}

function createRegionalTables({ log, limit }: Required<DynamoDbOptions>): RegionalTables {
  const declared = new Map<string, CreateTableRequest>();
  const pending = new Set<string>();
  let database: Database | undefined;
  let opening: Promise<CallDatabase> | undefined;
  const createPending = async ({ call }: Database): Promise<CallDatabase> => {
    for (const name of pending) {
      pending.delete(name);
      await replaceTable(call, declared.get(name) ?? { TableName: name }, log);
    }
    return call;
  };
  return {
    declare(request) {
      const { TableName } = request;
      if (JSON.stringify(declared.get(TableName)) === JSON.stringify(request)) return;
      declared.set(TableName, request);
      pending.add(TableName);
    },
    open() {
      if (database === undefined || database.isOver()) {
        database = startDatabase(limit);
        opening = undefined;
        for (const name of declared.keys()) pending.add(name);
      }
      const started = database;
      if (pending.size > 0) opening = Promise.resolve(opening).then(() => createPending(started));
      return opening ?? Promise.resolve(started.call);
    },
    stop: () => database?.stop(),
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

/** How deep an expression may nest: dynalite's time doubles with each parenthesis, and is a quarter of a second here. */
const DEEPEST = 8;
/** bytes @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html */
const LONGEST = 4096;

/** Returns what dynalite could not bear of the request's expressions. */
function findExcess(body: JsonObject): string | undefined {
  for (const [name, value] of Object.entries(body)) {
    if (!name.endsWith("Expression") || typeof value !== "string") continue;
    if (Buffer.byteLength(value) > LONGEST)
      return `Invalid ${name}: Expression size has exceeded the maximum allowed size;`;
    let depth = 0;
    for (const character of value) {
      if (character === "(") depth += 1;
      if (character === ")") depth -= 1;
      if (depth > DEEPEST) return `Invalid ${name}: the local runtime reads parentheses up to ${DEEPEST} deep`;
    }
  }
  return undefined;
}

const invalid = (message: string): DynamoDbAnswer => ({
  ...NO_METADATA,
  status: 400,
  body: JSON.stringify({ __type: "com.amazon.coral.validate#ValidationException", message }),
});

/** *Assumed*: a denial has the member `Message`, as other services' of this protocol. */
function refusal(code: string, text?: string): DynamoDbAnswer {
  const body = { __type: `com.amazon.coral.service#${code}`, ...(text !== undefined && { Message: text }) };
  return { ...NO_METADATA, status: 400, body: JSON.stringify(body) };
}

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html */
const INTERNAL_SERVER_ERROR: DynamoDbAnswer = {
  ...NO_METADATA,
  status: 500,
  body: '{"__type":"com.amazonaws.dynamodb.v20120810#InternalServerError","message":"Internal server error"}',
};
