import { type JsonObject, readOwn } from "../../json";
import { type Call, listCalls } from "./calls";
import { NEEDS } from "./needs";
import type { Need } from "./need";
import type { MachinePlace } from "./resource-arn";

/** A statement that follows from a definition. */
export interface DerivedStatement {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly condition?: Need["condition"];
}

/** Why an action is needed. */
export interface NeededAction {
  readonly action: string;
  /** `/States/Charge` */
  readonly location: string;
  /** `lambda:invoke` */
  readonly call: string;
  /** URL of the documentation. */
  readonly source: string;
}

export interface DerivedStatements {
  readonly statements: readonly DerivedStatement[];
  /** Calls of which it is not known what they need, as `<where>: <what is wrong>, got <value>; <what to do>`. */
  readonly problems: readonly string[];
}

/** Actions that are granted anyway, as IAM writes them, `*` and `?` included. */
export interface Granted {
  readonly actions: readonly string[];
  /**
   * Granted on what only the data names, such as the connection that a message came from.
   * @default []
   */
  readonly onUnnamed?: readonly string[];
}

/**
 * The statements that the states of a definition need, each action on the resources that the definition names; without what
 * is granted anyway.
 */
export function deriveStatements(machine: JsonObject, place: MachinePlace, granted: Granted): DerivedStatements {
  const found = listCalls(machine).flatMap((call) => listLeft(call, place, granted));
  const problems = found.flatMap(({ call, need }) =>
    need.resource === undefined ? [describeUnknown(call, need)] : [],
  );
  return { statements: mergeNeeds(found.map(({ need }) => need)), problems: [...new Set(problems)] };
}

/** The actions that the states of a definition need, whoever grants them. */
export function listNeededActions(machine: JsonObject, place: MachinePlace): readonly NeededAction[] {
  return listCalls(machine).flatMap((call) => {
    const source = readOwn(NEEDS, call.name)?.source;
    if (source === undefined) return [];
    return listLeft(call, place, { actions: [] }).flatMap(({ need }) =>
      need.actions.map((action) => ({ action, location: call.location, call: nameCall(call), source })),
    );
  });
}

interface CallNeed {
  readonly call: Call;
  readonly need: Need;
}

function listLeft(call: Call, place: MachinePlace, { actions: granted, onUnnamed = [] }: Granted): readonly CallNeed[] {
  const isGranted = (action: string, resource: string | undefined) =>
    (resource === undefined ? [...granted, ...onUnnamed] : granted).some((pattern) => matchesAction(pattern, action));
  const row = readOwn(NEEDS, call.name);
  if (row === undefined) {
    const need = guessNeed(call);
    return granted.some((pattern) => isOfService(pattern, need)) ? [] : [{ call, need }];
  }
  return row.listNeeds(call, place).flatMap((need) => {
    const actions = need.actions.filter((action) => !isGranted(action, need.resource));
    return actions.length === 0 ? [] : [{ call, need: { ...need, actions } }];
  });
}

/** SDK services whose actions have another prefix in IAM. */
const PREFIXES: Readonly<Record<string, string>> = {
  sfn: "states",
  apigatewaymanagementapi: "execute-api",
  apigatewayv2: "apigateway",
  eventbridge: "events",
  cloudwatchlogs: "logs",
  bedrockruntime: "bedrock",
  bedrockagentruntime: "bedrock",
  sesv2: "ses",
  emr: "elasticmapreduce",
  cognitoidentityprovider: "cognito-idp",
};

/** What the name of a call says: enough for what to write, not for what to grant. */
function guessNeed({ name }: Call): Need {
  const [service = "", action = ""] = name.replace(/^aws-sdk:/, "").split(":");
  const prefix = readOwn(PREFIXES, service) ?? service;
  const written = `${action.charAt(0).toUpperCase()}${action.slice(1)}`;
  return { actions: [`${prefix}:${written}`], member: "", resource: undefined };
}

/** A call that is not known here is the user's to grant: an action of its service, or of its name, says that it was. */
function isOfService(pattern: string, { actions: [action = ""] }: Need): boolean {
  const [prefix, name] = action.split(":");
  const [service, given] = pattern.split(":");
  return pattern === "*" || service === prefix || given === name;
}

function matchesAction(pattern: string, action: string): boolean {
  const form = pattern.replaceAll("*", ".*").replaceAll("?", ".");
  return new RegExp(`^${form}$`, "i").test(action);
}

function describeUnknown(call: Call, { actions, member }: Need): string {
  const argument = member === "" ? undefined : call.arguments.find(member);
  const value = argument === undefined ? "" : ` '${"text" in argument ? argument.text : argument.source}'`;
  const got =
    member === ""
      ? `no permissions for ${actions.join(", ")}`
      : argument === undefined
        ? `no ${member}`
        : `${member}${value}`;
  const list = actions.map((action) => `"${action}"`).join(", ");
  return `${call.location} calls ${nameCall(call)}, and which resource that is on cannot be known, got ${got}; grant it by permissions: [{ actions: [${list}], resources: ["arn:..."] }]`;
}

const NAMES: Readonly<Record<string, string>> = {
  function: "a function",
  map: "its own workflow, as a distributed Map",
  "assume role": "another role",
};

function nameCall({ name, pattern }: Call): string {
  return readOwn(NAMES, name) ?? `${name}${pattern}`;
}

/** Needs of the same actions under the same condition are one statement, which names each resource once. */
function mergeNeeds(needs: readonly Need[]): readonly DerivedStatement[] {
  const merged = new Map<string, { need: Need; resources: Set<string> }>();
  for (const need of needs) {
    if (need.resource === undefined) continue;
    const key = JSON.stringify([need.actions, need.condition]);
    const statement = merged.get(key) ?? { need, resources: new Set() };
    merged.set(key, statement);
    statement.resources.add(need.resource);
  }
  return [...merged.values()].map(({ need: { actions, condition }, resources }) => ({
    actions,
    resources: [...resources],
    ...(condition && { condition }),
  }));
}
