import { type FindResources, identifyApi } from "./find-resources";
import type { Plan, ResourceChange } from "./plan";
import { describeAnswer, findIntegration, findWorkflow } from "./route-answers";
import { type Label, labelResource, readKind } from "./resource-kinds";
import { isOpaque, readText, readValue, type ValueObject } from "./values";

/** What a route does that it did not, all its resources in one. */
export interface RouteMeaning {
  /** Its key, and its API where the plan has several. */
  readonly label: Label;
  /** What answered, and what will; undefined where there is no route. */
  readonly before: Label | undefined;
  readonly after: Label | undefined;
  /** The kinds of what goes and comes with it: `role`, `log group`, `workflow`. */
  readonly gone: readonly string[];
  readonly come: readonly string[];
  /** The resources that need no row of their own. */
  readonly parts: readonly ResourceChange[];
}

const ROUTE = "aws_apigatewayv2_route";

/** The routes that come, go, or are answered by something else, by their keys. */
export function listRouteMeanings(changes: Plan["changes"], find: FindResources): RouteMeaning[] {
  const routes = find.ofType(ROUTE).filter(({ action }) => action !== "forget");
  const apis = [...new Set(routes.map((route) => identifyApi(route, find)))];
  const ofApis = apis.map((api) => routes.filter((route) => identifyApi(route, find) === api));
  const keys = new Set(routes.flatMap(({ before, after }) => [before, after].flatMap((side) => readKey(side) ?? [])));
  const parts = indexParts(changes, find);
  return [...keys]
    .sort()
    .flatMap((key) => ofApis.flatMap((ofApi) => describeRoute({ key, routes: ofApi, parts }, find) ?? []));
}

function readKey(side: ValueObject | undefined): string | undefined {
  return readText(side, "route_key");
}

interface RouteSides {
  readonly key: string;
  readonly routes: readonly ResourceChange[];
  readonly parts: Parts;
}

function describeRoute({ key, routes, parts }: RouteSides, find: FindResources): RouteMeaning | undefined {
  const [old, current] = (["before", "after"] as const).map((side) => {
    const route = routes.find((one) => readKey(one[side]) === key);
    return route && { route, label: describeAnswer(route, side, find) };
  });
  const route = (current ?? old)?.route;
  if (!route || [old, current].some((one) => one && one.label === undefined)) return undefined;
  if (old && current && JSON.stringify(old.label) === JSON.stringify(current.label)) return undefined;
  const all = new Set([
    ...(old ? collect(old.route, "before", parts) : []),
    ...(current ? collect(current.route, "after", parts) : []),
  ]);
  const isRetarget = (change: ResourceChange) =>
    change === old?.route && change === current?.route && change.action === "update" && isRetargeted(change);
  const covered = [...all].filter(
    (change) => change.action === "create" || change.action === "destroy" || isRetarget(change),
  );
  const [, , ...ofApi] = labelResource(route, find);
  return {
    label: [{ name: key }, ...ofApi],
    before: old?.label,
    after: current?.label,
    gone: listNouns(covered, "destroy"),
    come: listNouns(covered, "create"),
    parts: covered,
  };
}

/** Whether nothing but its target changes of a route. */
function isRetargeted({ before, after }: ResourceChange): boolean {
  const names = Object.keys({ ...before, ...after }).filter((name) => name !== "target");
  const print = (side: ValueObject | undefined, name: string) => JSON.stringify(readValue(side, name) ?? null);
  return names.every((name) => isOpaque(readValue(after, name)) || print(before, name) === print(after, name));
}

/** What a sentence names; integrations, responses and policies are parts of it. */
const NAMED = ["aws_iam_role", "aws_cloudwatch_log_group", "aws_sfn_state_machine", "aws_sfn_alias"];

function listNouns(parts: readonly ResourceChange[], action: ResourceChange["action"]): string[] {
  return NAMED.flatMap((type) => {
    const count = parts.filter((part) => part.type === type && part.action === action).length;
    const { noun } = readKind(type);
    return count === 0 ? [] : [count === 1 ? noun : `${count} ${noun}s`];
  });
}

/** The resources that are parts of others. */
type Parts = (owner: ResourceChange, side: "before" | "after") => readonly ResourceChange[];

function collect(route: ResourceChange, side: "before" | "after", parts: Parts): ResourceChange[] {
  const found = new Set([route]);
  for (const owner of found) for (const part of parts(owner, side)) found.add(part);
  return [...found];
}

/** What a resource of one type needs, by the attribute that names it. */
const NEEDED: Readonly<Record<string, readonly (readonly [attribute: string, type: string])[]>> = {
  aws_apigatewayv2_integration: [["credentials_arn", "aws_iam_role"]],
  aws_sfn_state_machine: [
    ["role_arn", "aws_iam_role"],
    ["logging_configuration", "aws_cloudwatch_log_group"],
  ],
};

/** What names the resource that it is a part of. */
const BELONGING: readonly (readonly [type: string, attribute: string, owner: string])[] = [
  ["aws_apigatewayv2_integration_response", "integration_id", "aws_apigatewayv2_integration"],
  ["aws_apigatewayv2_route_response", "route_id", ROUTE],
  ["aws_iam_role_policy", "role", "aws_iam_role"],
  ["aws_iam_role_policy_attachment", "role", "aws_iam_role"],
];

function indexParts(changes: Plan["changes"], find: FindResources): Parts {
  const owned = new Map<ResourceChange, ResourceChange[]>();
  for (const change of changes.filter(({ deposed }) => !deposed)) {
    const found = BELONGING.flatMap(([type, attribute, owner]) =>
      type === change.type ? (find.referred({ change, attribute, types: [owner] }) ?? []) : [],
    );
    for (const owner of found) owned.set(owner, [...(owned.get(owner) ?? []), change]);
  }
  return (owner, side) => [...(owned.get(owner) ?? []), ...listNeeded(owner, side, find)];
}

function listNeeded(owner: ResourceChange, side: "before" | "after", find: FindResources): ResourceChange[] {
  if (owner.type === ROUTE) return [findIntegration(owner, side, find) ?? []].flat();
  const destination = readText(owner[side], "logging_configuration", "log_destination")?.replace(/:\*$/, "");
  const change = {
    ...owner,
    after: { ...owner[side], ...(destination !== undefined && { logging_configuration: destination }) },
  };
  const needed = (NEEDED[owner.type] ?? []).flatMap(
    ([attribute, type]) => find.referred({ change, attribute, types: [type] }) ?? [],
  );
  const workflow = owner.type === "aws_apigatewayv2_integration" ? findWorkflow(owner, side, find).change : undefined;
  return [...needed, ...(workflow ? [workflow] : []), ...findLogGroup(owner, side, find)];
}

/** The log group that has a workflow's name, where the workflow itself does not say so, as one does that logs nothing. */
function findLogGroup(owner: ResourceChange, side: "before" | "after", find: FindResources): readonly ResourceChange[] {
  const name = owner.type === "aws_sfn_state_machine" ? readText(owner[side], "name") : undefined;
  if (name === undefined) return [];
  return find
    .ofType("aws_cloudwatch_log_group")
    .filter((group) => readText(group[side], "name") === `/aws/vendedlogs/states/${name}`);
}
