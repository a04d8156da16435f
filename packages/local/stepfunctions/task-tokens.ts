import type { Json } from "@sfn-websocket/languages/json";
import { TaskFailure } from "@sfn-websocket/languages/states-language/values/errors";
import type { TaskRequest } from "@sfn-websocket/languages/states-language/world/world";
import { invalidToken, StepFunctionsError } from "./wire";

/** The tasks that wait for somebody to report their results, by their tokens. */
export interface TaskTokens {
  /** Resolves to the result that is reported with the task's token, rejects with the failure; never settles once the task has ended otherwise. */
  wait(task: Pick<TaskRequest, "taskToken" | "signal" | "heartbeat">, stateMachineArn: string): Promise<Json>;
  /** The ARN of the state machine whose task has the token, waiting or ended. */
  findMachine(token: string): string | undefined;
  /** @throws StepFunctionsError InvalidToken, or TaskTimedOut for a task that has ended. */
  succeed(token: string, output: Json): void;
  fail(token: string, error: string | undefined, cause: string | undefined): void;
  heartbeat(token: string): void;
}

interface Waiting {
  readonly stateMachineArn: string;
  readonly resolve: (output: Json) => void;
  readonly reject: (failure: TaskFailure) => void;
  readonly heartbeat: () => void;
}

/** Tokens of ended tasks that are told from others; older ones are as if they had never been. */
const MOST_ENDED = 10_000;

export function createTaskTokens(): TaskTokens {
  const waiting = new Map<string, Waiting>();
  const ended = new Map<string, string>();
  const end = (token: string): void => {
    const task = waiting.get(token);
    if (task === undefined) return;
    waiting.delete(token);
    ended.set(token, task.stateMachineArn);
    const [oldest] = ended.keys();
    if (ended.size > MOST_ENDED && oldest !== undefined) ended.delete(oldest);
  };
  const take = (token: string, settle: (task: Waiting) => void): void => {
    settle(requireWaiting(token));
    end(token);
  };
  const requireWaiting = (token: string): Waiting => {
    const found = waiting.get(token);
    if (found !== undefined) return found;
    throw ended.has(token) ? timedOut() : invalidToken();
  };
  return {
    wait: ({ taskToken = "", signal, heartbeat }, stateMachineArn) =>
      new Promise((resolve, reject) => {
        waiting.set(taskToken, { stateMachineArn, resolve, reject, heartbeat });
        signal.addEventListener("abort", () => end(taskToken), { once: true });
      }),
    findMachine: (token) => waiting.get(token)?.stateMachineArn ?? ended.get(token),
    succeed: (token, output) => take(token, ({ resolve }) => resolve(output)),
    fail: (token, error, cause) => take(token, ({ reject }) => reject(new TaskFailure(error ?? null, cause ?? null))),
    heartbeat: (token) => requireWaiting(token).heartbeat(),
  };
}

/** *Recorded*: the text, in bug reports of AWS's users. */
const timedOut = (): StepFunctionsError =>
  new StepFunctionsError("TaskTimedOut", "Task Timed Out: 'Provided task does not exist anymore'");
