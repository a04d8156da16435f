import { parseJsonFile } from "@sfn-websocket/languages/parse-json-file";
import { prepareTemplate } from "@sfn-websocket/languages/velocity/prepare-template";
import { withStateMachineArn } from "./mapping-templates";
import type { RouteExecution } from "./route-props";
import {
  listReferredPaths,
  SAMPLE_CONTEXT,
  writeExecutions,
  writeMessages,
  writeStartedExecutions,
} from "./template-samples";

/** A mapping template of the user's, and the route that it belongs to. */
export interface RouteTemplate {
  readonly routeKey: string;
  /** `request` makes the call of Step Functions, `response` and `mock` what the client gets. */
  readonly direction: "request" | "response" | "mock";
  /** @default "sync" */
  readonly execution?: RouteExecution;
  readonly text: string;
}

/**
 * The longest mapping template and the longest model of API Gateway's version 2, in characters.
 *
 * @see https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-integrations.html documented, as
 * StringWithLengthBetween0And32K
 */
export const LONGEST_TEXT = 32_768;

/** Stands for the workflow's ARN. */
const STATE_MACHINE_ARN = "arn:aws:states:us-east-1:123456789012:stateMachine:sample";

/** Texts that break a template which forgets to escape, by what is in them. */
const HOSTILE_TEXTS: Readonly<Record<string, string>> = {
  "an apostrophe": "it's",
  "a quote": 'say "hi"',
  "a backslash": "a\\b",
  "a newline": "a\nb",
  "non-ASCII text": "naïve 🙂",
};

/**
 * The problems of a template: too long, a marker that Terraform would interpolate, a syntax error, or a rendering that
 * is not JSON for some text. A response template whose rendering is no JSON even for plain letters is taken for plain
 * text on purpose.
 */
export function checkTemplate(template: RouteTemplate): readonly string[] {
  const where = `route '${template.routeKey}': ${template.direction} template`;
  const deployed =
    template.direction === "request" ? withStateMachineArn(template.text, STATE_MACHINE_ARN) : template.text;
  if (deployed.length > LONGEST_TEXT) {
    return [`${where} is too long, got ${deployed.length} characters; API Gateway takes at most ${LONGEST_TEXT}`];
  }
  const marker = /\$\{[^}\n]*\}?/.exec(template.text);
  if (marker !== null) {
    const written = marker[0].replace(/[{}]/g, "");
    return [`${where} holds a reference that Terraform would interpolate, got '${marker[0]}'; write '${written}'`];
  }
  return checkRenderings(where, template);
}

function checkRenderings(where: string, template: RouteTemplate): readonly string[] {
  try {
    const prepared = prepareTemplate(template.text);
    const render = (body: string) =>
      prepared.render({
        body,
        context: { ...SAMPLE_CONTEXT, routeKey: template.routeKey },
        stageVariables: {},
        variables: { stateMachineArn: STATE_MACHINE_ARN },
        params: { path: {}, querystring: {}, header: {} },
      });
    const isText =
      template.direction !== "request" && writeBodies(template, "plain").some((body) => isPlainText(render(body)));
    if (isText) return [];
    for (const [what, text] of Object.entries({ "plain letters": "plain", ...HOSTILE_TEXTS })) {
      const broken = writeBodies(template, text)
        .map((body) => ({ body, rendering: render(body) }))
        .find(({ rendering }) => !isJson(rendering));
      if (broken !== undefined) {
        const wrong = `${where} does not render JSON, got ${what} in its input; ${adviseEscape(what)}`;
        return [[wrong, ...showTrial(template, broken)].join("\n")];
      }
    }
    return [];
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return [`${where} cannot be rendered, got ${reason}; correct the template`];
  }
}

/** What a template gets, by its direction. */
const INPUTS = { request: "message", response: "answer", mock: "" } as const;
/** The longest input that is shown whole. */
const SHOWN = 160;

/** What was rendered of which input, with a caret below where it is no JSON any more. */
function showTrial({ direction }: RouteTemplate, { body, rendering }: { body: string; rendering: string }) {
  const shown = body.length > SHOWN ? `${body.slice(0, SHOWN)}…` : body;
  const [, ...picture] = explainJson(rendering).split("\n");
  const input = INPUTS[direction] === "" || body === "" ? [] : [`  of the ${INPUTS[direction]} ${shown}`];
  return [...input, picture.length === 0 ? "  it renders nothing" : "  it renders", ...picture];
}

/** Where a text is no JSON, as of a file. */
function explainJson(text: string): string {
  try {
    parseJsonFile("rendering", text);
    return "";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function writeBodies(template: RouteTemplate, text: string): readonly string[] {
  const { direction, execution, routeKey } = template;
  const paths = listReferredPaths(template.text);
  if (direction === "request") return writeMessages({ routeKey, paths, text });
  // A MOCK integration's answer has no body.
  if (direction === "mock") return [""];
  return execution === "async" ? writeStartedExecutions({ paths, text }) : writeExecutions({ paths, text });
}

function adviseEscape(what: string): string {
  if (what === "plain letters") return "correct the JSON around its references";
  return `print text as "$util.escapeJavaScript(...).replaceAll("\\\\'","'")" and anything else with $input.json(...)`;
}

function isPlainText(rendering: string): boolean {
  return !/^\s*[[{"]/.test(rendering) && !isJson(rendering);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
