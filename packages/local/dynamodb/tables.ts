import { join } from "node:path";
import type { WrittenTransaction } from "./action";
import { type CallDatabase, type Database, type DynamoDbAnswer, startDatabase } from "./database";
import { reconcileTable } from "./reconcile-table";
import { printStructure, type Table } from "./table";
import { openUnfinished, type Unfinished } from "./unfinished";

/** A region's tables, and the database of their items. */
export interface RegionalTables {
  readonly tables: Map<string, Table>;
  /** Those of the last minutes, by their tokens. */
  readonly transactions: Map<string, WrittenTransaction>;
  /** What a change has still to do: it is done when the change ends, however that ends. */
  readonly unfinished: Unfinished;
  /** Sets tables without the database, which follows at the next call. */
  declare(table: Table): void;
  /** Calls the database, once it has all that is declared. */
  call: CallDatabase;
  /** Runs what changes tables when the changes before it are done; the database's calls wait for it. */
  change<Result>(run: (call: CallDatabase) => Promise<Result>): Promise<Result>;
  /** Forgets all tables, and keeps the database's until others are declared in their place. */
  clear(): void;
  stop(): Promise<void>;
}

export interface TablesOptions {
  readonly log: (line: string) => void;
  readonly limit: number;
  /** The folder of this region's items. @default items are in memory */
  readonly path?: string;
}

export function createRegionalTables({ log, ...options }: TablesOptions): RegionalTables {
  const tables = new Map<string, Table>();
  const transactions = new Map<string, WrittenTransaction>();
  const pending = new Set<string>();
  const unfinished = openUnfinished(options.path && `${options.path}.unfinished.json`);
  const queue = createQueue();
  const { open, stop } = createOpening(options, () => {
    for (const name of tables.keys()) pending.add(name);
    if (options.path === undefined) unfinished.forget();
  });
  const change: RegionalTables["change"] = (run) =>
    queue.enqueue(async () => {
      const database = open();
      await reconcileTables(database.call, { tables, pending, log, unfinished });
      return finishAround(run, database, { unfinished, log });
    });
  return {
    tables,
    transactions,
    unfinished,
    change,
    declare(table) {
      const { TableName } = table.definition;
      const known = tables.get(TableName);
      tables.set(TableName, table);
      if (!known || printStructure(known.definition) !== printStructure(table.definition)) pending.add(TableName);
    },
    async call(action, body): Promise<DynamoDbAnswer> {
      let opened = open();
      // A change that begins meanwhile goes first.
      for (; queue.last() !== undefined || pending.size > 0; opened = open())
        await (queue.last() ?? change(() => Promise.resolve()));
      return opened.call(action, body);
    },
    clear() {
      for (const held of [tables, transactions, pending]) held.clear();
    },
    stop,
  };
}

/** The database, which is started at its first call, and again where it has ended; `started` is told each time. */
function createOpening(options: Omit<TablesOptions, "log">, started: () => void) {
  let database: Database | undefined;
  return {
    open(): Database {
      if (database !== undefined && !database.isOver()) return database;
      database = startDatabase({ ...options, ...(database && { after: database.stop() }) });
      started();
      return database;
    },
    async stop(): Promise<void> {
      await database?.stop();
    },
  };
}

/** Runs a change once all is done that one before it has noted; what it notes itself is done at its end, however it ends. */
async function finishAround<Result>(
  run: (call: CallDatabase) => Promise<Result>,
  { call, isOver }: Database,
  { unfinished, log }: Pick<Reconciled, "unfinished" | "log">,
): Promise<Result> {
  await unfinished.finish(call, log);
  try {
    return await run(call);
  } finally {
    if (!isOver()) await unfinished.finish(call, log);
  }
}

interface Reconciled {
  readonly tables: Map<string, Table>;
  /** The names of tables that the database may not have, or have otherwise. */
  readonly pending: Set<string>;
  readonly log: (line: string) => void;
  readonly unfinished: Unfinished;
}

async function reconcileTables(call: CallDatabase, { tables, pending, ...told }: Reconciled): Promise<void> {
  for (const name of pending) {
    pending.delete(name);
    const table = tables.get(name);
    try {
      if (table && !(await reconcileTable(call, table.definition, told))) tables.delete(name);
    } catch (error) {
      pending.add(name);
      throw error;
    }
  }
}

interface Queue {
  /** What is to be awaited until all is done that is queued now; undefined where nothing is. */
  last(): Promise<unknown> | undefined;
  enqueue<Result>(run: () => Promise<Result>): Promise<Result>;
}

/** Returns what runs one thing after another, whatever the one before came to. */
function createQueue(): Queue {
  let last: Promise<unknown> = Promise.resolve();
  let length = 0;
  return {
    last: () => (length > 0 ? last : undefined),
    enqueue(run) {
      length += 1;
      const result = last.then(run).finally(() => (length -= 1));
      last = result.catch(() => undefined);
      return result;
    },
  };
}

/** A table's folder, one a region: the name of a region is in a signature, and anything. */
export const placeRegion = (path: string, region: string): string => join(path, region.replace(/[^\w-]/g, "_"));
