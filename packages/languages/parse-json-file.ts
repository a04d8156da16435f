import { type Json, requireJson } from "./json";
import { skipJsonText } from "./skip-json-text";

/** What names the place of a mistake; most files have none. */
const loadMistakes = () => require("./json-mistakes") as typeof import("./json-mistakes");

/**
 * The value of a JSON file; `file` is how an error names it. A name that stands twice in an object is an error: JSON
 * would keep the last one without a word; `remedy` is what to do then.
 *
 * @throws Error with the place, the line and a caret below it, never with the whole text.
 */
export function parseJsonFile(file: string, text: string, remedy = "remove one of the two"): Json {
  const value = requireJson(text, () => new Error(describeYaml(file) ?? loadMistakes().describeMistake(file, text)));
  if (countWritten(text) === countNames(value)) return value;
  throw new Error(loadMistakes().describeRepetition(file, text, remedy));
}

/** SAM takes definitions in YAML, and writes them as JSON when it deploys. */
function describeYaml(file: string): string | undefined {
  const [, name, ending] = /^(.*)(\.ya?ml)$/i.exec(file) ?? [];
  return name === undefined
    ? undefined
    : `${file}: is YAML, got '${ending}'; write it as JSON: npx js-yaml ${file} > ${name}.json`;
}

const [QUOTE, COLON] = ['"', ":"].map((character) => character.charCodeAt(0));

/** How many names stand in a text that is JSON: beside its texts, a colon follows each. */
function countWritten(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = skipJsonText(text, at);
    else if (code === COLON) count++;
  }
  return count;
}

/** How many names the value's objects have, at all depths. */
function countNames(value: Json): number {
  let count = 0;
  for (const rest = [value]; rest.length > 0;) {
    const each = rest.pop();
    if (typeof each !== "object" || each === null) continue;
    const members: readonly Json[] = Object.values(each);
    if (!Array.isArray(each)) count += members.length;
    // A call takes not as many arguments as a list has items.
    for (const member of members) rest.push(member);
  }
  return count;
}
