import { isJsonObject, type Json, type JsonObject } from "../../json";
import { StatesError, TaskFailure } from "../values/errors";

/** What each invocation of a mocked Task state returns or throws. */
export interface MockedResponse {
  readonly name: string;
  /** In the order of the file; no two overlap. */
  readonly invocations: readonly Invocations[];
}

/** The invocations from `first` to `last`, counted from 0, and what they all do. */
interface Invocations {
  readonly first: number;
  readonly last: number;
  readonly respond: () => Json;
}

const INVOCATIONS = /^(\d{1,9})(?:-(\d{1,9}))?$/;

/**
 * Returns the mocked response that a member of `MockedResponses` describes. One without an invocation that is asked for,
 * or without any, is no error here: it fails the execution that asks. *Recorded*: of Step Functions Local 2.0.0
 * (floci-io/floci pull request 2823).
 *
 * @throws Error in the developer form: a key that is no number and no range, two that overlap, not just one of Return and Throw.
 */
export function parseMockedResponse(response: JsonObject, where: string, name: string): MockedResponse {
  const invocations: Invocations[] = [];
  const keys = Object.keys(response);
  for (const key of keys) {
    const [, from = "", to = from] = INVOCATIONS.exec(key) ?? [];
    const [first, last] = [Number(from), Number(to)];
    if (from === "" || first > last)
      throw new Error(`${where}: not an invocation or a range of them, got '${key}'; write it as in "0" or "1-3"`);
    const other = invocations.findIndex((earlier) => first <= earlier.last && earlier.first <= last);
    if (other >= 0)
      throw new Error(`${where}: invocations overlap, got '${keys[other]}' and '${key}'; give each one response`);
    invocations.push({ first, last, respond: parseRespond(response[key], `${where}.${key}`) });
  }
  return { name, invocations };
}

function parseRespond(value: Json | undefined, where: string): () => Json {
  const members = isJsonObject(value) ? Object.entries(value) : [];
  const [name, outcome] = members[0] ?? [];
  if (members.length === 1 && name === "Return" && outcome !== undefined) return () => outcome;
  if (members.length === 1 && name === "Throw" && outcome !== undefined) return parseThrow(outcome, `${where}.Throw`);
  throw new Error(
    `${where}: not one of Return and Throw, got ${JSON.stringify(value)}; write {"Return": ...} or {"Throw": ...}`,
  );
}

function parseThrow(value: Json, where: string): () => Json {
  const { Error: error, Cause: cause } = isJsonObject(value) ? value : {};
  if (typeof error !== "string" || typeof cause !== "string")
    throw new Error(
      `${where}: Error and Cause are not both text, got ${JSON.stringify(value)}; write {"Error": "...", "Cause": "..."}`,
    );
  return () => {
    throw new TaskFailure(error, cause);
  };
}

/**
 * Returns the mocked result of a state's invocation, counted from 0.
 *
 * @throws TaskFailure: the mocked one, or States.Runtime when the mocked response has none for this invocation.
 */
export function respondTo(response: MockedResponse, state: string, invocation: number): Json {
  const found = response.invocations.find(({ first, last }) => first <= invocation && invocation <= last);
  if (found) return found.respond();
  throw new TaskFailure(
    StatesError.Runtime,
    `The mocked response '${response.name}' has nothing for invocation ${invocation} of the state '${state}'.`,
  );
}
