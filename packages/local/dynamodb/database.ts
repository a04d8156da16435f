import { join } from "node:path";
import type { Worker } from "node:worker_threads";
import { startThread } from "../start-thread";

/** An answer of DynamoDB's protocol. */
export interface DynamoDbAnswer {
  readonly status: number;
  /** JSON text */
  readonly body: string;
  readonly requestId: string;
  /** the checksum that DynamoDB sends along, a decimal number */
  readonly crc32: string;
  /** True if tables have changed, their items aside. @default false */
  readonly mutates?: boolean;
  /** The name of the action, where it is not emulated. */
  readonly unknown?: string;
}

/** A message to the database's thread. */
export interface DatabaseRequest {
  readonly id: number;
  readonly action: string;
  /** JSON text */
  readonly body: string;
}

/** A message from the database's thread. */
export type DatabaseAnswer =
  | { readonly id: number; readonly answer: DynamoDbAnswer }
  /** what the database did not survive the request without, in its own words */
  | { readonly id: number; readonly failure: string };

/** Sends a request, which is JSON text, to an action of DynamoDB; rejects where the database itself fails. */
export type CallDatabase = (action: string, body: string) => Promise<DynamoDbAnswer>;

/** What the database itself does not bear: nothing is written, and about the item nothing is answered any more. */
export class DatabaseDefect extends Error {}

/** A DynamoDB in a thread. */
export interface Database {
  readonly call: CallDatabase;
  /** True once it was stopped: items in memory are gone. */
  isOver(): boolean;
  /** Resolves when the thread has ended: its folder can be opened anew. */
  stop(): Promise<unknown>;
}

export interface DatabaseOptions {
  /** Milliseconds that one request may take. */
  readonly limit: number;
  /** The folder of the items, which one database at a time has open. @default items are in memory */
  readonly path?: string;
  /** The thread starts when this is done. @default at once */
  readonly after?: Promise<unknown>;
}

/**
 * Starts a DynamoDB in a thread of this process: it listens on no port, for a page in the developer's browser could
 * reach one, and dynalite answers every origin. It takes one request at a time, so that what dynalite cannot bear fails
 * that request alone; one that takes over `limit` milliseconds stops the database.
 */
export function startDatabase({ limit, path, after = Promise.resolve() }: DatabaseOptions): Database {
  let thread: Worker | undefined;
  let isOver = false;
  let last: Promise<unknown> = after;
  let id = 0;
  const stop = async () => {
    isOver = true;
    await thread?.terminate();
  };
  const start = (): Worker => {
    const started = startThread(join(__dirname, "database-thread.ts"), { workerData: { path } });
    return started.on("error", () => void stop());
  };
  const send = async (action: string, body: string): Promise<DynamoDbAnswer> => {
    if (isOver) throw new Error("the database was stopped");
    thread ??= start();
    const answer = await ask(thread, { id: (id += 1), action, body }, limit);
    if (answer === undefined) {
      void stop();
      const items = path === undefined ? "its items are gone" : "starts anew";
      throw new Error(`${action} took over ${limit} ms, so that the database was stopped and ${items}`);
    }
    if ("failure" in answer) throw new DatabaseDefect(describeFailure(answer.failure, path));
    return answer.answer;
  };
  return {
    call(action, body) {
      const answer = last.then(() => send(action, body));
      last = answer.catch(() => undefined);
      return answer;
    },
    isOver: () => isOver,
    stop,
  };
}

/** A LevelDB that cannot be opened is closed to what asks it. */
function describeFailure(failure: string, path?: string): string {
  if (path === undefined || failure !== "Database is closed") return `dynalite failed: ${failure}`;
  return `the folder '${path}' cannot be opened; end the other process that has it open`;
}

/** Resolves to the thread's answer, or to undefined when it has none within `limit` milliseconds or ends. */
function ask(thread: Worker, request: DatabaseRequest, limit: number): Promise<DatabaseAnswer | undefined> {
  return new Promise((resolve) => {
    const settle = (answer?: DatabaseAnswer) => {
      clearTimeout(timer);
      thread.off("message", receive).off("exit", end).unref();
      resolve(answer);
    };
    const receive = (answer: DatabaseAnswer) => {
      if (answer.id === request.id) settle(answer);
    };
    const end = () => settle();
    const timer = setTimeout(end, limit);
    thread.on("message", receive).on("exit", end).ref();
    thread.postMessage(request);
  });
}
