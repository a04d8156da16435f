import { isJsonObject, type Json } from "@sfn-websocket/languages/json";
import {
  listNeededActions,
  type NeededAction,
} from "@sfn-websocket/languages/states-language/permissions/derive-statements";
import type { Reason } from "./reasons";
import type { PolicyStack } from "./policy-sources";

/** Gives the reason that a role's actions have in the workflows that run as it; undefined where they have none. */
export type FindCallReason = (role: string, action: string) => Reason | undefined;

/** Nothing that is looked for depends on where a state machine is. */
const PLACE = {
  partition: "aws",
  region: "us-east-1",
  account: "123456789012",
  stateMachineArn: "arn:aws:states:::stateMachine:x",
};

/** Reads what the workflows of a stack call, by the roles that they run as. */
export function readCallReasons({ resources, references }: PolicyStack): FindCallReason {
  const byRole = new Map<string, readonly NeededAction[]>();
  for (const { type, attributes } of resources) {
    const arn = attributes["role_arn"];
    const role = typeof arn === "string" ? references.find(arn) : undefined;
    if (type !== "aws_sfn_state_machine" || role === undefined) continue;
    const name = references.name(role);
    byRole.set(name, [...(byRole.get(name) ?? []), ...listNeeded(attributes["definition"])]);
  }
  return (role, action) => {
    const needed = byRole.get(role)?.filter((each) => each.action === action) ?? [];
    const [first] = needed;
    if (first === undefined) return undefined;
    const states = [...new Set(needed.map(({ location }) => location.slice(location.lastIndexOf("/") + 1)))];
    const calls = [...new Set(needed.map(({ call }) => call))];
    const subject = `${states.length === 1 ? "state" : "states"} ${states.map((name) => `'${name}'`).join(", ")}`;
    return {
      why: `the workflow's ${subject} ${states.length === 1 ? "calls" : "call"} ${calls.join(", ")}`,
      source: first.source,
    };
  };
}

/** What the states of a definition call; nothing of one that is an expression. */
export function listNeeded(definition: Json | undefined): readonly NeededAction[] {
  const machine = typeof definition === "string" ? findJson(definition) : undefined;
  return machine !== undefined && isJsonObject(machine) ? listNeededActions(machine, PLACE) : [];
}

/** A definition that another tool wrote may be an expression of Terraform's, which says nothing here. */
function findJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
