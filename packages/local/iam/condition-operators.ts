import { BlockList, isIP } from "node:net";
import type { ConditionKeys } from "./condition-keys";
import { compilePattern } from "./match-pattern";
import type { Pattern } from "./match-pattern";

/** How an operator compares: the test that a policy's value makes of a request's value. */
export interface ConditionOperator {
  readonly compile: (expected: string, variables: boolean) => Pattern;
  /** The condition holds when no value of the policy passes the test, also when the key is absent. */
  readonly negated?: boolean;
}

const patterns = (ignoreCase: boolean): ConditionOperator["compile"] => {
  return (expected, variables) => compilePattern(expected, { ignoreCase, variables });
};

/** Text where `*` and `?` are characters like any other. */
const literals = (ignoreCase: boolean): ConditionOperator["compile"] => {
  return (expected, variables) => compilePattern(expected, { ignoreCase, variables, wildcards: false });
};

const numeric = (test: (actual: number, expected: number) => boolean): ConditionOperator => ({
  compile: (expected) => (actual) => test(readNumber(actual), readNumber(expected)),
});

const date = (test: (actual: number, expected: number) => boolean): ConditionOperator => ({
  compile: (expected) => (actual) => test(readDate(actual), readDate(expected)),
});

const equals = (actual: number, expected: number): boolean => actual === expected;
const lessThan = (actual: number, expected: number): boolean => actual < expected;
const lessThanEquals = (actual: number, expected: number): boolean => actual <= expected;
const greaterThan = (actual: number, expected: number): boolean => actual > expected;
const greaterThanEquals = (actual: number, expected: number): boolean => actual >= expected;

const arn: ConditionOperator = { compile: compileArn };
const ipAddress: ConditionOperator = { compile: (expected) => (actual) => isInRange(actual, expected) };
const negate = (operator: ConditionOperator): ConditionOperator => ({ ...operator, negated: true });

/**
 * The condition operators, but `Null`, without `IfExists` and set qualifiers.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export const conditionOperators: Readonly<Record<string, ConditionOperator>> = {
  StringEquals: { compile: literals(false) },
  StringNotEquals: negate({ compile: literals(false) }),
  StringEqualsIgnoreCase: { compile: literals(true) },
  StringNotEqualsIgnoreCase: negate({ compile: literals(true) }),
  StringLike: { compile: patterns(false) },
  StringNotLike: negate({ compile: patterns(false) }),
  NumericEquals: numeric(equals),
  NumericNotEquals: negate(numeric(equals)),
  NumericLessThan: numeric(lessThan),
  NumericLessThanEquals: numeric(lessThanEquals),
  NumericGreaterThan: numeric(greaterThan),
  NumericGreaterThanEquals: numeric(greaterThanEquals),
  DateEquals: date(equals),
  DateNotEquals: negate(date(equals)),
  DateLessThan: date(lessThan),
  DateLessThanEquals: date(lessThanEquals),
  DateGreaterThan: date(greaterThan),
  DateGreaterThanEquals: date(greaterThanEquals),
  Bool: { compile: (expected) => (actual) => actual.toLowerCase() === expected.toLowerCase() },
  BinaryEquals: { compile: (expected) => (actual) => actual === expected },
  IpAddress: ipAddress,
  NotIpAddress: negate(ipAddress),
  ArnEquals: arn,
  ArnLike: arn,
  ArnNotEquals: negate(arn),
  ArnNotLike: negate(arn),
};

function readNumber(text: string): number {
  return text.trim() === "" ? NaN : Number(text);
}

/** Milliseconds since 1970, of an ISO 8601 date or of seconds since 1970. */
function readDate(text: string): number {
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : Date.parse(text);
}

/** An ARN matches when each of its six parts does: `*` does not reach over the first five colons. */
function compileArn(expected: string, variables: boolean): Pattern {
  const parts = splitArn(expected).map((part) => compilePattern(part, { variables }));
  return (actual: string, keys: ConditionKeys) => {
    const actualParts = splitArn(actual);
    return actualParts.length === parts.length && parts.every((part, index) => part(actualParts[index] ?? "", keys));
  };
}

function splitArn(text: string): string[] {
  const parts = text.split(":");
  return parts.length <= 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(":")];
}

function isInRange(actual: string, range: string): boolean {
  const [address = "", prefix] = range.split("/");
  const version = isIP(address);
  if (version === 0 || isIP(actual) !== version) return false;
  const family = version === 4 ? "ipv4" : "ipv6";
  const bits = prefix === undefined ? (version === 4 ? 32 : 128) : Number(prefix);
  if (!Number.isInteger(bits) || bits < 0 || bits > (version === 4 ? 32 : 128)) return false;
  const list = new BlockList();
  list.addSubnet(address, bits, family);
  return list.check(actual, family);
}
