import { compilePath } from "@sfn-websocket/languages/jsonpath/compile-path";

/** The expression of AWS's patterns: a message's member `action` is the key of its route. */
export const ACTION_SELECTS = "$request.body.action";

/**
 * The parts of a route selection expression: `\$`, `${variable}`, `$variable`, text.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-develop-routes.html documented
 */
const PART = /\\\$|\$\{([^}]*)\}|\$([A-Za-z][\w.]*(?:\[[^\]]*\][\w.]*)*)|[^\\$]+|[\\$]/g;

const BODY = "request.body";
const EXAMPLE = "write it as in '$request.body.action' or '$request.body.[2]'";

/** The problems of an expression by which API Gateway would find no route, or the same one for every message. */
export function checkRouteSelection(expression: unknown): readonly string[] {
  if (typeof expression !== "string") {
    return [`routeSelectionExpression: is not a text, got ${JSON.stringify(expression)}; ${EXAMPLE}`];
  }
  const variables = listVariables(expression);
  if (variables.length === 0) {
    return [
      `routeSelectionExpression: selects the same route for every message, got '${expression}'; name a member of the message: ${EXAMPLE}`,
    ];
  }
  return variables.flatMap((variable) => {
    const isOfBody = variable === BODY || /^request\.body[.[]/.test(variable);
    if (isOfBody && isPath(`$${variable.slice(BODY.length)}`)) return [];
    const wrong = isOfBody ? "holds what is no JSONPath" : "names what no message has";
    return [`routeSelectionExpression: ${wrong}, got '${variable}'; ${EXAMPLE}`];
  });
}

/** The problem of a route key that no message can select, whatever its members are. */
export function checkSelectable(routeKey: string, expression: string): readonly string[] {
  if (routeKey.startsWith("$")) return [];
  const form = [...expression.matchAll(PART)].map(([text, braced, bare]) => ({
    text,
    isVariable: (braced ?? bare) !== undefined,
  }));
  const pattern = form.map(({ text, isVariable }) => (isVariable ? "[^]*" : escapePattern(text))).join("");
  if (new RegExp(`^${pattern}$`).test(routeKey)) return [];
  const shown = form.map(({ text, isVariable }) => (isVariable ? "…" : text)).join("");
  return [
    `route '${routeKey}': no message selects it, got a key without the form of routeSelectionExpression '${expression}'; write '${shown}'`,
  ];
}

function listVariables(expression: string): readonly string[] {
  return [...expression.matchAll(PART)].flatMap(([, braced, bare]) => braced ?? bare ?? []);
}

function isPath(path: string): boolean {
  try {
    compilePath(path);
    return true;
  } catch {
    return false;
  }
}

/** A text as a pattern that matches it; `\$` stands for a dollar. */
function escapePattern(text: string): string {
  return text === "\\$" ? "\\$" : text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}
