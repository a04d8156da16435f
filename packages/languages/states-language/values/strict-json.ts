/** The tokens of a JSON text that matter: texts, numbers, and what opens, closes or separates. */
const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|[{}[\]:]/g;

/**
 * Whether a text that is JSON has an object with a name that stands twice, or a number beyond a double: Jackson, set as
 * `$parse` of Step Functions has it, takes neither.
 */
export function isBeyondStrictJson(text: string): boolean {
  const objects: (Set<string> | undefined)[] = [];
  let latest = "";
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === "{" || token === "[") objects.push(token === "{" ? new Set() : undefined);
    else if (token === "}" || token === "]") objects.pop();
    else if (token === ":" && isRepeated(objects.at(-1), latest)) return true;
    else if (token.startsWith('"')) latest = token;
    else if (token !== ":" && !Number.isFinite(Number(token))) return true;
  }
  return false;
}

/** Notes a name, given as it is written, in its object's names. */
function isRepeated(names: Set<string> | undefined, written: string): boolean {
  const name: string = JSON.parse(written);
  if (names?.has(name)) return true;
  names?.add(name);
  return false;
}
