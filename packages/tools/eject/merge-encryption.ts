import { isDeepStrictEqual } from "node:util";
import { isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/json";
import type { Blocks } from "./read-stack";

/** The member whose value is a choice: what stands there without a key, and with one; null where nothing does. */
const CHOICE = "\u0000choice";

/** Whether resources are made where there is a key. */
const COUNT = "${var.encryption == null ? 0 : 1}";

/** The two values of a choice; undefined for what is none. */
export function readChoice(value: Json): readonly [plain: Json, encrypted: Json] | undefined {
  const both = isJsonObject(value) ? value[CHOICE] : undefined;
  return Array.isArray(both) ? [both[0] ?? null, both[1] ?? null] : undefined;
}

/** The resources of a stack without a key of one's own and with one, as resources that have a choice where the two differ. */
export function mergeEncryption(plain: Blocks, encrypted: Blocks): Blocks {
  return Object.fromEntries(
    Object.keys({ ...plain, ...encrypted }).map((type) => [type, mergeType(plain[type] ?? {}, encrypted[type] ?? {})]),
  );
}

type Type = Readonly<Record<string, JsonObject>>;

function mergeType(plain: Type, encrypted: Type): Type {
  return Object.fromEntries(
    Object.keys({ ...plain, ...encrypted }).map((id) => {
      const [one, other] = [plain[id], encrypted[id]];
      if (one === undefined) return [id, { count: COUNT, ...other }];
      if (other === undefined) throw new Error(`${id}: is only there without kmsKeyArn; a module cannot choose that`);
      return [id, mergeObject(one, other)];
    }),
  );
}

function mergeObject(plain: JsonObject, encrypted: JsonObject): JsonObject {
  const names = Object.keys({ ...plain, ...encrypted }).sort();
  return Object.fromEntries(
    names.map((name) => {
      const [one, other] = [plain[name], encrypted[name]];
      // What is waited for need not be there.
      if (name === "depends_on") return [name, other ?? one ?? []];
      return [name, mergeValue(one, other)];
    }),
  );
}

function mergeValue(plain: Json | undefined, encrypted: Json | undefined): Json {
  if (plain !== undefined && isDeepStrictEqual(plain, encrypted)) return plain;
  if (isJsonObject(plain) && isJsonObject(encrypted)) return mergeObject(plain, encrypted);
  return { [CHOICE]: [plain ?? null, encrypted ?? null] };
}
