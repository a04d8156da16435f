import { isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/json";
import type { TaskOwner, TasksWorld } from "../service-task";
import type { StepFunctions } from "./stepfunctions";

/** What Task states need of the world. */
export interface StepFunctionsTasksWorld extends TasksWorld {
  /** Step Functions of a region. */
  readonly stepfunctions: (region: string) => Pick<StepFunctions, "call" | "whenEnded">;
}

interface ActionRequest {
  readonly action: string;
  readonly request: JsonObject;
}

/** What the API answers a task. */
export interface TaskAnswer {
  readonly status: number;
  readonly members: JsonObject;
  /** Characters of the answer's text. */
  readonly length: number;
  /** Of a refusal, such as `AccessDeniedException`. */
  readonly code: string;
  readonly message: string;
}

/** Calls an action in the region of a task's machine, as the machine's role may. */
export async function callAction(
  world: StepFunctionsTasksWorld,
  machine: TaskOwner,
  { action, request }: ActionRequest,
): Promise<TaskAnswer> {
  const { status, body } = await stepFunctionsOf(world, machine).call(action, JSON.stringify(request), {
    authorize: (...asked) => world.authorize(machine, ...asked),
  });
  const members = JSON.parse(body) as JsonObject;
  const code = String(members.__type).split("#").pop() ?? "";
  return { status, members, length: body.length, code, message: String(members.message ?? members.Message ?? "") };
}

export const stepFunctionsOf = ({ stepfunctions }: StepFunctionsTasksWorld, { stateMachineArn }: TaskOwner) =>
  stepfunctions(stateMachineArn.split(":")[3] ?? "");

/** Members of answers that are times, as the API prints them: seconds. */
export const TIMES: ReadonlySet<string> = new Set(["startDate", "stopDate", "redriveDate"]);

export const toMilliseconds = (seconds: Json | undefined): number => Math.round(Number(seconds) * 1000);

/**
 * The members of an answer as the SDKs name them, which know no `__type`: with a large first letter, those of its objects
 * too; `show` gives the other values.
 */
export function nameMembers(
  { __type: _, ...answer }: JsonObject,
  show: (name: string, value: Json) => Json,
): JsonObject {
  const members = Object.entries(answer).map(([name, value]): [string, Json] => [
    `${name.charAt(0).toUpperCase()}${name.slice(1)}`,
    isJsonObject(value) ? nameMembers(value, show) : show(name, value),
  ]);
  return Object.fromEntries(members);
}
