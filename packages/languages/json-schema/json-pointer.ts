import type { Json, JsonObject } from "../json";
import { decodeUri } from "../decode-uri";

/** Returns what the JSON pointer of a fragment leads to, undefined for nothing. @see https://datatracker.ietf.org/doc/html/rfc6901 */
export function followPointer(schema: JsonObject, fragment: string): Json | undefined {
  const [first, ...steps] = decodeUri(fragment).split("/");
  if (first !== "") return undefined;
  return steps.reduce<Json | undefined>((value, step) => {
    const name = step.replaceAll("~1", "/").replaceAll("~0", "~");
    return typeof value === "object" && value !== null && Object.hasOwn(value, name)
      ? (value as JsonObject)[name]
      : undefined;
  }, schema);
}
