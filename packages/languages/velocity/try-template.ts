import { parseJsonFile } from "../parse-json-file";
import { TemplateError, TemplateSyntaxError } from "./errors";
import { prepareTemplate } from "./prepare-template";
import {
  listReferredPaths,
  SAMPLE_CONTEXT,
  writeExecutions,
  writeMessages,
  writeStartedExecutions,
} from "./template-samples";

/** A mapping template, and what it is rendered of. */
export interface TriedTemplate {
  /** `request` makes the call of Step Functions, `response` and `mock` what the client gets. */
  readonly direction: "request" | "response" | "mock";
  readonly routeKey: string;
  /** Whether its answers are those of StartExecution, which only begins. @default "sync" */
  readonly execution?: "sync" | "async";
  readonly text: string;
}

/** What is wrong with a template. */
export interface TemplateProblem {
  /** `<what is wrong>, got <value>; <what to do>` */
  readonly what: string;
  /** What was rendered of which input, a line each; empty where nothing was. */
  readonly trial: readonly string[];
  /** Counted from 1; undefined where it is nowhere in particular. */
  readonly place?: { readonly line: number; readonly column: number };
}

/** Stands for the workflow's ARN. */
export const SAMPLE_STATE_MACHINE = "arn:aws:states:us-east-1:123456789012:stateMachine:sample";

/** Texts that break a template which forgets to escape, by what is in them. */
const HOSTILE_TEXTS: Readonly<Record<string, string>> = {
  "an apostrophe": "it's",
  "a quote": 'say "hi"',
  "a backslash": "a\\b",
  "a newline": "a\nb",
  "non-ASCII text": "naïve 🙂",
};

/**
 * The problem of a template: a syntax error, or a rendering that is not JSON for some text; undefined for one that is right.
 * A response template whose rendering is no JSON even for plain letters is taken for plain text on purpose.
 */
export function tryTemplate(template: TriedTemplate): TemplateProblem | undefined {
  try {
    return findBrokenRendering(template);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const isPlaced = error instanceof TemplateError || error instanceof TemplateSyntaxError;
    return {
      what: `cannot be rendered, got ${reason}; correct the template`,
      trial: [],
      ...(isPlaced && { place: { line: error.line, column: error.column } }),
    };
  }
}

function findBrokenRendering(template: TriedTemplate): TemplateProblem | undefined {
  const { direction, routeKey, text } = template;
  const prepared = prepareTemplate(text);
  const render = (body: string) =>
    prepared.render({
      body,
      context: { ...SAMPLE_CONTEXT, routeKey },
      stageVariables: {},
      variables: { stateMachineArn: SAMPLE_STATE_MACHINE },
      params: { path: {}, querystring: {}, header: {} },
    });
  if (direction !== "request" && writeBodies(template, "plain").some((body) => isPlainText(render(body))))
    return undefined;
  for (const [what, sample] of Object.entries({ "plain letters": "plain", ...HOSTILE_TEXTS })) {
    const broken = writeBodies(template, sample)
      .map((body) => ({ body, rendering: render(body) }))
      .find(({ rendering }) => !isJson(rendering));
    if (broken !== undefined) {
      const wrong = `does not render JSON, got ${what} in its input; ${adviseEscape(what)}`;
      return { what: wrong, trial: showTrial(template, broken) };
    }
  }
  return undefined;
}

/** What a template gets, by its direction. */
const INPUTS = { request: "message", response: "answer", mock: "" } as const;
/** The longest input that is shown whole. */
const SHOWN = 160;

/** What was rendered of which input, with a caret below where it is no JSON any more. */
function showTrial({ direction }: TriedTemplate, { body, rendering }: { body: string; rendering: string }) {
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

function writeBodies(
  { direction, execution, routeKey, text: template }: TriedTemplate,
  text: string,
): readonly string[] {
  const paths = listReferredPaths(template);
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
