import { findJson, isJsonObject, type Json } from "../../json";
import { listNeededActions, type NeededAction } from "./derive-statements";
import type { Reason } from "./grant-reasons";

/** Nothing that is looked for depends on where a state machine is. */
const PLACE = {
  partition: "aws",
  region: "us-east-1",
  account: "123456789012",
  stateMachineArn: "arn:aws:states:::stateMachine:x",
};

/** What the states of a definition call; nothing of one that is an expression. */
export function listNeeded(definition: Json | undefined): readonly NeededAction[] {
  const machine = typeof definition === "string" ? findJson(definition) : undefined;
  return machine !== undefined && isJsonObject(machine) ? listNeededActions(machine, PLACE) : [];
}

/** The reason that an action has in what workflows need; undefined where they do not need it. */
export function findCallReason(needed: readonly NeededAction[], action: string): Reason | undefined {
  const calling = needed.filter((each) => each.action === action);
  const [first] = calling;
  if (first === undefined) return undefined;
  const states = [...new Set(calling.map(({ location }) => location.slice(location.lastIndexOf("/") + 1)))];
  const calls = [...new Set(calling.map(({ call }) => call))];
  const subject = `${states.length === 1 ? "state" : "states"} ${states.map((name) => `'${name}'`).join(", ")}`;
  return {
    why: `the workflow's ${subject} ${states.length === 1 ? "calls" : "call"} ${calls.join(", ")}`,
    source: first.source,
  };
}
