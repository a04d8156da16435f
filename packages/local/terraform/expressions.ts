import { isJsonObject, type Json } from "@sfn-websocket/languages/json";
import { NotEvaluated } from "./not-evaluated";

/** Returns the value of a reference such as `aws_apigatewayv2_api.main.id`; throws where there is none. */
export type Resolve = (reference: readonly (string | number)[]) => Json;

/** The escapes of Terraform's templates, a template, or text between them. */
const TOKEN = /\$\$\{|%%\{|\$\{([^}]*)(\}?)|%\{|[^$%]+|[$%]/g;
const STEP = /^([A-Za-z_][\w-]*)|^\.([A-Za-z_][\w-]*|\d+)|^\[(\d+)\]|^\["([^"\\]*)"\]/;

/**
 * Evaluates the templates in a value of Terraform's JSON syntax: plain references only. A string that is one reference
 * keeps the value's type.
 *
 * @throws Error on anything that takes more than a reference: the local runtime is no HCL evaluator.
 * @see https://developer.hashicorp.com/terraform/language/syntax/json
 */
export function evaluate(value: Json, resolve: Resolve): Json {
  if (typeof value === "string") return evaluateTemplate(value, resolve);
  if (Array.isArray(value)) return value.map((item) => evaluate(item, resolve));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, evaluate(member, resolve)]));
}

function evaluateTemplate(text: string, resolve: Resolve): Json {
  if (!text.includes("${") && !text.includes("%{")) return text;
  const parts = [...text.matchAll(TOKEN)].map(([token, expression, end]): Json => {
    if (token === "%{" || end === "") throw unsupported(text);
    if (expression !== undefined) return resolve(parseReference(expression.trim()));
    return token === "$${" || token === "%%{" ? token.slice(1) : token;
  });
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  return parts.map((part) => (typeof part === "object" ? JSON.stringify(part) : String(part))).join("");
}

/** Returns the steps of `aws_x.y.z[0].a["b"]`. */
export function parseReference(expression: string): readonly (string | number)[] {
  const steps: (string | number)[] = [];
  let rest = expression;
  while (rest) {
    const match = STEP.exec(rest);
    if (!match || (match[1] !== undefined && steps.length > 0)) throw unsupported(expression);
    const [whole, first, member, index, key] = match;
    const step = first ?? member ?? key;
    steps.push(step === undefined ? Number(index) : step);
    rest = rest.slice(whole.length);
  }
  if (steps.length < 2) throw unsupported(expression);
  return steps;
}

function unsupported(expression: string): NotEvaluated {
  return new NotEvaluated(
    `only plain references are read here, got '${expression}'; write \${type.name.attribute} and compute the rest in TypeScript, or serve the folder that holds it, to which your Terraform is applied`,
  );
}
