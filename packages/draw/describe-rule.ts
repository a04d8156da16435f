import { isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/json";

/** How a comparison of a Choice rule is written, by the end of its name. */
const SIGNS: Readonly<Record<string, string>> = {
  Equals: "==",
  LessThan: "<",
  LessThanEquals: "<=",
  GreaterThan: ">",
  GreaterThanEquals: ">=",
  Matches: "matches",
};

const COMPARISON = /^(?:String|Numeric|Boolean|Timestamp)(Equals|(?:Less|Greater)Than(?:Equals)?|Matches)(?:Path)?$/;
const TEST = /^Is(Present|Null|String|Numeric|Boolean|Timestamp)$/;

/** Rules within rules that are written out. */
const DEEPEST = 4;

/** The text that a rule is cut to before it is drawn; the rest is never looked at. */
const LONGEST = 200;

/**
 * A rule of a Choice in one line, as Workflow Studio writes it: `$.count >= 3 && !($.kind == "gift")`; a JSONata
 * condition as it stands, without its braces.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html documented: the operators
 */
export function describeRule(rule: JsonObject): string {
  const { Condition: condition } = rule;
  if (typeof condition === "boolean") return String(condition);
  if (typeof condition === "string") return shorten(condition.replace(/^\s*\{%|%\}\s*$/g, ""));
  return shorten(describeComparison(rule, 0));
}

const shorten = (text: string): string => text.slice(0, LONGEST).replace(/\s+/g, " ").trim();

function describeComparison(rule: JsonObject, depth: number): string {
  if (depth > DEEPEST) return "…";
  const { And: and, Or: or, Not: not } = rule;
  if (Array.isArray(and)) return join(and, " && ", depth);
  if (Array.isArray(or)) return join(or, " || ", depth);
  if (isJsonObject(not)) return `!(${describeComparison(not, depth + 1)})`;
  return describeOperator(rule);
}

function join(rules: readonly Json[], between: string, depth: number): string {
  const written = rules.slice(0, LONGEST / 4).map((rule) => {
    if (!isJsonObject(rule)) return "…";
    const text = describeComparison(rule, depth + 1);
    return Array.isArray(rule["And"] ?? rule["Or"]) ? `(${text})` : text;
  });
  return written.join(between);
}

function describeOperator(rule: JsonObject): string {
  const variable = typeof rule["Variable"] === "string" ? rule["Variable"] : "…";
  for (const [name, operand] of Object.entries(rule)) {
    const sign = SIGNS[COMPARISON.exec(name)?.[1] ?? ""];
    if (sign !== undefined) return `${variable} ${sign} ${describeOperand(name, operand)}`;
    const tested = TEST.exec(name)?.[1]?.toLowerCase();
    if (tested !== undefined) return `${variable} is ${operand === false ? "not " : ""}${tested}`;
  }
  return variable === "…" ? "" : variable;
}

/** A path stands as it is, any other text in quotes. */
function describeOperand(name: string, operand: Json): string {
  return name.endsWith("Path") && typeof operand === "string" ? operand : JSON.stringify(operand).slice(0, LONGEST);
}
