import { type Actions, createDefineAction } from "../protocols/action";
import type { Constraints } from "../protocols/constraints";
import { takePage } from "../protocols/pages";
import type { KeyStore } from "./keys";
import { KmsError } from "./kms-error";

/** The actions of the API; the answer of one is undefined for an empty body. */
export type KmsActions = Actions<KeyStore, object | void>;

/** Returns an action whose request AWS's errors refuse. */
export const defineAction = createDefineAction<KeyStore, object | void>((refusal) =>
  "unreadable" in refusal
    ? new KmsError("SerializationException", refusal.unreadable)
    : new KmsError("ValidationException", refusal.invalid),
);

export const KEY = { KeyId: { required: true, minimum: 1, maximum: 2_048 } } as const satisfies Constraints;
export const PAGE = {
  Limit: { type: "number", minimum: 1, maximum: 1_000 },
  Marker: { minimum: 1, maximum: 1_024 },
} as const satisfies Constraints;

interface ListRequest {
  readonly Limit?: number;
  readonly Marker?: string;
}

/** Returns the part of a list that a request asks for, under the answer's name for it. @throws KmsError InvalidMarkerException. */
export function listPage(name: string, list: readonly unknown[], { Limit = 100, Marker }: ListRequest): object {
  const page = takePage(list, { ...(Marker !== undefined && { token: Marker }), size: Limit }, 1_000);
  if (page === undefined) throw new KmsError("InvalidMarkerException", "");
  const { items, nextToken } = page;
  return {
    [name]: items,
    Truncated: nextToken !== undefined,
    ...(nextToken !== undefined && { NextMarker: nextToken }),
  };
}
