import { isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/json";
import { listMarks, MARKS, type VariableName } from "./marks";
import { cutName, listLimits, namePath, namePattern, nameStage, readNameParts } from "./physical-names";
import type { Blocks, Stack } from "./read-stack";

/** What the stack itself has where the module has a variable; null where it says nothing. */
export type Bindings = Readonly<Partial<Record<VariableName, string | number | null>>>;

/** The parts of a stack that are compared. */
type Compared = Pick<Stack, "data" | "resources" | "outputs" | "region">;

/**
 * The values by which the marked stack becomes the stack itself, or where it does not: then something depends on a setting
 * in a way that no variable can follow.
 */
export function bindMarks(
  own: Compared,
  marked: Compared,
  region: string,
): { readonly bindings: Bindings } | { readonly difference: string } {
  const found = new Map<VariableName, string | number | null>();
  const context = { region, found };
  found.set("region", own.region);
  collect(pick(own), pick(marked), context);
  const name = findName(own.resources, marked.resources, context);
  if (name !== undefined) found.set("name", name);
  const filled = fill(pick(marked), { ...context, limits: listLimits(marked.resources) });
  const difference = findDifference(pick(own), filled ?? null, "");
  return difference === undefined ? { bindings: Object.fromEntries(found) } : { difference };
}

interface Context {
  readonly region: string;
  readonly found: Map<VariableName, string | number | null>;
}

/** What a deployment's trigger is, a hash says, which the module computes itself. */
const pick = ({ data, resources, outputs }: Compared): Json => ({ data, outputs, resource: dropTriggers(resources) });

function dropTriggers({ aws_apigatewayv2_deployment: deployments = {}, ...others }: Blocks): JsonObject {
  const kept = Object.entries(deployments).map(([id, deployment]) => {
    const { redeployment, ...triggers } = isJsonObject(deployment["triggers"]) ? deployment["triggers"] : {};
    return [id, redeployment === undefined ? deployment : { ...deployment, triggers }];
  });
  return { ...others, aws_apigatewayv2_deployment: Object.fromEntries(kept) };
}

/** Notes what stands where the marked stack has nothing but a mark. */
function collect(own: Json | undefined, marked: Json, context: Context): void {
  if (Array.isArray(marked)) {
    const items = Array.isArray(own) ? own : [];
    marked.forEach((each, index) => collect(items[index], each, context));
  } else if (isJsonObject(marked)) {
    const members = isJsonObject(own) ? own : {};
    for (const [name, each] of Object.entries(marked)) collect(members[name], each, context);
  } else if (marked === MARKS.retention && typeof own === "number") note("log_retention_in_days", own, context);
  else {
    const mark = listMarks(context.region).find(({ text }) => text === marked);
    if (mark !== undefined && (own === undefined || typeof own === "string")) note(mark.variable, own ?? null, context);
  }
}

/** A mark's value is the one that differs from it: what a stack says itself is in both, and no variable. */
function note(variable: VariableName, value: string | number | null, { found }: Context): void {
  if (!found.has(variable)) found.set(variable, value);
}

/** The stack's name, which stands in those of its resources. */
function findName(own: Blocks, marked: Blocks, { region, found }: Context): string | undefined {
  const stage = nameStage(String(found.get("stage_name") ?? ""));
  const where = String(found.get("region") ?? region);
  for (const [type, blocks] of Object.entries(marked)) {
    for (const [id, block] of Object.entries(blocks)) {
      for (const [attribute, value] of Object.entries(block)) {
        const real = own[type]?.[id]?.[attribute];
        const [match] = typeof value === "string" ? [...value.matchAll(namePattern(region))] : [];
        if (match === undefined || typeof real !== "string" || match[0] !== value) continue;
        const { before, hasStage, after, hasPath } = readNameParts(match);
        const path = hasPath ? namePath(String(found.get("role_path") ?? "/")) : "";
        const end = `${hasStage ? `-${stage}` : ""}-${where}${after}${path}`;
        if (real.startsWith(before) && real.endsWith(end)) return real.slice(before.length, -end.length);
      }
    }
  }
  return undefined;
}

interface Filling extends Context {
  readonly limits: ReturnType<typeof listLimits>;
}

/** The marked value with the values of its marks; undefined for one that is not there then. */
function fill(value: Json, context: Filling): Json | undefined {
  if (Array.isArray(value)) {
    const filled = value.map((each) => fill(each, context)).filter((each) => each !== undefined);
    return filled.length === 0 && value.length > 0 ? undefined : filled;
  }
  if (isJsonObject(value)) {
    return Object.fromEntries(
      Object.entries(value).flatMap(([name, each]) => {
        const filled = fill(each, context);
        return filled === undefined ? [] : [[name, filled]];
      }),
    );
  }
  if (value === MARKS.retention) return context.found.get("log_retention_in_days") ?? value;
  return typeof value === "string" ? fillText(value, context) : value;
}

function fillText(text: string, { region, found, limits }: Filling): string | undefined {
  const read = (variable: VariableName) => String(found.get(variable) ?? "");
  const where = found.has("region") ? read("region") : region;
  const named = text.replaceAll(namePattern(region), (...match) => {
    const { whole, before, hasStage, after, hasPath } = readNameParts(match.slice(0, 4) as RegExpMatchArray);
    const stage = hasStage ? `-${nameStage(read("stage_name"))}` : "";
    const end = `${after}${hasPath ? namePath(read("role_path") || "/") : ""}`;
    return cutName(`${before}${read("name")}${stage}-${where}${end}`, limits.get(whole)?.longest ?? Infinity);
  });
  const whole = listMarks(region).find(({ text: mark }) => mark === named);
  if (whole !== undefined) return found.get(whole.variable) === null ? undefined : read(whole.variable);
  return listMarks(region).reduce((filled, mark) => filled.replaceAll(mark.text, read(mark.variable)), named);
}

/** Where two values differ first, and how. */
function findDifference(own: Json | undefined, filled: Json | undefined, path: string): string | undefined {
  if (own === filled) return undefined;
  if (Array.isArray(own) && Array.isArray(filled) && own.length === filled.length) {
    return first(own.keys(), (index) => findDifference(own[index], filled[index], `${path}/${index}`));
  }
  if (isJsonObject(own) && isJsonObject(filled)) {
    return first(Object.keys({ ...own, ...filled }), (name) =>
      findDifference(own[name], filled[name], `${path}/${name}`),
    );
  }
  return `${path}: got ${show(own)} of the stack and ${show(filled)} of the module`;
}

function first<Item>(items: Iterable<Item>, find: (item: Item) => string | undefined): string | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

const show = (value: Json | undefined): string =>
  value === undefined ? "nothing" : JSON.stringify(value).slice(0, 200);
