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

/** A DynamoDB with its items in memory. */
export interface Database {
  readonly call: CallDatabase;
  /** True once it was stopped: its items are gone. */
  isOver(): boolean;
  stop(): void;
}

/**
 * Starts an empty DynamoDB in a thread of this process: it listens on no port, for a page in the developer's browser
 * could reach one, and dynalite answers every origin. It takes one request at a time, so that what dynalite cannot bear
 * fails that request alone; one that takes over `limit` milliseconds stops the database.
 */
export function startDatabase(limit: number): Database {
  const thread = startThread(join(__dirname, "database-thread.ts"));
  let isOver = false;
  let last: Promise<unknown> = Promise.resolve();
  let id = 0;
  const stop = () => {
    isOver = true;
    void thread.terminate();
  };
  thread.on("error", stop);
  const send = async (action: string, body: string): Promise<DynamoDbAnswer> => {
    if (isOver) throw new Error("the database was stopped");
    const answer = await ask(thread, { id: (id += 1), action, body }, limit);
    if (answer === undefined) stop();
    if (answer === undefined)
      throw new Error(`${action} took over ${limit} ms, so that the database was stopped and its items are gone`);
    if ("failure" in answer) throw new Error(`dynalite failed: ${answer.failure}`);
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
