import { parseJsonata } from "./jsonata/parse-jsonata";
import { Turn } from "./world/take-turn";

/** Fewer characters of a definition are parsed when it is validated: they take no longer than a few turns. */
const MINIMUM_LENGTH = 32_768;

/**
 * Parses the expressions of a large definition's JSON text so that others get their turns meanwhile: validating and
 * preparing it find them parsed. Returns undefined at once for any other text.
 */
export function parseAhead(definition: string): Promise<void> | undefined {
  if (definition.length < MINIMUM_LENGTH || !definition.includes("{%")) return undefined;
  return parseAll(definition);
}

async function parseAll(definition: string): Promise<void> {
  const turn = new Turn();
  for (const text of findExpressions(definition)) {
    parseJsonata(text);
    if (turn.isOver()) await turn.next();
  }
}

/** The expressions of a definition, none of a text that is not JSON: validation tells what is wrong with it. */
function findExpressions(definition: string): string[] {
  const found: string[] = [];
  try {
    JSON.parse(definition, (_name, value: unknown) => {
      if (typeof value === "string" && value.startsWith("{%") && value.endsWith("%}") && value.length >= 4) {
        found.push(value.slice(2, -2).trim());
      }
      return value;
    });
  } catch {
    return [];
  }
  return found;
}
