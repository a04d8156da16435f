import { identifyApi } from "../find-resources";
import type { ResourceChange } from "../plan";
import { type Label, labelResource } from "../resource-kinds";
import type { ReviewedPlan } from "../reviewed-plan";
import { isEmpty, isOpaque, printValue, readText, readValue, type Value } from "../values";

export const SEVERITIES = ["high", "medium", "low"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** What deserves a second look in a plan. */
export interface Rule {
  readonly severity: Severity;
  /** What happens, in a few words. */
  readonly title: string;
  /** Why it matters. */
  readonly reason: string;
  readonly find: FindInPlan;
}

/** What a rule found: a resource, or something with a label of its own. */
export interface Found {
  readonly change?: ResourceChange;
  readonly label?: Label;
  readonly before?: string;
  readonly after?: string;
}

export type FindInPlan = (plan: ReviewedPlan) => readonly Found[];

/** The resources that the plan changes, without what earlier runs left. */
export function listChanges({ changes }: ReviewedPlan, ...types: readonly string[]): readonly ResourceChange[] {
  return changes.filter(
    ({ type, action, deposed }) => !deposed && action !== "no-op" && action !== "forget" && types.includes(type),
  );
}

/** Those of them that were there before and are there afterwards. */
export function listKept(plan: ReviewedPlan, ...types: readonly string[]): readonly ResourceChange[] {
  return listChanges(plan, ...types).filter(({ before, after }) => before !== undefined && after !== undefined);
}

/** True for a resource that is not there any more, or another in its place. */
export function isGone({ action }: ResourceChange): boolean {
  return action === "destroy" || action === "replace";
}

/** Whether the API of a resource stays, or is not in the plan. */
export function keepsApi(plan: ReviewedPlan, change: ResourceChange): boolean {
  const api = plan.find.referred({ change, attribute: "api_id", types: ["aws_apigatewayv2_api"] });
  return api === undefined || !isGone(api);
}

/** The route of the same API and key that another resource of the configuration describes from now on. */
export function findSuccessor({ find }: ReviewedPlan, route: ResourceChange): ResourceChange | undefined {
  const key = readText(route.before, "route_key");
  return find
    .ofType(route.type)
    .filter((other) => other.before === undefined && readText(other.after, "route_key") === key)
    .find((other) => identifyApi(other, find) === identifyApi(route, find));
}

/** The keys of the routes that the API of a stage loses: nothing can be sent to them. */
export function listRemovedRoutes(plan: ReviewedPlan, stage: ResourceChange): readonly string[] {
  const { find } = plan;
  return find
    .ofType("aws_apigatewayv2_route")
    .filter((route) => route.action === "destroy" && identifyApi(route, find) === identifyApi(stage, find))
    .flatMap((route) => (findSuccessor(plan, route) ? [] : (readText(route.before, "route_key") ?? [])));
}

/** Finds the resources of some types that are destroyed. */
export function findDestroyed(...types: readonly string[]): FindInPlan {
  return (plan) => listChanges(plan, ...types).flatMap((change) => (change.action === "destroy" ? [{ change }] : []));
}

/** Finds the resources of some types that are replaced, with the attribute for which they are. */
export function findReplaced(...types: readonly string[]): FindInPlan {
  return (plan) =>
    listChanges(plan, ...types).flatMap((change) =>
      change.action === "replace" ? [describeReplacement(change, plan)] : [],
    );
}

/** Finds the resources of some types that are destroyed or replaced. */
export function findGone(...types: readonly string[]): FindInPlan {
  return (plan) => [...findDestroyed(...types)(plan), ...findReplaced(...types)(plan)];
}

/** What is lost goes by the name that it had. */
function describeReplacement(change: ResourceChange, { find }: ReviewedPlan): Found {
  const [path] = change.replacePaths;
  const label = labelResource({ ...change, after: change.before ?? {} }, find);
  if (path === undefined) return { change, label };
  const [before, after] = [change.before, change.after].map((side) => printValue(readValue(side, ...path.split("."))));
  return { change, label, before: `${path}: ${before ?? ""}`, after: `${path}: ${after ?? ""}` };
}

/** What an attribute was and is, as a finding shows it. */
export function show(change: ResourceChange, path: readonly string[]): Found {
  const [before, after] = [change.before, change.after].map((side) => readValue(side, ...path));
  const name = path.join(".");
  return { change, before: `${name}: ${printValue(before)}`, after: `${name}: ${printValue(after)}` };
}

/** What is told of the resources of a type, as paths of attributes. */
export type Paths = Readonly<Record<string, readonly (readonly string[])[]>>;

/** Finds the resources of which one of the attributes was set, and is not any more. */
export function findUnset(paths: Paths): FindInPlan {
  return (plan) =>
    Object.entries(paths).flatMap(([type, ofType]) =>
      listKept(plan, type).flatMap((change) => {
        const lost = ofType.find((path) =>
          isRemoved(readValue(change.before, ...path), readValue(change.after, ...path)),
        );
        return lost ? [show(change, lost)] : [];
      }),
    );
}

/** Whether a value that was set is surely not set any more. */
export function isRemoved(before: Value | undefined, after: Value | undefined): boolean {
  const isUnset = (value: Value | undefined) => value === false || isEmpty(value);
  return !isUnset(before) && isUnset(after) && !isOpaque(after);
}
