import { isDeepStrictEqual } from "node:util";
import type { Json, JsonObject } from "@sfn-websocket/languages/json";
import { describeMissing, readMembers, readTableName, requireForm, type TableAction, type TableCall } from "./action";
import { type CallDatabase, DatabaseDefect, type DynamoDbAnswer } from "./database";
import { findExcess } from "./expression-limits";
import { dropNullMembers } from "./null-attributes";
import { TRANSACT_GET, TRANSACT_WRITE } from "./request-members";
import type { NotedCall } from "./unfinished";
import { createError, invalid } from "./wire";

/** What allows each kind of part. @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html documented */
export const PART_ACTIONS: Readonly<Record<string, string>> = {
  Get: "GetItem",
  Put: "PutItem",
  Update: "UpdateItem",
  Delete: "DeleteItem",
  ConditionCheck: "ConditionCheckItem",
};

/** Milliseconds that a token stands for its transaction. @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html documented */
const TOKEN_LIFE = 600_000;
/** More would fill the memory. */
const MOST_TOKENS = 10_000;

/** A table that nobody has: what the database says of a part that is on it is about the part's form alone. */
const NO_TABLE = "_".repeat(255);

/**
 * The actions on several items at once, each by the database's own action on it; a write that fails takes back those
 * before it.
 *
 * *Recorded*, in what AWS answered in 2026 (https://github.com/paritysuite/dynamodb-conformance): texts, which of them are
 * reasons, and that a part's form is refused before a table is looked up; the error's members:
 * https://github.com/aws/aws-sdk-net/issues/1292.
 */
export const TRANSACT_ACTIONS: Readonly<Record<string, TableAction>> = {
  TransactGetItems: {
    members: TRANSACT_GET,
    async answer(call) {
      const parts = await requireParts(call, readMembers(call.body, TRANSACT_GET).TransactItems);
      const answers: DynamoDbAnswer[] = [];
      for (const { request } of parts) answers.push(await send(call.database, "GetItem", request));
      requireAll(answers.map((answer) => describeReason(answer)));
      return { Responses: answers.map(({ body }) => JSON.parse(body) as JsonObject) };
    },
  },
  TransactWriteItems: {
    members: TRANSACT_WRITE,
    async answer(call) {
      const { TransactItems: items, ClientRequestToken: token } = readMembers(call.body, TRANSACT_WRITE);
      if (token !== undefined && isRepeated(call, token, items)) return {};
      await writeParts(call, await requireParts(call, items));
      if (token !== undefined) call.transactions.set(token, { items, at: call.now });
      return {};
    },
  },
};

/** An action on one item. */
interface Part {
  readonly kind: string;
  /** Of the database's action. */
  readonly request: JsonObject & { readonly TableName: string };
  readonly key: JsonObject;
  /** Whether the reason of a condition that does not hold has the item. */
  readonly returnsItem: boolean;
}

/** *Assumed*: that a missing table is told before an item of two parts. */
async function requireParts(call: TableCall, items: readonly object[]): Promise<readonly Part[]> {
  const parts = items.map((item) => readPart(item, call));
  for (const { kind, request } of parts) {
    const excess = findExcess(request);
    if (excess !== undefined) throw invalid(excess);
    const action = kind === "ConditionCheck" ? "DeleteItem" : PART_ACTIONS[kind];
    await requireForm(call.database, String(action), { ...request, TableName: NO_TABLE });
  }
  for (const { request } of parts) {
    if (call.tables.has(request.TableName)) continue;
    call.log(describeMissing("a transaction", request.TableName, call.tables));
    throw createError("ResourceNotFoundException", "Requested resource not found");
  }
  const keys = parts.map(({ request, key }) => JSON.stringify([request.TableName, key]));
  if (new Set(keys).size === keys.length) return parts;
  throw invalid("Transaction request cannot include multiple operations on one item");
}

function readPart(item: object, { tables }: TableCall): Part {
  const [[kind, members] = ["", {}], ...others] = Object.entries(item) as [string, JsonObject][];
  if (kind === "" || others.length > 0)
    throw invalid("TransactItems can only contain one of Check, Put, Update or Delete");
  const { TableName, ReturnValuesOnConditionCheckFailure: returned, ...rest } = dropNullMembers(members);
  const request = { TableName: readTableName(String(TableName)), ...rest };
  const held = (rest.Key ?? rest.Item) as JsonObject;
  const names = tables.get(request.TableName)?.definition.KeySchema.map(({ AttributeName }) => AttributeName) ?? [];
  const key = Object.fromEntries(names.flatMap((name) => (Object.hasOwn(held, name) ? [[name, held[name]!]] : [])));
  return { kind, request, key, returnsItem: returned === "ALL_OLD" };
}

const send = (database: CallDatabase, action: string, request: object): Promise<DynamoDbAnswer> =>
  database(action, JSON.stringify(request));

function isRepeated({ transactions, now }: TableCall, token: string, items: readonly object[]): boolean {
  for (const [known, { at }] of transactions) {
    if (now - at < TOKEN_LIFE && transactions.size < MOST_TOKENS) break;
    transactions.delete(known);
  }
  const written = transactions.get(token);
  // *Assumed*: no text, as DynamoDB Local answers (https://github.com/aws/aws-sdk-go-v2/issues/1900).
  if (written && !isDeepStrictEqual(written.items, items)) throw createError("IdempotentParameterMismatchException");
  return written !== undefined;
}

async function writeParts({ database, unfinished }: TableCall, parts: readonly Part[]): Promise<void> {
  const befores: (Json | undefined)[] = [];
  for (const part of parts) befores.push(await readItem(database, part));
  const undo = parts.map((part, index) => takeBack(part, befores[index]));
  unfinished.note(undo);
  const reasons: Reason[] = [];
  try {
    for (const [index, part] of parts.entries()) {
      const before = befores[index];
      const answer = await writePart(database, part, before);
      reasons.push(describeReason(answer, part.returnsItem ? before : undefined));
    }
  } catch (error) {
    if (error instanceof DatabaseDefect) unfinished.forget(undo.slice(reasons.length));
    throw error;
  }
  requireAll(reasons);
  unfinished.forget();
}

/** The item of a part as it is. */
async function readItem(database: CallDatabase, { key, request }: Part): Promise<Json | undefined> {
  const read = await send(database, "GetItem", { TableName: request.TableName, Key: key, ConsistentRead: true });
  return read.status === 200 ? (JSON.parse(read.body) as JsonObject).Item : undefined;
}

function writePart(database: CallDatabase, part: Part, before: Json | undefined): Promise<DynamoDbAnswer> {
  const { kind, request } = part;
  if (kind !== "ConditionCheck") return send(database, String(PART_ACTIONS[kind]), request);
  if (before === undefined) return send(database, "DeleteItem", request);
  // A write that changes nothing checks the condition.
  const { Key: _, ...condition } = request;
  return send(database, "PutItem", { ...condition, Item: before });
}

function takeBack({ key, request: { TableName } }: Part, before: Json | undefined): NotedCall {
  return before === undefined
    ? { action: "DeleteItem", request: { TableName, Key: key } }
    : { action: "PutItem", request: { TableName, Item: before } };
}

/** Why a part cancels its transaction, or `None`. @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CancellationReason.html */
interface Reason {
  readonly Code: string;
  readonly Item?: Json;
  readonly Message?: string;
}

function describeReason({ status, body }: DynamoDbAnswer, item?: Json): Reason {
  if (status === 200) return { Code: "None" };
  const { __type, message } = JSON.parse(body) as { readonly __type: string; readonly message: string };
  const [, emptyKey] = /(The AttributeValue for a key attribute cannot contain an empty .*)$/.exec(message) ?? [];
  if (emptyKey !== undefined) throw invalid(`One or more parameter values are not valid. ${emptyKey}`);
  if (!__type.endsWith("#ConditionalCheckFailedException")) return { Code: "ValidationError", Message: message };
  return { Code: "ConditionalCheckFailed", ...(item !== undefined && { Item: item }), Message: message };
}

function requireAll(reasons: readonly Reason[]): void {
  if (reasons.every(({ Code }) => Code === "None")) return;
  const codes = reasons.map(({ Code }) => Code).join(", ");
  const Message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`;
  throw createError("TransactionCanceledException", { CancellationReasons: reasons, Message });
}
