import { findByPath } from "./evaluate-path";
import { InvalidPathError } from "./errors";
import { compileOperand } from "./step-functions-operand";
import { compareOperands, matchOperands } from "./step-functions-operators";
import type { Comparison } from "./step-functions-operators";
import { trimCharacters, trimJava } from "./trim-java";
import type { Predicate } from "./tokens";

/** The operators, in the order in which Jayway 2.0.0 looks for them: the first that occurs anywhere divides the criterion. */
const OPERATORS: Readonly<Record<string, Comparison>> = {
  "==": { holds: (order) => order === 0, takesNull: true },
  ">=": { holds: (order) => order <= 0, takesNull: false },
  "<=": { holds: (order) => order >= 0, takesNull: false },
  "!=": { holds: (order) => order !== 0, takesNull: true },
  "<": { holds: (order) => order > 0, takesNull: false },
  ">": { holds: (order) => order < 0, takesNull: false },
};
const MATCH = "=~";
const NAMES = [...Object.keys(OPERATORS), MATCH];

/**
 * The predicate that `[?(...)]` writes, in the grammar of Jayway 2.0.0: criteria between `&&` and `||`, brackets are not
 * looked at, and what is no path, pattern or quoted text is a text as well.
 *
 * @throws InvalidPathError for any other text
 */
export function parseStepFunctionsFilter(text: string, whole: string): Predicate {
  const fail = (): never => {
    throw new InvalidPathError(`path '${whole}': has the filter ${text}; write for example [?(@.a == 'b')]`);
  };
  const inner = strip(strip(strip(text, "[", "]") ?? fail(), "?", "") ?? fail(), "(", ")") ?? fail();
  const parts = inner.split(/(?<=&&|\|\|)|(?=&&|\|\|)/).map(trimJava);
  const operators = parts.filter(isLogical);
  const criteria = parts.filter((part) => !isLogical(part)).map((part) => parseCriterion(part, fail));
  if (criteria.length !== operators.length + 1) fail();
  return combine(criteria, operators);
}

function strip(text: string, open: string, close: string): string | undefined {
  if (!text.startsWith(open) || !text.endsWith(close)) return undefined;
  return trimJava(text.slice(open.length, Math.max(open.length, text.length - close.length)));
}

function isLogical(part: string): boolean {
  return part === "&&" || part === "||";
}

/** Jayway asks the last criterion first; `&&` binds closer. */
function combine(criteria: readonly Predicate[], operators: readonly string[]): Predicate {
  const groups: Predicate[][] = [[]];
  criteria.forEach((criterion, index) => {
    if (index > 0 && operators[index - 1] === "||") groups.unshift([]);
    groups[0]?.unshift(criterion);
  });
  return (item, context) => groups.some((group) => group.every((criterion) => criterion(item, context)));
}

function parseCriterion(part: string, fail: () => never): Predicate {
  const criterion = trimCharacters(part, "[?( ", ") ");
  if (criterion === "") return fail();
  const operator = NAMES.find((name) => criterion.includes(name));
  if (operator === undefined) return parseExistence(trimJava(criterion), fail);
  const at = criterion.indexOf(operator);
  const left = trimJava(criterion.slice(0, at));
  const right = trimJava(criterion.slice(at + operator.length));
  if (right.startsWith("!@")) return fail();
  const operands = [compileOperand(left.startsWith("!@") ? left.slice(1) : left), compileOperand(right)] as const;
  return operator === MATCH
    ? (item, context) => matchOperands(operands, item, context)
    : compareOperands(operands, OPERATORS[operator] ?? fail());
}

/** `@.a` is there and not null; `!@.a` is not there, or null. A path from `$` too is applied to the item. */
function parseExistence(text: string, fail: () => never): Predicate {
  const isNegated = text.startsWith("!@");
  const operand = compileOperand(isNegated ? text.slice(1) : text);
  if (operand.kind !== "path") return fail();
  const { path } = operand;
  return (item, context) => {
    const value = findByPath(path, item, { ...context, requireProperties: true });
    return (value === undefined || value === null) === isNegated;
  };
}
