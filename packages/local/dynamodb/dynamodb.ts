import { describeDefectPlace, describeFailure } from "@sfn-websocket/languages/describe-failure";
import { findJsonObject, isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/json";
import type { Constraints } from "../protocols/constraints";
import { createUnusedLog, findUnused, type LogUnused } from "../protocols/unused-members";
import { describeMissing, readMembers, readTableName, requireNoGaps, type TableAction } from "./action";
import { hasCompoundKey } from "./batch-keys";
import type { DynamoDbAnswer } from "./database";
import { printTableArn } from "./describe-table";
import { findExcess } from "./expression-limits";
import { makeTable } from "./make-table";
import { dropNullMembers } from "./null-attributes";
import { DEFINITION, ITEM_ACTIONS, TAGS } from "./request-members";
import { SETTING_ACTIONS } from "./setting-actions";
import { exportTables, importTables } from "./state";
import { pruneAttributes, type TableSettings } from "./table";
import { TABLE_ACTIONS } from "./table-actions";
import { createRegionalTables, placeRegion, type RegionalTables } from "./tables";
import { TAG_ACTIONS } from "./tag-actions";
import { PART_ACTIONS, TRANSACT_ACTIONS } from "./transactions";
import { createError, DynamoDbError, INTERNAL_SERVER_ERROR, invalid, printAnswer } from "./wire";

/** Returns nothing where the caller may, else AWS's text of the denial. */
export type AuthorizeAction = (action: string, resource: string) => string | undefined;

/** CreateTable's request. @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html */
export interface CreateTableRequest extends JsonObject {
  readonly TableName: string;
}

/** DynamoDB on this machine: one for all versions of the stacks, so that items outlive a reload. */
export interface DynamoDb {
  /**
   * Declares a table, which is created at the first call. A table of the same name stays, and keeps its items; one with
   * other keys is replaced.
   */
  createTable(region: string, request: CreateTableRequest, settings?: TableSettings): void;
  /** Answers an action, its errors included, as AWS does; never rejects. */
  call(request: DynamoDbRequest): Promise<DynamoDbAnswer>;
  /** The tables of all regions, for importState; items are not among them. */
  exportState(): Json;
  /** Replaces all tables by those that were exported; items that are on the disk are theirs again. */
  importState(state: Json): void;
  /** Ends all databases, and resolves when they have ended; items in memory are gone. */
  stop(): Promise<void>;
}

export interface DynamoDbOptions {
  /** Writes one line for the developer. */
  readonly log: (line: string) => void;
  /** Milliseconds that one request may take: one that takes more would never end. @default 10000 */
  readonly limit?: number;
  /** A folder that keeps the items, made if it is not there; one process at a time has it open. @default items are in memory */
  readonly path?: string;
  /** Milliseconds since 1970. @default Date.now */
  readonly now?: () => number;
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

const TABLE_API: Readonly<Record<string, TableAction>> = {
  ...TABLE_ACTIONS,
  ...TAG_ACTIONS,
  ...SETTING_ACTIONS,
  ...TRANSACT_ACTIONS,
};

/** What is emulated of the API for workflows and integrations. */
export const ACTIONS: readonly string[] = [
  ...Object.keys({ ...ITEM_ACTIONS, ...TRANSACT_ACTIONS }),
  "DescribeTable",
  "ListTables",
].sort();

/** The members of each action's request that have an effect. */
export const REQUESTS: Readonly<Record<string, Constraints>> = {
  ...ITEM_ACTIONS,
  ...Object.fromEntries(Object.entries(TABLE_API).map(([name, { members }]) => [name, members])),
};

/** More than AWS has: a region's name is in a signature, and anything, and its database takes a thread. */
const MOST_REGIONS = 50;

/** Nothing is loaded or started before the first call. */
export function createDynamoDb({ log, limit = 10_000, path, now = Date.now }: DynamoDbOptions): DynamoDb {
  const regions = new Map<string, RegionalTables>();
  const logUnused = createUnusedLog("DynamoDB", log);
  const tablesOf = (region: string): RegionalTables => {
    const known = regions.get(region);
    if (known) return known;
    if (regions.size >= MOST_REGIONS)
      throw new Error(`${MOST_REGIONS} regions have a database, got another, '${region}'; use one of them`);
    const created = createRegionalTables({
      log,
      limit,
      ...(path !== undefined && { path: placeRegion(path, region) }),
    });
    regions.set(region, created);
    return created;
  };
  return {
    createTable(region, request, settings) {
      const { Tags: tags = [], ...members } = readMembers(request, { ...DEFINITION, ...TAGS });
      const definition = pruneAttributes(members);
      const tables = tablesOf(region);
      tables.declare(makeTable({ definition, tags, now: now(), ...settings }, tables.tables.get(request.TableName)));
    },
    async call(request) {
      try {
        return await answerAction(tablesOf(request.region), request, { now, log, logUnused });
      } catch (error) {
        if (error instanceof DynamoDbError) return error.answer;
        log(`DynamoDB: ${request.action} failed: ${describeFailure(error, describeDefectPlace(error))}`);
        return INTERNAL_SERVER_ERROR;
      }
    },
    exportState: () => exportTables(regions),
    importState: (state) => importTables(state, regions, tablesOf),
    async stop() {
      await Promise.all([...regions.values()].map((tables) => tables.stop()));
    },
  };
}

async function answerAction(
  regional: RegionalTables,
  request: DynamoDbRequest,
  { now, log, logUnused }: Required<Pick<DynamoDbOptions, "now" | "log">> & { readonly logUnused: LogUnused },
): Promise<DynamoDbAnswer> {
  const { action: name, partition, accountId, region } = request;
  const action = Object.hasOwn(TABLE_API, name) ? TABLE_API[name] : undefined;
  const members = Object.hasOwn(REQUESTS, name) ? REQUESTS[name] : undefined;
  if (members === undefined) return { ...createError("UnknownOperationException").answer, unknown: name };
  const body = readBody(request.body);
  const unused = findUnused(body, members);
  if (unused.length > 0) logUnused(name, unused);
  const denial = findDenial(request, body);
  if (denial !== undefined) throw createError("AccessDeniedException", denial);
  const excess = findExcess(body);
  if (excess !== undefined) throw invalid(excess);
  if (!action) {
    if (name === "BatchGetItem" && hasCompoundKey(body)) throw invalid(NO_KEY);
    const answer = await regional.call(name, JSON.stringify(dropNullMembers(body)));
    if (answer.status === 400 && answer.body.includes("ResourceNotFoundException"))
      log(describeMissing(name, body.TableName, regional.tables));
    return answer;
  }
  requireNoGaps(body);
  const account = { partition, accountId, region };
  const { tables, transactions, unfinished } = regional;
  const answer = await regional.change((database) =>
    action.answer({ body, account, tables, transactions, unfinished, database, now: now(), log }),
  );
  return { ...printAnswer(answer), ...(action.mutates && { mutates: true }) };
}

/** *Assumed*, as the database words it of other calls. */
const NO_KEY = "The provided key element does not match the schema";

/** @throws DynamoDbError SerializationException. */
function readBody(text: string): JsonObject {
  const read = findJsonObject(text);
  if (read === undefined) throw createError("SerializationException");
  const body = dropNulls(read);
  const { TableName } = body;
  return typeof TableName === "string" ? { ...body, TableName: readTableName(TableName) } : body;
}

const dropNulls = (body: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null));

function findDenial(request: DynamoDbRequest, body: JsonObject): string | undefined {
  const { IndexName } = body;
  const index = typeof IndexName === "string" ? `/index/${IndexName}` : "";
  for (const [action, named] of listNeeds(request.action, body)) {
    const name = typeof named === "string" ? named : "*";
    const table = name.startsWith("arn:") ? name : printTableArn(request, name);
    const denial = request.authorize(`dynamodb:${action}`, `${table}${index}`);
    if (denial !== undefined) return denial;
  }
  return undefined;
}

/** What the caller must be allowed, each with the table that it is on; of a request whose form nobody has judged yet. */
function listNeeds(action: string, body: JsonObject): readonly (readonly [action: string, table: Json | undefined])[] {
  const { TableName, RequestItems = null, ResourceArn, TransactItems } = body;
  if (Array.isArray(TransactItems))
    return TransactItems.flatMap((item) => Object.entries(isJsonObject(item) ? item : {})).map(([kind, part]) => [
      PART_ACTIONS[kind] ?? action,
      isJsonObject(part) ? part.TableName : undefined,
    ]);
  const tables = isJsonObject(RequestItems) ? Object.keys(RequestItems) : [TableName ?? ResourceArn];
  return tables.map((table) => [action, table]);
}
