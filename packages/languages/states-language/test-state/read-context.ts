import { isJsonObject, type Json, type JsonObject, readOwn } from "../../json";
import { findExactJson } from "../../jsonpath/read-json";
import type { ExecutionContext } from "../world/world";
import type { TestedState } from "./find-state";
import { refuseRequest, type TestStateRequest, type TestStateWorld } from "./request";

type Kind = "string" | "integer" | "any";

/** The members that a given context object may have. @see https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html */
const MEMBERS: Readonly<Record<string, Readonly<Record<string, Kind>>>> = {
  Execution: {
    Id: "string",
    Input: "any",
    Name: "string",
    RoleArn: "string",
    StartTime: "string",
    RedriveCount: "integer",
    RedriveTime: "string",
  },
  State: { EnteredTime: "string", Name: "string", RetryCount: "integer" },
  StateMachine: { Id: "string", Name: "string" },
  Task: { Token: "string" },
};

/**
 * Reads the request's context object, undefined where it gives none.
 *
 * *Recorded* (LocalStack's AWS-validated snapshots): the texts for a field that is not allowed, and for Map. *Assumed*:
 * those for wrong types, which are LocalStack's, for a text that is no JSON object, and for a token that nothing waits with.
 *
 * @throws TestStateRefusal
 */
export function readContext({ context }: TestStateRequest, state: TestedState): JsonObject | undefined {
  if (context === undefined) return undefined;
  const given = findExactJson(context);
  const problem = isJsonObject(given) ? findProblem(given, state) : "Context object must be a valid JSON object";
  if (problem !== undefined) throw refuseRequest(`Invalid Context object provided: ${problem}`);
  return isJsonObject(given) ? given : {};
}

function findProblem(context: JsonObject, { definition }: TestedState): string | undefined {
  if (Object.hasOwn(context, "Map")) return "'Map' field is not supported when mocking a Context object";
  for (const [name, value] of Object.entries(context)) {
    const members = readOwn(MEMBERS, name);
    if (members === undefined) return `Field '${name}' is not allowed`;
    if (!isJsonObject(value)) return `${name} must be a object`;
    const problem = findMemberProblem(name, value, members);
    if (problem !== undefined) return problem;
  }
  if (!Object.hasOwn(context, "Task") || /\.(sync(:2)?|waitForTaskToken)$/.test(String(definition["Resource"])))
    return undefined;
  const patterns = "'.sync' or '.waitForTaskToken' service integration pattern";
  return `Context object contains 'Task' when state is not a Task state with a ${patterns}`;
}

function findMemberProblem(
  parent: string,
  object: JsonObject,
  members: Readonly<Record<string, Kind>>,
): string | undefined {
  for (const [name, value] of Object.entries(object)) {
    const kind = readOwn(members, name);
    if (kind === undefined) return `Field '${name}' is not allowed`;
    const isRight = kind === "any" || (kind === "string" ? typeof value === "string" : Number.isInteger(value));
    if (!isRight) return `${parent}.${name} must be a ${kind}`;
  }
  return undefined;
}

/** Makes up the context of an execution, as AWS does. *Recorded*: an Express execution's ARN, null without a role. */
export function makeContext({ roleArn }: TestStateRequest, input: Json, world: TestStateWorld): ExecutionContext {
  const { partition, region, accountId } = world;
  const machine = world.uuid();
  const name = world.uuid();
  const arn = (kind: string) => `arn:${partition}:states:${region}:${accountId}:${kind}:${machine}`;
  return {
    Execution: {
      Id: `${arn("express")}:${name}`,
      Input: input,
      Name: name,
      RoleArn: roleArn ?? null,
      StartTime: new Date(world.now()).toISOString(),
    },
    StateMachine: { Id: arn("stateMachine"), Name: machine },
  };
}

/** Documented: a state within a Map state is tested as that of the first item. The item is its input. */
export function makeItem({ parent }: TestedState, input: Json): JsonObject | undefined {
  for (let around = parent; around !== undefined; around = around.parent)
    if (around.type === "Map") return { Index: 0, Value: input };
  return undefined;
}
