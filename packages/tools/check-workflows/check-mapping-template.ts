import { type TriedTemplate, tryTemplate } from "@sfn-websocket/languages/velocity/try-template";
import type { Finding } from "./finding";

/**
 * What synthesis would refuse of a mapping template: a syntax error, or a rendering that is no JSON for some text. A
 * file's name says what it is for, where it holds `request`, `response` or `error`; another one is right if it is right
 * for either. References that Terraform fills in, `${name}`, stand for a number.
 */
export function checkMappingTemplate(file: string, text: string): readonly Finding[] {
  const written = fillReferences(unescapeMarkers(text));
  const tried = listTrials(file, written).map(tryTemplate);
  if (tried.some((problem) => problem === undefined)) return [];
  const [problem] = tried;
  if (problem === undefined) return [];
  const { line, column } = problem.place ?? { line: 1, column: 1 };
  const message = [problem.what.replace(/template line \d+, column \d+: /, ""), ...problem.trial.slice(0, 1)].join(
    "\n",
  );
  return [{ file, line, column, severity: "error", message }];
}

/**
 * A request of a service whose protocol is a form, as those of SQS and SNS are: no JSON. Each line of `#set` is matched
 * in one way alone: thirty on one line would otherwise take minutes.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-making-api-requests-xml.html documented
 */
const FORM = /^(?:\s*#set\([^\n]*\n)*\s*(?:#set\([^\n]*\)\s*)?Action=\w+/;

/** What a template may be for, the likeliest first. */
function listTrials(file: string, text: string): readonly TriedTemplate[] {
  const name = file.replace(/^.*[\\/]/, "");
  const routeKey = findRoute(name);
  const request: TriedTemplate = { direction: "request", routeKey, text };
  const execution = /executionArn/.test(text) ? "async" : "sync";
  const direction = text.includes("$input") ? "response" : "mock";
  const response: TriedTemplate = { direction, routeKey, text, execution };
  // Plain text passes there, and what cannot be rendered does not.
  if (FORM.test(text)) return [response];
  if (/request/i.test(name)) return [request];
  return /response|error/i.test(name) ? [response] : [request, response];
}

/** The messages that reach a route: those of `$default` need not be JSON, and events of the connection have none. */
function findRoute(name: string): string {
  const [, reserved] = /^\$?(default|connect|disconnect)\b/.exec(name) ?? [];
  return reserved === undefined ? "sample" : `$${reserved}`;
}

/** Terraform's `templatefile` writes `${` and `%{` so that they are text. */
const unescapeMarkers = (text: string): string => text.replaceAll(/([$%])\1\{/g, "$1{");

/** The references to what the template itself does not set, as numbers of the same length. */
function fillReferences(text: string): string {
  const own = new Set(["input", "util", "context", "stageVariables", "stateMachineArn"]);
  for (const [, name = ""] of text.matchAll(/#(?:set|foreach)\s*\(\s*\$!?\{?(\w+)/g)) own.add(name);
  if (/#macro\b/.test(text)) return text;
  return text.replaceAll(/\$\{(\w+)\}/g, (found, name: string) => (own.has(name) ? found : "1".repeat(found.length)));
}
