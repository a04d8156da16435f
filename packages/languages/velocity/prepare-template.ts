import { Buffer } from "node:buffer";
import type { JsonObject } from "../json";
import { compileBlock } from "./compile-block";
import { compileMacros } from "./compile-directives";
import { Compiler } from "./compiler";
import { EvaluationError, TemplateError, TemplateSyntaxError } from "./errors";
import { InputObject } from "./input-object";
import type { Parameters } from "./input-object";
import { LONGEST_TEMPLATE } from "./limits";
import { parseBlocks } from "./parse-template";
import { fromJson, toJson } from "./read-json";
import { BreakSignal, Rendering, StopSignal } from "./rendering";
import type { Step } from "./rendering";
import { locate, Scanner } from "./scanner";
import { TemplateScope } from "./scope";
import { util } from "./util-functions";
import type { Value } from "./values";
import { startWork } from "./work";

export { TemplateError, TemplateSyntaxError };
export type { Parameters };

/** What a template is rendered with. Nothing of it is changed. */
export interface TemplateInput {
  /** The payload as it was received: `$input.body`. */
  readonly body: string;
  /** `$context` */
  readonly context: JsonObject;
  /** `$stageVariables` */
  readonly stageVariables: JsonObject;
  /** `$input.params()` */
  readonly params: Parameters;
  /**
   * Variables beside those of API Gateway.
   * @default none
   */
  readonly variables?: JsonObject;
}

/** What a template was rendered to, and `$context` as the template left it. */
export interface Rendered {
  readonly text: string;
  readonly context: JsonObject;
}

/** A rendering as somebody looks into it: what a template had set when it ended, also by a failure. */
export interface Inspection {
  /** @default the template failed */
  readonly text?: string;
  /** What `#set` made, as JSON. */
  readonly variables: JsonObject;
}

/** A mapping template, ready to be rendered any number of times. */
export interface Template {
  /**
   * The rendered text.
   *
   * @throws TemplateError for a failure of a method or of a path, and when a limit is exceeded
   */
  render(input: TemplateInput): string;
  /** As `render`, with `$context` as the template's `#set` left it. */
  renderWithContext(input: TemplateInput): Rendered;
  /** As `render`, with the variables; a failure of the template is none here. */
  inspect(input: TemplateInput): Inspection;
}

/**
 * The template that `text` writes, in Velocity 1.7 as API Gateway runs it: an undefined reference prints nothing, and
 * null equals the empty text.
 *
 * @throws TemplateSyntaxError for a text that cannot be parsed, or is longer than 300 KB
 * @see https://velocity.apache.org/engine/1.7/vtl-reference.html
 */
export function prepareTemplate(text: string): Template {
  const size = Buffer.byteLength(text, "utf8");
  if (size > LONGEST_TEMPLATE)
    throw new TemplateSyntaxError(`is too long, got ${size} bytes; write at most ${LONGEST_TEMPLATE}`, {
      line: 1,
      column: 1,
    });
  const scanner = new Scanner(text);
  const block = parseBlocks(scanner);
  const compiler = new Compiler(text);
  compileMacros(scanner.macros, compiler);
  const run = compileBlock(block, compiler);
  return {
    render: (input) => runTemplate(run, text, createScope(input)),
    renderWithContext: (input) => {
      const scope = createScope(input);
      const rendered = runTemplate(run, text, scope);
      const context = toJson(scope.get("context"));
      return {
        text: rendered,
        context: typeof context === "object" && context !== null && !Array.isArray(context) ? context : {},
      };
    },
    inspect(input) {
      const scope = createScope(input);
      const rendered = tryToRun(run, text, scope);
      return { ...(rendered !== undefined && { text: rendered }), variables: listVariables(scope) };
    },
  };
}

/** The variables that every template starts with. */
const roots: Readonly<Record<string, (input: TemplateInput) => Value>> = {
  input: ({ body, params }) => new InputObject(body, params),
  util: () => util,
  context: ({ context }) => fromJson(context),
  stageVariables: ({ stageVariables }) => fromJson(stageVariables),
};

function createScope(input: TemplateInput): TemplateScope {
  return new TemplateScope((name) => {
    if (input.variables !== undefined && Object.hasOwn(input.variables, name))
      return fromJson(input.variables[name] ?? null);
    return (Object.hasOwn(roots, name) ? roots[name]?.(input) : undefined) ?? null;
  });
}

function tryToRun(run: Step, text: string, scope: TemplateScope): string | undefined {
  try {
    return runTemplate(run, text, scope);
  } catch (error) {
    if (error instanceof TemplateError) return undefined;
    throw error;
  }
}

/** Without those that every template starts with, and those that were asked for and are none. */
function listVariables(scope: TemplateScope): JsonObject {
  const made = [...scope.entries()].filter(([name, value]) => value !== null && !Object.hasOwn(roots, name));
  return Object.fromEntries(made.map(([name, value]) => [name, toJson(value)]));
}

function runTemplate(run: Step, text: string, scope: TemplateScope): string {
  const rendering = new Rendering(scope, { text, at: 0 });
  startWork();
  try {
    run(rendering);
  } catch (error) {
    if (error instanceof EvaluationError || error instanceof RangeError) {
      const what = error instanceof EvaluationError ? error.message : "is nested too deep, or its text is too long";
      throw new TemplateError(what, locate(rendering.position.text, rendering.position.at));
    }
    if (!(error instanceof StopSignal || error instanceof BreakSignal)) throw error;
  }
  return rendering.output;
}
