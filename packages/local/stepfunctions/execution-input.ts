import type { Json } from "@sfn-websocket/languages/json";
import { readJson } from "@sfn-websocket/languages/jsonpath/read-json";
import { describeInputError } from "@sfn-websocket/languages/states-language/values/jackson-error";
import { DEEPEST_NESTING } from "@sfn-websocket/languages/states-language/values/payload-size";
import { StepFunctionsError } from "./wire";

/** Parses an execution's input. @throws StepFunctionsError InvalidExecutionInput, also for more than 1,000 levels. */
export function parseExecutionInput(text: string): Json {
  const input = parse(text);
  if (nestsTooDeep(text)) {
    const limit = `the maximum allowed (${DEEPEST_NESTING}, from \`StreamReadConstraints.getMaxNestingDepth()\`)`;
    throw new StepFunctionsError(
      "InvalidExecutionInput",
      `Invalid State Machine Execution Input: 'Document nesting depth (${DEEPEST_NESTING + 1}) exceeds ${limit}'`,
    );
  }
  return input;
}

function parse(text: string): Json {
  try {
    return readJson(text);
  } catch {
    throw new StepFunctionsError("InvalidExecutionInput", describeInputError(text));
  }
}

/** Whether a text of JSON opens more than 1,000 brackets inside each other; a short text cannot. */
function nestsTooDeep(text: string): boolean {
  if (text.length <= 2 * DEEPEST_NESTING || countOf("[", text) + countOf("{", text) <= DEEPEST_NESTING) return false;
  let depth = 0;
  for (const [token] of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"|[[\]{}]/g)) {
    if (token === "[" || token === "{") depth++;
    else if (token === "]" || token === "}") depth--;
    if (depth > DEEPEST_NESTING) return true;
  }
  return false;
}

/** How often a character occurs, counted up to the deepest nesting and one. */
function countOf(character: string, text: string): number {
  let count = 0;
  for (let at = text.indexOf(character); at !== -1 && count <= DEEPEST_NESTING; at = text.indexOf(character, at + 1))
    count++;
  return count;
}
