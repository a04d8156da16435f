import type { Json, JsonObject } from "@sfn-websocket/languages/json";
import { isJsonObject } from "@sfn-websocket/languages/json";

/** What a plan's fixture keeps of a resource change; the plan's other members are made of the same, or not read. */
const KEPT = ["address", "previous_address", "mode", "type", "name", "index", "deposed", "action_reason", "change"];

/** Attributes whose values AWS, and so the endpoint, makes up anew each time. */
const MADE_UP = ["id", "unique_id", "revision_id", "deployment_id", "create_date", "creation_date"];

/** Attributes that hold a resource's name. */
const NAMES = ["name", "alarm_name", "dashboard_name", "domain_name"];

/**
 * A plan with what a review does not read taken out, and what differs each time replaced by what does not: `values` that
 * are not set, marks that mark nothing, the configuration but for its references and the provider's region, ids and
 * dates. Everything else is Terraform's own.
 */
export function maskPlan(plan: JsonObject): JsonObject {
  const stripped: JsonObject = {
    format_version: plan["format_version"] ?? null,
    terraform_version: plan["terraform_version"] ?? null,
    ...stripList("resource_drift", plan["resource_drift"]),
    ...stripList("resource_changes", plan["resource_changes"]),
    configuration: stripConfiguration(plan["configuration"]),
    ...(Array.isArray(plan["checks"]) && { checks: plan["checks"] }),
    complete: plan["complete"] ?? true,
    errored: plan["errored"] ?? false,
  };
  return replaceMadeUp(stripped);
}

function stripList(name: string, list: Json | undefined): JsonObject {
  if (!Array.isArray(list)) return {};
  return { [name]: list.map((item) => stripChange(asObject(item))) };
}

function stripChange(item: JsonObject): JsonObject {
  const kept = Object.entries(item).filter(([name]) => KEPT.includes(name));
  const change = Object.entries(asObject(item["change"])).map(([name, value]): [string, Json] => {
    const isMark = name.endsWith("_sensitive") || name === "after_unknown";
    return [name, isMark ? (stripMarks(value) ?? false) : stripUnset(value)];
  });
  return { ...Object.fromEntries(kept), change: Object.fromEntries(change) };
}

/** Marks that mark something; undefined where there are none. */
function stripMarks(mark: Json): Json | undefined {
  if (mark === true) return true;
  if (Array.isArray(mark)) {
    const items = mark.map((item) => stripMarks(item) ?? false);
    return items.some((item) => item !== false) ? items : undefined;
  }
  const members = Object.entries(asObject(mark)).flatMap(([name, member]): [string, Json][] => {
    const stripped = stripMarks(member);
    return stripped === undefined ? [] : [[name, stripped]];
  });
  return members.length > 0 ? Object.fromEntries(members) : undefined;
}

function stripUnset(value: Json): Json {
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, member]) => !UNSET.includes(JSON.stringify(member))));
}

const UNSET = ["null", '""', "[]", "{}"];

function stripConfiguration(configuration: Json | undefined): JsonObject {
  const { provider_config: providers, root_module: root } = asObject(configuration);
  const region = asObject(asObject(asObject(asObject(providers)["aws"])["expressions"])["region"]);
  const resources = asObject(root)["resources"];
  return {
    provider_config: { aws: { expressions: { region } } },
    root_module: { resources: Array.isArray(resources) ? resources.map((item) => stripResource(asObject(item))) : [] },
  };
}

function stripResource({ address = "", expressions }: JsonObject): JsonObject {
  const stripped = Object.entries(asObject(expressions)).map(([name, expression]): [string, Json] => {
    const { references } = asObject(expression);
    return [name, references === undefined ? {} : { references }];
  });
  return { address, expressions: Object.fromEntries(stripped) };
}

/** Replaces made-up values wherever they stand, in the order of the resources. */
function replaceMadeUp(plan: JsonObject): JsonObject {
  const found = new Map<string, string>();
  for (const list of ["resource_changes", "resource_drift"])
    for (const item of Array.isArray(plan[list]) ? plan[list] : []) {
      const { type, change } = asObject(item);
      for (const side of ["before", "after"]) collect(String(type), asObject(asObject(change)[side]), found);
    }
  const text = JSON.stringify(plan);
  const longestFirst = [...found].sort(([a], [b]) => b.length - a.length);
  const masked = longestFirst.reduce((masking, [value, mask]) => masking.replaceAll(value, mask), text);
  return asObject(JSON.parse(masked) as Json);
}

function collect(type: string, values: JsonObject, found: Map<string, string>): void {
  for (const name of MADE_UP) {
    const value = values[name];
    if (typeof value !== "string" || found.has(value)) continue;
    const isDate = /^\d{4}-\d\d-\d\dT/.test(value);
    // An id that is a name or an ARN is no made-up one.
    if (!isDate && (NAMES.some((each) => value === values[each]) || /[:/]/.test(value))) continue;
    found.set(value, isDate ? "2024-01-01T00:00:00Z" : `${type.replace(/^aws_([a-z0-9]+_)?/, "")}${found.size}`);
  }
}

function asObject(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}
