import { isJsonObject } from "../../json";
import type { Json } from "../../json";
import { jsonataValue } from "./jsonata-rules";
import { objectOf } from "./object-rule";
import { inputReferencePath } from "./path-rules";
import { reportSchemaError } from "./rule";
import type { Rule } from "./rule";
import { anyListOf, anyValue, decimal, integer, listOf, nullOr, oneOf, text } from "./value-rules";
import { assignments } from "./variable-names";

const MAXIMUM_COUNT = 99_999_999;
/** The longest delay is less than 31,622,400 seconds: 366 days. */
const MAXIMUM_DELAY = 31_622_399;

/** @see https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html#error-handling-retrying-after-an-error */
const retrier = objectOf({
  required: ["ErrorEquals"],
  fields: {
    ErrorEquals: listOf(text),
    IntervalSeconds: integer(1, MAXIMUM_COUNT),
    MaxAttempts: integer(0, MAXIMUM_COUNT),
    BackoffRate: decimal(1),
    MaxDelaySeconds: integer(1, MAXIMUM_DELAY),
    JitterStrategy: oneOf("NONE", "FULL"),
    Comment: anyValue,
  },
});

/** @see https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html#error-handling-fallback-states */
const catcher = objectOf({
  required: ["Next", "ErrorEquals"],
  fields: {
    ErrorEquals: listOf(text),
    Next: text,
    ResultPath: nullOr(inputReferencePath),
    Output: jsonataValue,
    Assign: assignments,
    Comment: anyValue,
  },
});

/**
 * A rule for lists of retriers or catchers: States.ALL stands alone in the last one.
 *
 * *Recorded*: the text (the rules of cdk_preflight). *Assumed*: its location.
 */
const allStandsLast: Rule = (value, location, scope) => {
  if (!Array.isArray(value)) return;
  value.forEach((entry, index) => {
    const names = readErrorNames(entry);
    if (!names.includes("States.ALL") || (names.length === 1 && index === value.length - 1)) return;
    const message = "States.ALL must appear alone and at end of list";
    reportSchemaError(scope, message, `${location}[${index}]/ErrorEquals`);
  });
};

function readErrorNames(entry: Json): Json[] {
  const names = isJsonObject(entry) ? entry["ErrorEquals"] : undefined;
  return Array.isArray(names) ? names : [];
}

const retriers = anyListOf(retrier);
const catcherList = anyListOf(catcher);

export const retry: Rule = (value, location, scope) => {
  retriers(value, location, scope);
  allStandsLast(value, location, scope);
};

export const catchers: Rule = (value, location, scope) => {
  catcherList(value, location, { ...scope, catching: true });
  allStandsLast(value, location, scope);
};
