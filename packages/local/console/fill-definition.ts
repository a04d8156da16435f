import {
  checkPlaceholders,
  fillDefinition,
  listPlaceholders,
  LOCATION_PLACEHOLDERS,
  SAMPLE_LOCATION,
} from "@sfn-websocket/languages/states-language/definition-substitutions";
import { nestsDeeperThan } from "@sfn-websocket/languages/states-language/values/json-nesting";
import { findJson } from "@sfn-websocket/languages/json";
import type { Aws } from "../account/aws";
import { listStateMachines } from "../account/list-served";
import { readFilled } from "../stepfunctions/find-machine";
import type { StateMachine } from "../stepfunctions/resources";
import { ConsoleProblem } from "./console-problem";
import { listNames, suggestName } from "@sfn-websocket/languages/nearest-name";

/** Levels: deeper JSON is refused as a whole, and what looks through it would not return. */
export const DEEPEST = 1_000;

/** A definition as it is edited, with the values that its placeholders have where it is served. */
export interface FilledDefinition {
  /** With the values. */
  readonly definition: string;
  /** Placeholders without one, as `<what is wrong>, got <value>; <what to do>`. */
  readonly problems: readonly string[];
}

/** What the page edits: a text, and the served machine whose values fill it. */
export interface Edited {
  readonly text: string;
  /** @default it is served by nobody: placeholders have no values, but those of AWS's examples for the location */
  readonly machine: StateMachine | undefined;
  /** The text that the machine was made of. @default the machine's definition has no placeholders left */
  readonly source: string | undefined;
}

/**
 * The values of a served machine, in the text that is edited. A text that is no JSON, or nests too deep, stays for its
 * validation to refuse.
 */
export function fillEdited({ text, machine, source }: Edited): FilledDefinition {
  const parsed = nestsDeeperThan(DEEPEST, text) ? undefined : findJson(text);
  if (parsed === undefined) return { definition: text, problems: [] };
  // What is shown of a machine without a file is Step Functions' own text, in which nothing is a placeholder.
  if (machine !== undefined && source === undefined) return { definition: text, problems: [] };
  const values = new Map([...readLocation(machine), ...(machine && source ? (readFilled(source, machine) ?? []) : [])]);
  const advice = "give it in the stack's substitutions and let the new version be served";
  return {
    definition: fillDefinition(text, (name) => values.get(name)),
    problems: checkPlaceholders(listPlaceholders(parsed), { names: [...values.keys()], advice }),
  };
}

function readLocation(machine: StateMachine | undefined): readonly (readonly [string, string])[] {
  const [, partition, , region, account] = machine?.stateMachineArn.split(":") ?? [];
  const values = [partition, region, account];
  return LOCATION_PLACEHOLDERS.map((name, index) => [name, values[index] ?? SAMPLE_LOCATION[name]] as const);
}

/**
 * The served machine of an ARN.
 *
 * @throws ConsoleProblem where nothing of that ARN is served.
 */
export function requireMachine(aws: Aws, stateMachineArn: string): StateMachine {
  const machines = listStateMachines(aws);
  const found = machines.find((machine) => machine.stateMachineArn === stateMachineArn);
  if (found !== undefined) return found;
  const names = machines.map((machine) => machine.stateMachineArn);
  const advice = suggestName(stateMachineArn, names, `use one of ${listNames(names)}`);
  throw new ConsoleProblem(404, `stateMachineArn: is not served, got '${stateMachineArn}'; ${advice}`);
}
