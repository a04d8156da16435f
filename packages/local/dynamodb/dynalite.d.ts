/** The part of dynalite that is used here: it has no types of its own. */
declare module "dynalite" {
  import type { Server } from "node:http";

  interface Options {
    /** Milliseconds that a table is CREATING. @default 500 */
    readonly createTableMs?: number;
    /** Milliseconds that a table is DELETING. @default 500 */
    readonly deleteTableMs?: number;
    /** The folder of a LevelDB, which is made if it is not there. @default tables in memory */
    readonly path?: string;
  }

  /** Returns a server that speaks DynamoDB's protocol over its tables. */
  export default function dynalite(options?: Options): Server;
}

/** Its database, of which its server makes one. */
declare module "dynalite/db" {
  interface Table {
    readonly TableStatus: string;
  }

  interface Store {
    readonly tableDb: { put: (name: string, table: Table, done: () => void) => void };
  }

  const database: { create: (options: object) => Store };
  export default database;
}
