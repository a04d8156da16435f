import type { Usage } from "@sfn-websocket/run/usage";
import { parseJsonFile } from "@sfn-websocket/languages/parse-json-file";
import { parseArguments, requireKnown, requireOne, TEXT } from "@sfn-websocket/run/parse-arguments";
import { isJsonObject, type JsonObject } from "@sfn-websocket/languages/json";
import {
  prepareTemplate,
  TemplateError,
  type TemplateInput,
  TemplateSyntaxError,
} from "@sfn-websocket/languages/velocity/prepare-template";

/** What the command line of `npm run render` asks for. */
export interface RenderOptions {
  /** The template's file. */
  readonly file: string;
  /** What the template reads; its body is `-` where standard input holds it. */
  readonly input: TemplateInput;
}

export const USAGE: Usage = {
  ways: ["npm run --silent render -- TEMPLATE [options]"],
  about: [
    "Renders a mapping template as API Gateway does, and prints the text as it is, without a line end of its own.",
  ],
  options: {
    TEMPLATE: "a file in the Velocity Template Language, e.g. template.vtl",
    "--body TEXT": "the message, $input.body (default: {}); - reads standard input",
    "--context JSON": `the members of $context, e.g. '{"connectionId":"c"}' (default: {})`,
    "--params JSON": `what $input.params() knows: path, querystring, header, e.g. '{"querystring":{"a":"1"}}' (default: {})`,
    "--stage-variables JSON": "the members of $stageVariables (default: {})",
  },
  no: "the template is wrong, or rendering fails",
};

const PARAMETER_KINDS = ["path", "querystring", "header"];

/** @throws Error when an option is unknown or its value is wrong */
export function readRenderOptions(argv: readonly string[]): RenderOptions {
  const options = {
    body: TEXT,
    context: TEXT,
    params: TEXT,
    "stage-variables": TEXT,
  } as const;
  const { values, positionals } = parseArguments({ args: argv, allowPositionals: true, options }, ["body"]);
  const file = requireOne("TEMPLATE", positionals, "template.vtl");
  const input = {
    body: values.body ?? "{}",
    context: readObject("--context", values.context),
    stageVariables: readObject("--stage-variables", values["stage-variables"]),
    params: readParameters(values.params),
  };
  return { file, input };
}

function readParameters(text: string | undefined): TemplateInput["params"] {
  const given = readObject("--params", text);
  for (const kind of Object.keys(given)) requireKnown("--params: kind of parameter", kind, PARAMETER_KINDS);
  const [path, querystring, header] = PARAMETER_KINDS.map((kind) => readTexts(`--params: ${kind}`, given[kind] ?? {}));
  return { path: path ?? {}, querystring: querystring ?? {}, header: header ?? {} };
}

function readTexts(where: string, value: JsonObject[string]): Record<string, string> {
  if (isJsonObject(value) && Object.values(value).every((member) => typeof member === "string"))
    return value as Record<string, string>;
  throw new Error(`${where}: not an object of texts, got ${JSON.stringify(value)}; write it as in {"name":"text"}`);
}

function readObject(where: string, text = "{}"): JsonObject {
  const value = parseJsonFile(where, text);
  if (isJsonObject(value)) return value;
  throw new Error(`${where}: not a JSON object, got '${text}'; write it as in '{"name":"value"}'`);
}

/**
 * Returns the rendered text of a template.
 *
 * @throws Error whose message is `file:line:column: what is wrong` for a template that is wrong or cannot be rendered.
 */
export function renderFile(file: string, template: string, input: TemplateInput): string {
  try {
    return prepareTemplate(template).render(input);
  } catch (error) {
    if (!(error instanceof TemplateSyntaxError || error instanceof TemplateError)) throw error;
    const { line, column } = error;
    throw new Error(`${file}:${line}:${column}: ${error.message.replace(/^template line \d+, column \d+: /, "")}`);
  }
}
