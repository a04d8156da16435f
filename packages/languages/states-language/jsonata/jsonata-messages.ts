import { EvaluationLimit } from "../values/evaluation-limits";

/** Characters that may be looked through to fill in a message. *Assumed*: a twentieth of a second here. */
const MAXIMUM_SEARCH = 20_000_000;

/**
 * Ends an evaluation whose error has a message that cannot be filled in within its time: JSONata takes `{{name}}` in it
 * for a member of the error, and looks from each two braces for those that close them.
 */
export function requireFillable(message: unknown): void {
  if (typeof message !== "string" || !message.includes("{{")) return;
  let searched = 0;
  let end = message.length;
  for (let at = message.length - 1; at >= 0; at--) {
    if (message[at] === "}") end = at;
    else if (message[at] === "{" && message[at + 1] === "{") searched += end - at;
  }
  if (searched > MAXIMUM_SEARCH) throw new EvaluationLimit("time");
}
