import type { Json, JsonObject } from "@sfn-websocket/languages/json";
import { listNames } from "@sfn-websocket/languages/nearest-name";
import type { Constraints, Refusal } from "../protocols/constraints";
import { readRequest, type RequestOf } from "../protocols/request";
import type { CallDatabase } from "./database";
import type { Account } from "./describe-table";
import type { Table } from "./table";
import type { Unfinished } from "./unfinished";
import { createError, DynamoDbError, invalid, tableNotFound } from "./wire";

/** A transaction that was written, by which a repeated request is known. */
export interface WrittenTransaction {
  readonly items: readonly object[];
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** A call that has its region's tables and items for itself while it runs. */
export interface TableCall {
  /** Without members that are null; a table's ARN is its name. */
  readonly body: JsonObject;
  readonly account: Account;
  readonly tables: Map<string, Table>;
  /** By their tokens, the oldest first. */
  readonly transactions: Map<string, WrittenTransaction>;
  readonly database: CallDatabase;
  /** What the call has noted there is done when it ends, however it ends. */
  readonly unfinished: Unfinished;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Writes one line for the developer. */
  readonly log: (line: string) => void;
}

/** An action on tables, or on several items at once; its answer, undefined for an empty one, or a DynamoDbError. */
export interface TableAction {
  /** Of a request; a member that is not among them has no effect. */
  readonly members: Constraints;
  /** True if tables change, which items do not. @default false */
  readonly mutates?: true;
  readonly answer: (call: TableCall) => Promise<object | undefined>;
}

/** Refuses what the database's validation of an action does, which is AWS's; what the action came to is of no interest. */
export async function requireForm(database: CallDatabase, action: string, body: JsonObject): Promise<void> {
  const answer = await database(action, JSON.stringify(body));
  if (/^\{"__type":"com\.amazon\.coral\.(service|validate)#/.test(answer.body)) throw new DynamoDbError(answer);
}

/** Refuses lists with nothing in a place, which the database does not bear. *Assumed*: AWS cannot read them. */
export function requireNoGaps(value: Json): void {
  if (Array.isArray(value) && value.includes(null))
    throw createError("SerializationException", "Unexpected value null");
  if (typeof value === "object" && value !== null) for (const each of Object.values(value)) requireNoGaps(each);
}

/**
 * Returns the members of a request that the constraints name, whatever of it the database knows.
 *
 * @throws DynamoDbError ValidationException or SerializationException.
 */
export const readMembers = <const Members extends Constraints>(
  body: JsonObject,
  constraints: Members,
): RequestOf<Members> => readRequest(body, constraints, fail);

const fail = (refusal: Refusal): DynamoDbError =>
  "invalid" in refusal ? invalid(refusal.invalid) : createError("SerializationException", refusal.unreadable);

/** Resolves to the table that a request names. @throws DynamoDbError. */
export async function requireTable(
  { body, tables, database }: TableCall,
  notFound: (name: string) => DynamoDbError = tableNotFound,
): Promise<Table> {
  const { TableName } = body;
  await requireForm(database, "DescribeTable", TableName === undefined ? {} : { TableName });
  const found = tables.get(String(TableName));
  if (found) return found;
  throw notFound(String(TableName));
}

/** AWS's own text does not say which table is missing. */
export function describeMissing(action: string, table: Json | undefined, tables: ReadonlyMap<string, Table>): string {
  const missing = typeof table === "string" ? `the table '${table}'` : "a table or an index of the request";
  return `DynamoDB: ${action}: ${missing} does not exist, or has no such index; there are ${listNames(tables.keys())}`;
}

/** DynamoDB takes a table's ARN where it takes a name. */
export const readTableName = (text: string): string => (text.startsWith("arn:") ? (text.split("/")[1] ?? "") : text);

/** Returns the table that replaces the one of its name. */
export function keepTable({ tables }: TableCall, table: Table): Table {
  tables.set(table.definition.TableName, table);
  return table;
}
