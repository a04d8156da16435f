import { compilePath, type JsonPath } from "@sfn-websocket/languages/jsonpath/compile-path";
import type { Json } from "@sfn-websocket/languages/json";
import { isTooDeep } from "@sfn-websocket/languages/nesting";

/** What a selection expression may ask for. */
export interface SelectionScope {
  /** The message as JSON, or undefined where it is not an object or an array of JSON. */
  json?(): Json | undefined;
  /** The status that the integration answered with. */
  readonly statusCode?: number;
  /** Header names are in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly context?: () => Json;
}

/** Returns the expression's value, or undefined where the message cannot be evaluated: it is not JSON, or a path fails. */
export type SelectionExpression = (scope: SelectionScope) => string | undefined;

type Part = (scope: SelectionScope) => string | undefined;

/** The variables, by the prefix of their names. @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-selection-expressions.html */
const VARIABLES: Readonly<Record<string, (rest: string) => Part>> = {
  "request.body": (rest) => {
    const path = compilePath(`$${rest}`);
    return (scope) => {
      const json = scope.json?.();
      return json === undefined ? undefined : selectFrom(path, json);
    };
  },
  // A message has neither: an expression with them has no value, so that the message goes to $default (*assumed*). It is
  // what Terraform's provider sends where none is given. @see https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/apigatewayv2_api
  "request.method": () => () => undefined,
  "request.path": () => () => undefined,
  "request.header": headerPart,
  "integration.response.header": headerPart,
  "integration.response.multivalueheader": headerPart,
  "integration.response.statuscode": () => statusPart,
  "response.statuscode": () => statusPart,
  context: (rest) => {
    const path = compilePath(`$${rest}`);
    return ({ context }) => selectFrom(path, context?.() ?? {});
  },
};

/** `\$`, `${variable}`, `$variable`, or any other character; a variable without braces ends where no path or header name can go on (*assumed*). */
const createToken = (braced: string) =>
  new RegExp(
    String.raw`\\\$|${braced}|\$((?:request|integration\.response)\.(?:multivalue)?header\.[\w-]+|[A-Za-z][\w.]*(?:\[[^\]]*\][\w.]*)*)|[^\\$]+|[\\$]`,
    "y",
  );
const TOKEN = createToken(String.raw`\$\{([^}]*)\}`);
/** Where no brace closes any more: each one that opens would be followed to the end. */
const LAST_TOKEN = createToken("(?!)()");

function* listTokens(expression: string): Generator<RegExpExecArray> {
  const lastBrace = expression.lastIndexOf("}");
  for (let at = 0; at < expression.length;) {
    const pattern = at > lastBrace ? LAST_TOKEN : TOKEN;
    pattern.lastIndex = at;
    const match = pattern.exec(expression);
    if (match === null) return;
    at = pattern.lastIndex;
    yield match;
  }
}

/**
 * Prepares a selection expression: literal text, `\$`, `$variable` and `${variable}` in one pass from left to right.
 * A variable that selects nothing is the empty string.
 *
 * @throws Error when a variable is not one of API Gateway's.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-develop-routes.html
 */
export function compileSelectionExpression(expression: string): SelectionExpression {
  const parts: Part[] = [];
  for (const match of listTokens(expression)) parts.push(compilePart(match, expression));
  const [only] = parts;
  if (parts.length === 1 && only) return only;
  return (scope) => {
    let text = "";
    for (const part of parts) {
      const value = part(scope);
      if (value === undefined) return undefined;
      text += value;
    }
    return text;
  };
}

function compilePart([token, braced, bare]: RegExpMatchArray, expression: string): Part {
  const variable = braced ?? bare;
  if (variable === undefined) {
    const text = token === "\\$" ? "$" : token;
    return () => text;
  }
  const prefix = Object.keys(VARIABLES).find(
    (name) => variable.startsWith(name) && /^(?:$|[.[])/.test(variable.slice(name.length)),
  );
  if (prefix) return VARIABLES[prefix]!(variable.slice(prefix.length));
  throw new Error(
    `selection expression '${expression}': unknown variable, got '$${variable}'; use one of ${Object.keys(VARIABLES).join(", ")}`,
  );
}

/**
 * Whatever keeps a path from its value, the expression has none: a function or a filter that does not apply to the
 * client's message, or a value that is nested too deep to be printed.
 */
function selectFrom(path: JsonPath, json: Json): string | undefined {
  try {
    const value = path.find(json);
    if (typeof value === "string") return value;
    return value !== undefined && isTooDeep(value) ? undefined : selectedText(value);
  } catch {
    return undefined;
  }
}

const statusPart: Part = ({ statusCode }) => String(statusCode);

function headerPart(rest: string): Part {
  const name = rest.slice(1).toLowerCase();
  return ({ headers = {} }) => (Object.hasOwn(headers, name) ? headers[name]! : "");
}

/**
 * Prints what a variable selected. Lists as Java prints them are documented; scalars are *assumed* to be plain JSON,
 * objects to be JSON text.
 */
function selectedText(value: Json | undefined): string {
  if (typeof value === "string") return value;
  if (value === undefined) return "";
  if (Array.isArray(value)) return `[${value.map(selectedText).join(", ")}]`;
  return JSON.stringify(value);
}
