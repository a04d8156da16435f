import { isJsonObject, type Json, type JsonObject, readOwn, listObjects } from "@sfn-websocket/languages/json";
import { concealText, concealValue, listSecrets, type Marks, type Secrets } from "./conceal-values";
import type { Action, ResourceChange } from "./plan";
import { type References, stripIndex } from "./read-references";
import { isValueObject } from "./values";

/** What `actions` says, joined by spaces. */
const ACTIONS: Readonly<Record<string, Action>> = {
  "no-op": "no-op",
  create: "create",
  update: "update",
  delete: "destroy",
  forget: "forget",
  "delete create": "replace",
  "create delete": "replace",
  "create forget": "forget",
};

/** One item of `resource_changes` or `resource_drift` in Terraform's own form. */
export interface PlannedChange {
  readonly address: string;
  readonly type: string;
  readonly action: Action;
  readonly item: JsonObject;
  readonly change: JsonObject;
}

/**
 * The changes of managed resources in one list of a plan; what is only read is left out.
 *
 * @throws Error for an action that is not known, since what it does could not be told.
 */
export function listPlanned(where: string, list: Json | undefined): PlannedChange[] {
  return listObjects(list).flatMap((item) => {
    const { address, type, mode, change } = item;
    if (mode === "data" || typeof address !== "string" || typeof type !== "string" || !isJsonObject(change)) return [];
    const actions = Array.isArray(change["actions"]) ? change["actions"].join(" ") : "";
    if (actions === "read") return [];
    const action = readOwn(ACTIONS, actions);
    if (action) return [{ address, type, action, item, change }];
    throw new Error(
      `${where}: ${address}: action is not known, got '${actions}'; this Terraform is newer than this tool`,
    );
  });
}

/** The texts of a change that no output may hold. */
export function listChangeSecrets({ type, change }: PlannedChange): Secrets {
  const marks = markSides(change);
  return ["before", "after"].flatMap((side) => listSecrets({ type, value: change[side], marks }));
}

/** The change as it may be read. */
export function readChange(
  planned: PlannedChange,
  references: ReadonlyMap<string, References>,
  secrets: Secrets,
): ResourceChange {
  const { address, type, action, item, change } = planned;
  const { previous_address: previous, action_reason: reason } = item;
  const importing = isJsonObject(change["importing"]) ? (change["importing"]["id"] ?? "") : undefined;
  const unknown = change["after_unknown"];
  const marks = markSides(change);
  const before = concealValue({ type, value: change["before"], marks }, secrets);
  const after = concealValue({ type, value: change["after"], marks: { ...marks, unknown } }, secrets);
  return {
    address: concealText(address, secrets),
    ...(typeof previous === "string" && { previousAddress: concealText(previous, secrets) }),
    type,
    action,
    deposed: typeof item["deposed"] === "string",
    ...(isValueObject(before) && { before }),
    ...(isValueObject(after) && { after }),
    replacePaths: readPaths(change["replace_paths"]),
    ...(typeof reason === "string" && { reason }),
    ...(importing !== undefined && { importing: concealText(String(importing), secrets) }),
    references: references.get(stripIndex(address)) ?? {},
  };
}

function markSides(change: JsonObject): Marks {
  return { sensitive: [change["before_sensitive"], change["after_sensitive"]] };
}

function readPaths(paths: Json | undefined): string[] {
  if (!Array.isArray(paths)) return [];
  return paths.map((path) =>
    Array.isArray(path) ? path.filter((step) => typeof step !== "number").join(".") : String(path),
  );
}
