import type { ResourceChange } from "../plan";
import type { ReviewedPlan } from "../reviewed-plan";
import { isList, isOpaque, readBlocks, readText, readValue, type ValueObject } from "../values";
import { type FindInPlan, type Found, isGone, listKept } from "./rule";

/** Finds the distributions that answer to fewer names than before, but to some. */
export const findLostAliases: FindInPlan = (plan) =>
  listKept(plan, "aws_cloudfront_distribution").flatMap((change) => {
    const [before, after] = [change.before, change.after].map((side) => readValue(side, "aliases"));
    if (!isList(before) || !isList(after) || after.length === 0 || after.some(isOpaque)) return [];
    const lost = before.filter((name) => typeof name === "string" && !after.includes(name)).map(String);
    return lost.length > 0 ? [tell(change, "aliases", lost)] : [];
  });

/** Finds the usage plans that do not hold for a stage any more which stays: their keys open nothing there. */
export const findLostStages: FindInPlan = (plan) =>
  listKept(plan, "aws_api_gateway_usage_plan").flatMap((change) => {
    if (isOpaque(readValue(change.after, "api_stages"))) return [];
    const kept = readBlocks(change.after, "api_stages");
    const lost = readBlocks(change.before, "api_stages")
      .filter((stage) => !kept.some((other) => isSameStage(stage, other)))
      .flatMap((stage) => readText(stage, "stage") ?? [])
      .filter((name) => staysDeployed(plan, name));
    return lost.length > 0 ? [tell(change, "api_stages", lost)] : [];
  });

function tell(change: ResourceChange, name: string, lost: readonly string[]): Found {
  return { change, before: `${name}: ${lost.join(", ")}`, after: `${name}: not among them any more` };
}

/** What only Terraform will know may be the same. */
function isSameStage(one: ValueObject, other: ValueObject): boolean {
  return ["api_id", "stage"].every((name) => {
    const [was, is] = [readValue(one, name), readValue(other, name)];
    return was === is || isOpaque(was) || isOpaque(is);
  });
}

function staysDeployed({ find }: ReviewedPlan, name: string): boolean {
  const stages = find.ofType("aws_apigatewayv2_stage").filter(({ before }) => readText(before, "name") === name);
  return stages.length === 0 || !stages.every(isGone);
}
