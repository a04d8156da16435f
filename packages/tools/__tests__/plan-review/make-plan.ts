import type { Json, JsonObject } from "@sfn-websocket/languages/json";
import type { Plan } from "../../plan-review/plan";
import { readPlan } from "../../plan-review/read-plan";

/** A resource change as a test writes it, in Terraform's own words but shorter. */
export interface ShortChange {
  readonly type: string;
  /** @default "it" */
  readonly name?: string;
  /** Joined by spaces. @default what `before` and `after` say */
  readonly actions?: string;
  readonly before?: Json;
  readonly after?: Json;
  readonly unknown?: Json;
  readonly before_sensitive?: Json;
  readonly after_sensitive?: Json;
  readonly replace_paths?: Json;
  readonly references?: Readonly<Record<string, readonly string[]>>;
  /** Other members of the item. */
  readonly item?: JsonObject;
  readonly importing?: JsonObject;
}

/** A plan as a test writes it; `plan` is put over what is made of the rest. */
export interface ShortPlan {
  readonly changes?: readonly ShortChange[];
  readonly drift?: readonly ShortChange[];
  readonly region?: string;
  readonly plan?: JsonObject;
}

/** The plan in Terraform's own form. */
export function makePlanJson({ changes = [], drift = [], region = "us-east-1", plan }: ShortPlan): JsonObject {
  const resources = changes.flatMap((change) =>
    change.references ? [{ address: addressOf(change), expressions: makeExpressions(change.references) }] : [],
  );
  return {
    format_version: "1.2",
    terraform_version: "1.11.4",
    resource_changes: changes.map(makeChange),
    resource_drift: drift.map(makeChange),
    configuration: {
      provider_config: { aws: { expressions: { region: { constant_value: region } } } },
      root_module: { resources },
    },
    complete: true,
    errored: false,
    ...plan,
  };
}

/** The plan as the tool reads it. */
export function makePlan(short: ShortPlan): Plan {
  return readPlan({ where: "plan.json", stack: "test" }, makePlanJson(short));
}

function addressOf({ type, name = "it" }: ShortChange): string {
  return `${type}.${name}`;
}

function makeExpressions(references: Readonly<Record<string, readonly string[]>>): JsonObject {
  const expressions = Object.entries(references).map(([name, list]): [string, Json] => [
    name,
    { references: [...list] },
  ]);
  return Object.fromEntries(expressions);
}

function makeChange(change: ShortChange): JsonObject {
  const { type, name = "it", before = null, after = null, unknown = {}, importing } = change;
  const { before_sensitive = false, after_sensitive = false, replace_paths, item } = change;
  return {
    address: addressOf(change),
    mode: "managed",
    type,
    name,
    ...item,
    change: {
      actions: (change.actions ?? chooseActions(before, after)).split(" "),
      before,
      after,
      after_unknown: unknown,
      before_sensitive,
      after_sensitive,
      ...(replace_paths !== undefined && { replace_paths }),
      ...(importing !== undefined && { importing }),
    },
  };
}

function chooseActions(before: Json, after: Json): string {
  if (before === null) return "create";
  if (after === null) return "delete";
  return JSON.stringify(before) === JSON.stringify(after) ? "no-op" : "update";
}
