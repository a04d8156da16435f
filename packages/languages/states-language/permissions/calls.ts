import { isJsonObject, type Json, type JsonObject } from "../../json";
import { readDelimited } from "../jsonata/jsonata-expression";
import { parseTaskResource } from "../calls/task-resource";
import { listInnerMachines, listStates } from "../validation/inner-machines";

/** What an argument holds: a text, or what only the data tells, with the path or expression that it is read by. */
export type Argument = { readonly text: string } | { readonly source: string };

/** The text of an argument; undefined where there is none, or only the data tells it. */
export const readText = (argument: Argument | undefined): string | undefined =>
  argument && "text" in argument ? argument.text : undefined;

/** The arguments of a call, or those within one of them. */
export interface Arguments {
  /** Undefined where there is none of that name. */
  readonly find: (name: string) => Argument | undefined;
  /** The arguments in a member that holds a list of objects; undefined where only the data tells them. */
  readonly list: (name: string) => readonly Arguments[] | undefined;
  /** The arguments in a member that holds an object; undefined where only the data tells them. */
  readonly within: (name: string) => Arguments | undefined;
  /** The names, without the mark of a path; undefined where only the data tells them. */
  readonly names: readonly string[] | undefined;
}

/** What a state asks a service for. */
export interface Call {
  /** `/States/Charge` */
  readonly location: string;
  readonly state: string;
  /** `lambda:invoke`, `aws-sdk:s3:getObject`; `function` of a Lambda function's ARN, `map` of a distributed Map. */
  readonly name: string;
  /** How it is waited for: `.sync:2`, `.waitForTaskToken`, or nothing. */
  readonly pattern: string;
  readonly arguments: Arguments;
}

/**
 * What the states of a definition ask of services, those within Parallel and Map states included; nothing of activities,
 * whose workers ask Step Functions.
 */
export function listCalls(machine: JsonObject, location = ""): readonly Call[] {
  return listStates(machine, location).flatMap(([state, value, place]) => [
    ...listOwnCalls(value).map((call) => ({ ...call, state, location: place })),
    ...listInnerMachines(value, place).flatMap(([inner, within]) => listCalls(inner, within)),
  ]);
}

type OwnCall = Omit<Call, "state" | "location">;

function listOwnCalls(state: JsonObject): readonly OwnCall[] {
  if (state["Type"] === "Task") return readTask(state);
  const processor = state["ItemProcessor"];
  const settings = isJsonObject(processor) ? processor["ProcessorConfig"] : undefined;
  if (state["Type"] !== "Map" || !isJsonObject(settings) || settings["Mode"] !== "DISTRIBUTED") return [];
  const files = ["ItemReader", "ResultWriter"].map((name) => state[name]).filter((file) => isJsonObject(file));
  return [{ name: "map", pattern: "", arguments: readArguments({}) }, ...files.flatMap(readTask)];
}

function readTask(task: JsonObject): readonly OwnCall[] {
  const { Resource: resource, Credentials: credentials } = task;
  if (typeof resource !== "string") return [];
  if (isJsonObject(credentials) || typeof credentials === "string")
    return [{ name: "assume role", pattern: "", arguments: readArguments(credentials ?? {}) }];
  const { kind, resourceType, resource: action } = parseTaskResource(resource);
  if (kind === "Activity" || /^\$\{aws_sfn_activity\./.test(resource)) return [];
  const given = readArguments(task["Arguments"] ?? task["Parameters"] ?? {});
  if (kind === "LambdaFunction")
    return [{ name: "function", pattern: "", arguments: readArguments({ FunctionName: resource }) }];
  const [, name = action, pattern = ""] = /^([^.]*)(\..*)?$/.exec(action) ?? [];
  return [{ name: `${resourceType}:${name}`, pattern, arguments: given }];
}

/** The arguments that an object holds, in either query language; an expression for all of them tells nothing. */
function readArguments(value: Json): Arguments {
  if (!isJsonObject(value)) {
    return {
      find: () => ({ source: String(value) }),
      list: () => undefined,
      within: () => undefined,
      names: undefined,
    };
  }
  const has = (name: string) => Object.hasOwn(value, name);
  const names = Object.keys(value).map((name) => name.replace(/\.\$$/, ""));
  return {
    names,
    find: (name) =>
      has(`${name}.$`) ? { source: String(value[`${name}.$`]) } : has(name) ? readArgument(value[name]) : undefined,
    list: (name) => {
      const member = value[name];
      return Array.isArray(member) ? member.map(readArguments) : undefined;
    },
    within: (name) => {
      const member = value[name];
      return isJsonObject(member) ? readArguments(member) : undefined;
    },
  };
}

/** A JSONata expression that is a text and nothing else is that text. */
function readArgument(value: Json | undefined): Argument {
  if (typeof value !== "string") return { source: JSON.stringify(value) };
  const expression = readDelimited(value);
  if (expression === undefined) return { text: value };
  const [, quoted] = /^(?:'([^'\\]*)'|"([^"\\]*)")$/.exec(expression)?.filter((part) => part !== undefined) ?? [];
  return quoted === undefined ? { source: expression } : { text: quoted };
}
