import { Token } from "cdktf";

/**
 * The problems of a value without those that tell of a token in it: what Terraform fills in is not known at synthesis,
 * and is AWS's to refuse.
 */
export function dropUnknown(problems: readonly string[], value: unknown): readonly string[] {
  if (problems.length === 0) return problems;
  const numbers = listNumberTokens(value).map(String);
  return problems.filter(
    (problem) => !Token.isUnresolved(problem) && !numbers.some((number) => problem.includes(number)),
  );
}

/** Tokens that stand for numbers are numbers that nobody writes. */
function listNumberTokens(value: unknown): readonly number[] {
  if (typeof value === "number") return Token.isUnresolved(value) ? [value] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(listNumberTokens);
}
