import { equalValues } from "@sfn-websocket/languages/jsonpath/filter-nodes";
import { findJson, isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/json";
import {
  prepareTemplate,
  TemplateError,
  TemplateSyntaxError,
} from "@sfn-websocket/languages/velocity/prepare-template";
import type { Parameters } from "@sfn-websocket/languages/velocity/prepare-template";
import type { Verdict } from "./verdict";

/** A template, or a request's and its response's, with what it was recorded or documented to render. */
export interface TemplateCase {
  readonly id: string;
  readonly template: string | readonly string[];
  readonly body?: string;
  readonly params?: Parameters;
  readonly context?: JsonObject;
  readonly stageVariables?: JsonObject;
  readonly vars?: JsonObject;
  /** @default "text": byte for byte */
  readonly compare?: string;
  readonly expect: Json;
  /** Members that `$context` has afterwards, among others. */
  readonly expectContext?: JsonObject;
}

/** How a rendered text is held against what is expected of it. */
const comparisons: Readonly<Record<string, (text: string, expected: Json) => boolean>> = {
  text: (text, expected) => text === expected,
  trim: (text, expected) => text.trim() === expected,
  json: (text, expected) => equalValues(parseJson(text), expected),
  // an integration gets an empty event from a template that renders nothing
  "lambda-event-empty": (text) => text.trim() === "" || equalValues(parseJson(text), {}),
  "json-input": (text, expected) => equalValues(parseInput(parseJson(text)), parseInput(expected)),
};

/** Whether the template renders what is expected, and what it renders; a second template gets the first's output. */
export function runCase(templateCase: TemplateCase): Verdict {
  const { compare = "text", expect, expectContext } = templateCase;
  try {
    const { text, context } = renderAll(templateCase);
    const met =
      comparisons[compare]?.(text, expect) === true &&
      (expectContext === undefined || includes(context, expectContext));
    return { met, actual: text };
  } catch (error) {
    if (!(error instanceof TemplateError || error instanceof TemplateSyntaxError)) throw error;
    return { met: compare === "error" && meetsError(error, expect), actual: error.message };
  }
}

function renderAll({ template, body = "", context = {}, ...rest }: TemplateCase): {
  text: string;
  context: JsonObject;
} {
  const { params = {}, stageVariables = {}, vars = {} } = rest;
  let rendered = { text: body, context };
  for (const text of typeof template === "string" ? [template] : template) {
    const input = { body: rendered.text, context: rendered.context, params, stageVariables, variables: vars };
    rendered = prepareTemplate(text).renderWithContext(input);
  }
  return rendered;
}

/** A parse error has to be one here as well; of API Gateway's own errors, the text has to be the same. */
function meetsError(error: TemplateError | TemplateSyntaxError, expected: Json): boolean {
  const recorded = isJsonObject(expected) ? String(expected["error"]) : "";
  if (recorded.startsWith("ParseErrorException")) return error instanceof TemplateSyntaxError;
  return error instanceof TemplateError && (!recorded.startsWith("Could not") || error.message.endsWith(recorded));
}

function parseJson(text: string): Json {
  const value = findJson(text);
  return value === undefined ? `not JSON: ${text}` : value;
}

function parseInput(value: Json): Json {
  return isJsonObject(value) ? { ...value, input: parseJson(String(value["input"])) } : value;
}

function includes(actual: Json | undefined, expected: Json): boolean {
  if (!isJsonObject(expected)) return equalValues(actual, expected);
  return isJsonObject(actual) && Object.entries(expected).every(([name, value]) => includes(actual[name], value));
}
