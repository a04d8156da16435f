/** The part of dynalite that is used here: it has no types of its own. */
declare module "dynalite" {
  import type { Server } from "node:http";

  interface Options {
    /** Milliseconds that a table is CREATING. @default 500 */
    readonly createTableMs?: number;
    /** Milliseconds that a table is DELETING. @default 500 */
    readonly deleteTableMs?: number;
  }

  /** Returns a server that speaks DynamoDB's protocol over tables in memory. */
  export default function dynalite(options?: Options): Server;
}
