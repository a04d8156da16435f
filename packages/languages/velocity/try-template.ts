import { findJson, type JsonObject } from "../json";
import { parseJsonFile } from "../parse-json-file";
import { findUnknownFunction } from "./unknown-functions";
import { TemplateError, TemplateSyntaxError } from "./errors";
import { type BrokenText, findBrokenJson, findBrokenRequest, type RenderedSample } from "./find-broken";
import { prepareTemplate } from "./prepare-template";
import { listReferredPaths } from "./referred-paths";
import {
  type TemplateSample,
  writeContext,
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
  /** Members of `$context` beside those of a sample message. @default none */
  readonly context?: JsonObject;
  /** @default none */
  readonly stageVariables?: JsonObject;
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
 * The problem of a template: a syntax error, a function that there is not, or a rendering that is not JSON for some text; undefined for one that is right.
 * A response template whose rendering is no JSON even for plain letters is taken for plain text on purpose.
 */
export function tryTemplate(template: TriedTemplate): TemplateProblem | undefined {
  try {
    return findUnknown(template) ?? findBrokenRendering(template);
  } catch (error) {
    return { trial: [], ...describeFailedRendering(error) };
  }
}

function findUnknown({ text }: TriedTemplate): TemplateProblem | undefined {
  const found = findUnknownFunction(text);
  if (found === undefined) return undefined;
  const { reference, advice, ...place } = found;
  const what = `prints a function that API Gateway does not have as it is written, got '${reference}' in line ${place.line}; ${advice}`;
  return { what, trial: [], place };
}

function describeFailedRendering(error: unknown): Omit<TemplateProblem, "trial"> {
  const reason = error instanceof Error ? error.message : String(error);
  const isPlaced = error instanceof TemplateError || error instanceof TemplateSyntaxError;
  return {
    what: `cannot be rendered, got ${reason}; correct the template`,
    ...(isPlaced && { place: { line: error.line, column: error.column } }),
  };
}

function findBrokenRendering(template: TriedTemplate): TemplateProblem | undefined {
  const tried = prepareTrial(template);
  if (writesPlainText(tried)) return undefined;
  for (const sample of listSamples(tried)) {
    const trial = { ...sample, rendering: tried.render(sample) };
    const broken = tried.findBroken(trial);
    if (broken !== undefined) return { what: broken.what, trial: showTrial(template, sample.body, broken) };
  }
  return undefined;
}

/** What a template makes of one sample, for who wants to see each. */
export interface SampleTrial {
  /** What is in the input, such as `an apostrophe`. */
  readonly name: string;
  readonly input: string;
  /** @default it cannot be rendered */
  readonly rendered?: string;
  /** `<what is wrong>, got <value>; <what to do>` @default it passes */
  readonly problem?: string;
}

/**
 * What a template makes of each sample that `tryTemplate` tries, one rendering at a time; where it is plain text on purpose
 * each passes.
 *
 * @throws TemplateSyntaxError for a template that cannot be parsed.
 */
export function* trySamples(template: TriedTemplate): Generator<SampleTrial> {
  const tried = prepareTrial(template);
  let isText: boolean | undefined;
  for (const sample of listSamples(tried)) {
    const input = { name: sample.name, input: sample.body };
    try {
      isText ??= writesPlainText(tried);
      const rendering = tried.render(sample);
      const problem = isText ? undefined : tried.findBroken({ ...sample, rendering })?.what;
      yield { ...input, rendered: rendering, ...(problem !== undefined && { problem }) };
    } catch (error) {
      yield { ...input, problem: describeFailedRendering(error).what };
    }
  }
}

interface Sample {
  /** What is in the input, such as `an apostrophe`. */
  readonly name: string;
  readonly text: string;
  readonly body: string;
}

/** A template, ready to be rendered of what it gets. */
interface Trial {
  readonly isRequest: boolean;
  readonly findBroken: (sample: RenderedSample) => BrokenText | undefined;
  readonly render: (sample: Pick<Sample, "text" | "body">) => string;
  /** What carries a text where the template looks for it. */
  readonly writeBodies: (text: string) => readonly string[];
}

const listSamples = ({ writeBodies }: Trial): readonly Sample[] =>
  Object.entries({ "plain letters": "plain", ...HOSTILE_TEXTS }).flatMap(([name, text]) =>
    writeBodies(text).map((body) => ({ name, text, body })),
  );

function prepareTrial(template: TriedTemplate): Trial {
  const { direction, routeKey, text, context = {}, stageVariables = {} } = template;
  const prepared = prepareTemplate(text);
  const paths = listReferredPaths(text);
  const isRequest = direction === "request";
  return {
    isRequest,
    findBroken: isRequest ? findBrokenRequest : findBrokenJson,
    writeBodies: (sample) => writeBodies(template, { paths, text: sample }),
    render: (sample) =>
      prepared.render({
        body: sample.body,
        context: { ...writeContext(sample.text), routeKey, ...context },
        stageVariables,
        variables: { stateMachineArn: SAMPLE_STATE_MACHINE },
        params: { path: {}, querystring: {}, header: {} },
      }),
  };
}

const writesPlainText = ({ isRequest, writeBodies, render }: Trial): boolean =>
  !isRequest && writeBodies("plain").some((body) => isPlainText(render({ text: "plain", body })));

/** What a template gets, by its direction. */
const INPUTS = { request: "message", response: "answer", mock: "" } as const;
/** The longest input that is shown whole. */
const SHOWN = 160;

/** What was rendered of which input, with a caret below where it is no JSON any more. */
function showTrial({ direction }: TriedTemplate, body: string, { heading, text }: BrokenText) {
  const shown = body.length > SHOWN ? `${body.slice(0, SHOWN)}…` : body;
  const [, ...picture] = explainJson(text).split("\n");
  const input = INPUTS[direction] === "" || body === "" ? [] : [`  of the ${INPUTS[direction]} ${shown}`];
  return [...input, `  ${heading}${picture.length === 0 ? " nothing" : ""}`, ...picture];
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

function writeBodies({ direction, execution, routeKey }: TriedTemplate, sample: TemplateSample): readonly string[] {
  if (direction === "request") return writeMessages({ routeKey, ...sample });
  // A MOCK integration's answer has no body.
  if (direction === "mock") return [""];
  return execution === "async" ? writeStartedExecutions(sample) : writeExecutions(sample);
}

function isPlainText(rendering: string): boolean {
  return !/^\s*[[{"]/.test(rendering) && findJson(rendering) === undefined;
}
