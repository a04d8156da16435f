import type { Json, JsonObject } from "@sfn-websocket/languages/json";
import type { CallDatabase } from "./database";
import { printKeys, printStructure, type TableDefinition } from "./table";
import type { Unfinished } from "./unfinished";

interface Reconciling {
  readonly log: (line: string) => void;
  /** Gets the items, which are to be written to the table when it is there again. */
  readonly unfinished: Unfinished;
}

/**
 * Makes the database's table what it is defined as, and resolves to whether it is: items stay where AWS would update the
 * table, and are gone where it has other keys. A table that cannot be created is told to the developer.
 */
export async function reconcileTable(
  call: CallDatabase,
  definition: TableDefinition,
  { log, unfinished }: Reconciling,
): Promise<boolean> {
  const { TableName } = definition;
  const existing = await findTable(call, TableName);
  // A process that was killed while it deleted a table has left it so.
  const isWhole = existing?.TableStatus !== "DELETING";
  if (existing && isWhole && printStructure(existing) === printStructure(definition)) return true;
  const isKept = existing !== undefined && isWhole && printKeys(existing) === printKeys(definition);
  const items = isKept ? await readItems(call, TableName) : [];
  if (existing && isWhole && !isKept)
    log(`table '${TableName}': its definition changed, so that it is replaced and its items are gone`);
  unfinished.note(items.map((Item) => ({ action: "PutItem", request: { TableName, Item } })));
  if (existing) await dropTable(call, TableName);
  const { status, body } = await createTable(call, TableName, definition);
  if (status !== 200) {
    log(`table '${TableName}': it cannot be created, got '${body}'; correct the aws_dynamodb_table`);
    return false;
  }
  return true;
}

/** Resolves to the database's answer, once the table is there. */
export async function createTable(call: CallDatabase, name: string, definition: object): ReturnType<CallDatabase> {
  const answer = await call("CreateTable", JSON.stringify(definition));
  if (answer.status === 200) await waitFor(async () => (await findTable(call, name))?.TableStatus === "ACTIVE");
  return answer;
}

/** Resolves once there is no such table. */
export async function dropTable(call: CallDatabase, TableName: string): Promise<void> {
  const { status } = await call("DeleteTable", JSON.stringify({ TableName }));
  if (status === 200) await waitFor(async () => (await findTable(call, TableName)) === undefined);
}

/** The definition as the database describes it. */
type Described = TableDefinition & { readonly TableStatus: string };

async function findTable(call: CallDatabase, TableName: string): Promise<Described | undefined> {
  const { status, body } = await call("DescribeTable", JSON.stringify({ TableName }));
  if (status !== 200) return undefined;
  return (JSON.parse(body) as { readonly Table: Described }).Table;
}

/** A table changes its state in the next turns of the event loop; the bound is for what never ends. */
async function waitFor(isReached: () => Promise<boolean>): Promise<void> {
  for (let turn = 0; turn < 1_000 && !(await isReached()); turn += 1)
    await new Promise((resolve) => setImmediate(resolve));
}

async function readItems(call: CallDatabase, TableName: string): Promise<readonly Json[]> {
  const items: Json[] = [];
  let from: Json | undefined;
  do {
    const page = await call(
      "Scan",
      JSON.stringify({ TableName, ...(from !== undefined && { ExclusiveStartKey: from }) }),
    );
    if (page.status !== 200) throw new Error(`the items of table '${TableName}' cannot be read, got '${page.body}'`);
    const { Items, LastEvaluatedKey } = JSON.parse(page.body) as JsonObject;
    items.push(...(Array.isArray(Items) ? Items : []));
    from = LastEvaluatedKey;
  } while (from !== undefined);
  return items;
}
