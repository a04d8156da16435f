import { isExactNumber } from "../../jsonpath/exact-number";
import type { Json } from "../../json";

/**
 * The text that Java's `toString` makes of a value of JSON, as `States.Format` inserts it: strings bare, maps as
 * `{name=value, other=value}`, lists as `[first, second]`.
 *
 * *Recorded*: LocalStack's AWS-validated snapshot of `States.Format`.
 */
export function toJavaText(value: Json): string {
  if (value === null || typeof value !== "object" || isExactNumber(value)) return String(value);
  if (Array.isArray(value)) return `[${value.map(toJavaText).join(", ")}]`;
  return `{${Object.entries(value)
    .map(([name, member]) => `${name}=${toJavaText(member)}`)
    .join(", ")}}`;
}
