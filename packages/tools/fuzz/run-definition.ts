import { isJsonObject, type Json } from "@sfn-websocket/languages/json";
import { listErrors } from "@sfn-websocket/languages/states-language/validation/validate-definition";
import { runExecution } from "../conformance/run-execution";
import { VirtualTime } from "../conformance/virtual-time";
import type { FuzzCase, FuzzOutcome } from "./area";

/** A task of the definition answers each of its attempts, in their order, with these. */
const TAPE = ["T", "T", "T"].map((state, index) => ({
  state,
  result: [{ output: { a: [1, "x"] } }, { error: "Custom", cause: "{}" }, { output: null }][index] ?? {},
}));

/** What entering a state takes of the five minutes that an Express workflow has, so that one that loops for ever comes to their end. */
const STATE_MILLISECONDS = 50;

/** Validates a definition's text and, where nothing is wrong with it, runs it once: the outcome, as a user reads it. */
export async function runDefinition({ text, document }: FuzzCase): Promise<FuzzOutcome> {
  const errors = listErrors(text, { type: "EXPRESS" });
  if (errors.length > 0) return { kind: "invalid", text: errors.map(({ message }) => message).join("\n") };
  const definition: Json = JSON.parse(text);
  if (!isJsonObject(definition)) throw new Error("a definition that is valid is no object");
  const run = { type: "EXPRESS", definition, input: JSON.parse(document) as Json, tape: TAPE };
  const outcome = await runExecution(run, undefined, new VirtualTime(0, STATE_MILLISECONDS));
  if (outcome.status === "SUCCEEDED") return { kind: "succeeded", text: "" };
  const { error = "", cause = "" } = outcome;
  return {
    kind: outcome.status === "FAILED" ? `failed with ${nameKind(error)}` : "timed out",
    text: `${error}: ${cause}`,
  };
}

/** Errors that a definition makes up count as one kind. */
const nameKind = (error: string): string => (error.startsWith("States.") ? error : "another error");
