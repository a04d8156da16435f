import { isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/json";
import { type Constraint, type Constraints, pickMembers, type Refusal, refuseMembers } from "./constraints";

/** The type of a request that meets its constraints: the constraints are written once, and the compiler reads them. */
export type RequestOf<Members extends Constraints> = {
  readonly [Name in keyof Members as Members[Name] extends { readonly required: true } ? Name : never]: ValueOf<
    Members[Name]
  >;
} & {
  readonly [Name in keyof Members as Members[Name] extends { readonly required: true } ? never : Name]?: ValueOf<
    Members[Name]
  >;
};

type ValueOf<Each extends Constraint> = Each extends { readonly members: infer Members extends Constraints }
  ? RequestOf<Members>
  : Each extends { readonly type: "map" }
    ? Readonly<Record<string, ItemOf<Each>>>
    : Each extends { readonly type: "list" } | { readonly item: Constraint }
      ? readonly ItemOf<Each>[]
      : Each extends { readonly type: keyof Scalars }
        ? Scalars[Each["type"]]
        : Each extends { readonly values: readonly (infer Value)[] }
          ? Value
          : string;

type ItemOf<Each extends Constraint> = Each extends { readonly item: infer Item extends Constraint }
  ? ValueOf<Item>
  : Json;

interface Scalars {
  readonly string: string;
  readonly number: number;
  readonly boolean: boolean;
  readonly structure: JsonObject;
  readonly any: Json;
}

/**
 * Returns the request that a body is, without members that are null or that nobody uses; throws what `fail` makes of the
 * reason where it breaks a constraint. A body that is no structure is unreadable, without a text.
 */
export function readRequest<const Members extends Constraints>(
  body: Json,
  constraints: Members,
  fail: (refusal: Refusal) => Error,
): RequestOf<Members> {
  if (!isJsonObject(body)) throw fail({ unreadable: "" });
  const picked = pickMembers(body, constraints);
  requireMembers(picked, constraints, fail);
  return picked;
}

function requireMembers<Members extends Constraints>(
  picked: JsonObject,
  constraints: Members,
  fail: (refusal: Refusal) => Error,
): asserts picked is JsonObject & RequestOf<Members> {
  const refusal = refuseMembers(picked, constraints);
  if (refusal !== undefined) throw fail(refusal);
}
