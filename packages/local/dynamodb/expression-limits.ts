import type { JsonObject } from "@sfn-websocket/languages/json";

/** How deep an expression may nest: dynalite's time doubles with each parenthesis, and is a quarter of a second here. */
const DEEPEST = 8;
/** bytes @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html */
const LONGEST = 4096;

/** Returns what dynalite could not bear of the request's expressions, undefined where there is nothing. */
export function findExcess(body: JsonObject): string | undefined {
  for (const [name, value] of Object.entries(body)) {
    if (!name.endsWith("Expression") || typeof value !== "string") continue;
    if (Buffer.byteLength(value) > LONGEST)
      return `Invalid ${name}: Expression size has exceeded the maximum allowed size;`;
    if (isTooDeep(value)) return `Invalid ${name}: the local runtime reads parentheses up to ${DEEPEST} deep`;
  }
  return undefined;
}

function isTooDeep(expression: string): boolean {
  let depth = 0;
  for (const character of expression) {
    if (character === "(") depth += 1;
    if (character === ")") depth -= 1;
    if (depth > DEEPEST) return true;
  }
  return false;
}
