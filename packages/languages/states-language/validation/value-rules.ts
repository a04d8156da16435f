import { isJsonObject } from "../../json";
import type { Json } from "../../json";
import { isTimestamp } from "../values/timestamps";
import { reportSchemaError } from "./rule";
import type { Rule } from "./rule";

type JsonType = "STRING" | "NUMBER" | "INTEGER" | "BOOLEAN" | "ARRAY" | "OBJECT";

const isOfType: Record<JsonType, (value: Json) => boolean> = {
  STRING: (value) => typeof value === "string",
  NUMBER: (value) => typeof value === "number",
  INTEGER: (value) => Number.isInteger(value),
  BOOLEAN: (value) => typeof value === "boolean",
  ARRAY: (value) => Array.isArray(value),
  OBJECT: (value) => isJsonObject(value),
};

/**
 * A rule that holds for values of one JSON type which also meet the further rules.
 *
 * *Recorded*: the text for STRING (floci-io/floci, measured with validate-state-machine-definition); *assumed* for the
 * other types, in the same words.
 */
export function expectType(type: JsonType, ...further: readonly Rule[]): Rule {
  return (value, location, scope) => {
    if (!isOfType[type](value)) return reportSchemaError(scope, `Expected value of type [${type}]`, location);
    for (const rule of further) rule(value, location, scope);
  };
}

export const anyValue: Rule = () => {};
export const text = expectType("STRING");
export const boolean = expectType("BOOLEAN");

/** A rule for whole numbers from `minimum` to `maximum`. *Recorded* (gabrielmoreira/tiny-asl-machine): the text for a fraction. */
export function integer(minimum: number, maximum = Infinity): Rule {
  const whole = expectType("INTEGER", inRange({ minimum, maximum, print: String }));
  return (value, location, scope) => {
    const isFraction = typeof value === "number" && !Number.isInteger(value);
    if (isFraction) reportSchemaError(scope, "Expected value of type Integer", location);
    else whole(value, location, scope);
  };
}

/** A rule for numbers from `minimum` to `maximum`. AWS prints such limits as Java's doubles: `0.0`. */
export function decimal(minimum: number, maximum = Infinity): Rule {
  return expectType("NUMBER", inRange({ minimum, maximum, print: (limit) => limit.toFixed(1) }));
}

/** *Recorded*: both texts, floci-io/floci, measured on us-east-1. */
function inRange(range: { minimum: number; maximum: number; print: (limit: number) => string }): Rule {
  return (value, location, scope) => {
    if (Number(value) < range.minimum) {
      reportSchemaError(scope, `Minimum value is ${range.print(range.minimum)}`, location);
    }
    if (Number(value) > range.maximum) {
      reportSchemaError(scope, `Maximum value is ${range.print(range.maximum)}`, location);
    }
  };
}

/** A rule for strings out of a list. *Recorded*: the text, for QueryLanguage and JitterStrategy. */
export function oneOf(...values: readonly string[]): Rule {
  return expectType("STRING", (value, location, scope) => {
    if (values.includes(String(value))) return;
    reportSchemaError(scope, `Value should be one of the following: [${values.join(", ")}]`, location);
  });
}

/** A rule for values that meet each of `rules`. */
export function allOf(...rules: readonly Rule[]): Rule {
  return (value, location, scope) => rules.forEach((rule) => rule(value, location, scope));
}

/** A rule for null, or what `rule` takes. */
export function nullOr(rule: Rule): Rule {
  return (value, location, scope) => {
    if (value !== null) rule(value, location, scope);
  };
}

/** A rule for lists with at least one element, each of which meets `rule`. *Recorded*: the text, for empty Branches. */
export function listOf(rule: Rule): Rule {
  return expectType("ARRAY", notEmpty, eachElement(rule));
}

/** A rule for lists, also empty ones, whose every element meets `rule`. */
export function anyListOf(rule: Rule): Rule {
  return expectType("ARRAY", eachElement(rule));
}

const notEmpty: Rule = (value, location, scope) => {
  if (Array.isArray(value) && value.length === 0) reportSchemaError(scope, "Value cannot be empty", location);
};

function eachElement(rule: Rule): Rule {
  return (value, location, scope) => {
    if (!Array.isArray(value)) return;
    value.forEach((element, index) => rule(element, `${location}[${index}]`, scope));
  };
}

/** A rule for timestamps. *Recorded*: the text, for the Timestamp of a Wait state. */
export const timestamp = expectType("STRING", (value, location, scope) => {
  if (isTimestamp(String(value))) return;
  reportSchemaError(scope, "String does not match RFC3339 timestamp", location);
});
