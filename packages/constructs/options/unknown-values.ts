import { Token } from "cdktf";
import type { Construct } from "constructs";
import { resolveTexts } from "../names/resolve-texts";

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

/** Problems with Terraform's references as Terraform has them, in place of cdktf's tokens: `${aws_sns_topic.Ops.arn}`. */
export function writeReferences(scope: Construct, problems: readonly string[]): readonly string[] {
  const resolve = resolveTexts(scope);
  return problems.map((problem) => (Token.isUnresolved(problem) ? resolve(problem) : problem));
}

/** Tokens that stand for numbers are numbers that nobody writes. */
function listNumberTokens(value: unknown): readonly number[] {
  if (typeof value === "number") return Token.isUnresolved(value) ? [value] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(listNumberTokens);
}
