import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { type CallDatabase, type Database, type DynamoDbAnswer, startDatabase } from "./database";
import { isOnDemand } from "./describe-table";
import { reconcileTable } from "./reconcile-table";
import { printKeys, printStructure, type Table, type TableDefinition, type TableSettings, type Tag } from "./table";

/** A region's tables, and the database of their items. */
export interface RegionalTables {
  readonly tables: Map<string, Table>;
  /** Sets tables without the database, which follows at the next call. */
  declare(table: Table): void;
  /** Calls the database, once it has all that is declared. */
  call: CallDatabase;
  /** Runs what changes tables when the changes before it are done; the database's calls wait for it. */
  change<Result>(run: (call: CallDatabase) => Promise<Result>): Promise<Result>;
  /** Forgets all tables, and keeps the database's until others are declared in their place. */
  clear(): void;
  stop(): void;
}

export interface TablesOptions {
  readonly log: (line: string) => void;
  readonly limit: number;
  /** The folder of this region's items. @default items are in memory */
  readonly path?: string;
}

export function createRegionalTables({ log, ...options }: TablesOptions): RegionalTables {
  const tables = new Map<string, Table>();
  const pending = new Set<string>();
  let database: Database | undefined;
  let changes: Promise<void> | undefined;
  const open = (): Database => {
    if (database !== undefined && !database.isOver()) return database;
    database = startDatabase({ ...options, ...(database && { after: database.stop() }) });
    for (const name of tables.keys()) pending.add(name);
    return database;
  };
  const reconcile = async (call: CallDatabase): Promise<void> => {
    for (const name of pending) {
      pending.delete(name);
      const table = tables.get(name);
      if (table && !(await reconcileTable(call, table.definition, log))) tables.delete(name);
    }
  };
  const runChange = async <Result>(run: (call: CallDatabase) => Promise<Result>): Promise<Result> => {
    const { call } = open();
    await reconcile(call);
    return run(call);
  };
  const change: RegionalTables["change"] = (run) => {
    const changed = (changes ?? Promise.resolve()).then(() => runChange(run));
    const settled: Promise<void> = changed.then(
      () => finish(),
      () => finish(),
    );
    const finish = () => {
      if (changes === settled) changes = undefined;
    };
    changes = settled;
    return changed;
  };
  return {
    tables,
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
      for (; changes !== undefined || pending.size > 0; opened = open())
        await (changes ?? change(() => Promise.resolve()));
      return opened.call(action, body);
    },
    clear() {
      tables.clear();
      pending.clear();
    },
    stop: () => void database?.stop(),
  };
}

/** A table's folder, one a region: the name of a region is in a signature, and anything. */
export const placeRegion = (path: string, region: string): string => join(path, region.replace(/[^\w-]/g, "_"));

export interface NewTable extends TableSettings {
  readonly definition: TableDefinition;
  readonly tags: readonly Tag[];
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Returns a table as it is created, or as one with the same keys becomes that is declared again. */
export function makeTable({ definition, tags, now, timeToLive, recoveryDays }: NewTable, known?: Table): Table {
  const same = known && printKeys(known.definition) === printKeys(definition) ? known : undefined;
  const recovery = { since: same?.pointInTimeRecovery?.since ?? now, days: recoveryDays ?? 35 };
  return {
    definition,
    tableId: same?.tableId ?? randomUUID(),
    createdAt: same?.createdAt ?? now,
    tags,
    ...dateChanges(definition, now, same),
    ...(timeToLive !== undefined && { timeToLive }),
    ...(recoveryDays !== undefined && { pointInTimeRecovery: recovery }),
  };
}

/** Returns since when the table is billed by the request and has a stream. */
export function dateChanges(
  definition: TableDefinition,
  now: number,
  known?: Table,
): Pick<Table, "onDemandSince" | "streamSince"> {
  const wasOnDemand = known !== undefined && isOnDemand(known.definition);
  const onDemandSince = isOnDemand(definition) && !wasOnDemand ? now : known?.onDemandSince;
  const streamSince = hasStream(definition) ? (hasStream(known?.definition) && known?.streamSince) || now : undefined;
  return { ...(onDemandSince !== undefined && { onDemandSince }), ...(streamSince !== undefined && { streamSince }) };
}

export const hasStream = (definition?: TableDefinition): boolean =>
  definition?.StreamSpecification?.StreamEnabled === true;
