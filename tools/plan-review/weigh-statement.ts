import type { Statement } from "./policy-statements";
import { UNSCOPABLE_ACTIONS } from "./unscopable-actions";

/** Whether everything that a statement allows was allowed before, as far as one other statement says so. */
export function isCovered(statement: Statement, before: readonly Statement[]): boolean {
  const allowed = before.filter(({ effect }) => effect === "Allow");
  return statement.actions.every((action) =>
    listOrNothing(statement.resources).every((resource) =>
      listOrNothing(statement.principals).every((principal) =>
        allowed.some(
          (other) =>
            matchesSome(other.actions, action.toLowerCase(), true) &&
            matchesSome(listOrNothing(other.resources), resource) &&
            matchesSome(listOrNothing(other.principals), principal) &&
            other.conditions.every((condition) => statement.conditions.includes(condition)),
        ),
      ),
    ),
  );
}

/** The actions on `*` that could be allowed on named resources. */
export function listScopableActions({ effect, actions, resources }: Statement): readonly string[] {
  if (effect !== "Allow" || !resources.includes("*")) return [];
  return actions.filter(
    (action) => !UNSCOPABLE_ACTIONS.some((known) => matches(known.action.toLowerCase(), action.toLowerCase())),
  );
}

/** The actions that stand for a whole service, or for everything there is. */
export function listWildActions({ effect, actions }: Statement): readonly string[] {
  return effect === "Allow"
    ? actions.filter((action) => /^(\*|[\w-]+:\*)$/.test(action) || action.startsWith("!"))
    : [];
}

/** Whether anybody at all is allowed, without a condition. */
export function isOpenToAll({ effect, principals, conditions }: Statement): boolean {
  return effect === "Allow" && conditions.length === 0 && principals.some((name) => name === "*" || name === "AWS:*");
}

function listOrNothing(list: readonly string[]): readonly string[] {
  return list.length > 0 ? list : [""];
}

/** What is negated covers nothing but itself: what it leaves out is not known. */
function matchesSome(patterns: readonly string[], text: string, ignoreCase = false): boolean {
  return patterns.some((pattern) => {
    if (pattern.startsWith("!") || text.startsWith("!")) return pattern === text;
    return matches(ignoreCase ? pattern.toLowerCase() : pattern, text);
  });
}

/** IAM's wildcards: `*` is any text, `?` one character. Linear in both lengths' product, whatever the pattern. */
function matches(pattern: string, text: string): boolean {
  let reached = new Set([0]);
  for (const character of pattern) {
    if (character === "*") {
      const first = Math.min(...reached);
      reached = new Set(Array.from({ length: text.length - first + 1 }, (_, index) => first + index));
    } else
      reached = new Set(
        [...reached]
          .filter((at) => at < text.length && (character === "?" || text[at] === character))
          .map((at) => at + 1),
      );
    if (reached.size === 0) return false;
  }
  return reached.has(text.length);
}
