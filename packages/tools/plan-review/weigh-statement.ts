import type { Statement } from "@sfn-websocket/languages/states-language/permissions/policy-statements";
import { UNSCOPABLE_ACTIONS } from "./unscopable-actions";

/** Whether everything that a statement allows, or denies, others do too, as far as one of them alone does. */
export function isCovered(statement: Statement, others: readonly Statement[]): boolean {
  const allowed = others.filter(({ effect }) => effect === statement.effect);
  return statement.actions.every((action) =>
    listOrNothing(statement.resources).every((resource) =>
      listOrNothing(statement.principals).every((principal) =>
        allowed.some(
          (other) =>
            matchesSome(other.actions, action, matchesAction) &&
            matchesSome(listOrNothing(other.resources), resource, matches) &&
            matchesSome(listOrNothing(other.principals), principal, matches) &&
            other.conditions.every((condition) => statement.conditions.includes(condition)),
        ),
      ),
    ),
  );
}

/** `*` in any of its forms: `arn:aws:sqs:*:*:*` names no resource, nor does what only says which are not meant. */
const EVERYTHING = /^(!.*|[*?]+|arn(:[^:]*){1,4}:?[*?]+([/:][*?]+)*)$/;

/** The actions on everything that could be allowed on named resources. */
export function listScopableActions({ effect, actions, resources }: Statement): readonly string[] {
  if (effect !== "Allow" || !resources.some((resource) => EVERYTHING.test(resource))) return [];
  return actions.filter((action) => !UNSCOPABLE_ACTIONS.some((known) => matchesAction(known.action, action)));
}

/** The actions that stand for a whole service, or for everything there is. */
export function listWildActions({ effect, actions }: Statement): readonly string[] {
  return effect === "Allow"
    ? actions.filter(
        (action) => /^([*?]+|[\w*?-]+:\*+)$/.test(action) || action.startsWith("!") || isWildPolicy(action),
      )
    : [];
}

/** AWS's own policies that allow all of a service, or of all: their names say so. */
function isWildPolicy(action: string): boolean {
  return /^everything in arn:[^:]*:iam::aws:policy\/([\w-]+\/)*(AdministratorAccess|PowerUserAccess|\w*FullAccess)$/.test(
    action,
  );
}

/** Whether anybody at all is allowed, without a condition; those left out are few beside all others. */
export function isOpenToAll({ effect, principals, conditions }: Statement): boolean {
  const isAnybody = (name: string) => name === "*" || name === "AWS:*" || name.startsWith("!");
  return effect === "Allow" && conditions.length === 0 && principals.some(isAnybody);
}

function listOrNothing(list: readonly string[]): readonly string[] {
  return list.length > 0 ? list : [""];
}

/** Whether an action is one of those that a pattern means, whatever the case of their letters: `dynamodb:Get*`. */
export function matchesAction(pattern: string, action: string): boolean {
  return matches(pattern.toLowerCase(), action.toLowerCase());
}

/** What is negated covers nothing but itself: what it leaves out is not known. */
function matchesSome(patterns: readonly string[], text: string, match: typeof matches): boolean {
  return patterns.some((pattern) =>
    pattern.startsWith("!") || text.startsWith("!") ? pattern === text : match(pattern, text),
  );
}

/** IAM's wildcards: `*` is any text, `?` one character. Linear in both lengths' product, whatever the pattern. */
function matches(pattern: string, text: string): boolean {
  let [at, position] = [0, 0];
  let [star, resumed] = [-1, 0];
  while (position < text.length) {
    if (pattern[at] === "*") [star, resumed] = [at++, position];
    else if (at < pattern.length && (pattern[at] === "?" || pattern[at] === text[position])) {
      at += 1;
      position += 1;
    } else if (star < 0) return false;
    // The last star takes one character more; those before it need not.
    else [at, position] = [star + 1, (resumed += 1)];
  }
  return /^\**$/.test(pattern.slice(at));
}
