import type { JsonObject } from "@sfn-websocket/languages/json";
import { readJson } from "@sfn-websocket/languages/jsonpath/read-json";
import { prepareInSteps, type StateMachine as Prepared } from "@sfn-websocket/languages/states-language/state-machine";
import { runInTurns, type Steps } from "@sfn-websocket/languages/states-language/world/steps";
import {
  type Diagnostic,
  validateInSteps,
} from "@sfn-websocket/languages/states-language/validation/validate-definition";
import type { StateMachine } from "./resources";

/** A definition's text, and for what type of machine it is. */
export type Definition = Pick<StateMachine, "definition" | "type">;

/** A definition that was looked at: what is wrong with it, or the machine that is ready to run. */
export interface ReadDefinition extends Definition {
  readonly errors: readonly Diagnostic[];
  readonly prepared: Prepared | undefined;
}

/** Validates a definition, and prepares it if nothing is wrong with it. */
export function* readDefinition({ definition, type }: Definition): Steps<ReadDefinition> {
  const found = yield* validateInSteps(definition, { type });
  const errors = found.filter(({ severity }) => severity === "ERROR");
  if (errors.length > 0) return { definition, type, errors, prepared: undefined };
  yield;
  const parsed = readJson(definition) as JsonObject;
  yield;
  const prepared = yield* prepareInSteps(parsed, type === "STANDARD" ? { maximumSeconds: Infinity } : {});
  return { definition, type, errors, prepared };
}

/** Shorter definitions take a few milliseconds. */
const MINIMUM_LENGTH = 32_768;

/** Reads a large definition so that others get their turns meanwhile; gives undefined at once for any other one. */
export function readAhead(
  definition: string | undefined,
  type: StateMachine["type"],
): Promise<ReadDefinition> | undefined {
  if (definition === undefined || definition.length < MINIMUM_LENGTH) return undefined;
  return runInTurns(readDefinition({ definition, type }));
}
