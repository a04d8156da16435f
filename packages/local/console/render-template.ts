import { setImmediate } from "node:timers/promises";
import { describeFailure } from "@sfn-websocket/languages/describe-failure";
import type { JsonObject } from "@sfn-websocket/languages/json";
import { parseJsonFile } from "@sfn-websocket/languages/parse-json-file";
import {
  prepareTemplate,
  TemplateError,
  TemplateSyntaxError,
} from "@sfn-websocket/languages/velocity/prepare-template";
import { SAMPLE_CONTEXT } from "@sfn-websocket/languages/velocity/template-samples";
import { type SampleTrial, type TriedTemplate, trySamples } from "@sfn-websocket/languages/velocity/try-template";
import type { RenderAnswer, RenderRequest } from "./editor-api";
import { ConsoleProblem } from "./console-problem";

/** Characters of a payload: Step Functions answers no more. */
const LONGEST_PAYLOAD = 1_048_576;
/** Milliseconds after which no other sample is tried; each rendering has its own bound. */
const LONGEST_TRIAL = 2_000;

/**
 * What a mapping template makes of a payload, and of each sample that synthesis tries. Others are served between the
 * samples; `now` tells milliseconds.
 *
 * @throws ConsoleProblem for a payload that is too long.
 */
export async function renderTemplate(request: RenderRequest, now: () => number): Promise<RenderAnswer> {
  const { template, message, status, routeKey = "$default", stageVariables = {} } = request;
  if (message.length > LONGEST_PAYLOAD)
    throw new ConsoleProblem(413, `message: is too long, got ${message.length} characters; keep to ${LONGEST_PAYLOAD}`);
  const context = { ...SAMPLE_CONTEXT, routeKey, ...(status !== undefined && { status }), ...request.context };
  const rendered = renderOnce(template, message, { context, stageVariables });
  const samples = await listSamples(
    { ...TRIED[request.samples ?? "request"], text: template, routeKey, context, stageVariables },
    now,
  );
  return { ...rendered, context, samples };
}

/** What is tried, by what the samples are. */
const TRIED: Readonly<Record<NonNullable<RenderRequest["samples"]>, Pick<TriedTemplate, "direction" | "execution">>> = {
  request: { direction: "request" },
  response: { direction: "response" },
  started: { direction: "response", execution: "async" },
  mock: { direction: "mock" },
};

interface Read {
  readonly context: JsonObject;
  readonly stageVariables: Readonly<Record<string, string>>;
}

type Rendered = Pick<RenderAnswer, "rendered" | "isJson" | "jsonProblem" | "error">;

function renderOnce(template: string, body: string, read: Read): Rendered {
  try {
    const params = { path: {}, querystring: {}, header: {} };
    const rendered = prepareTemplate(template).render({ body, ...read, params });
    return { rendered, ...judgeJson(rendered) };
  } catch (error) {
    return { error: describeError(error) };
  }
}

function judgeJson(text: string): Pick<RenderAnswer, "isJson" | "jsonProblem"> {
  try {
    parseJsonFile("rendered", text);
    return { isJson: true };
  } catch (error) {
    return { isJson: false, jsonProblem: describeFailure(error, "is no JSON") };
  }
}

function describeError(error: unknown): NonNullable<RenderAnswer["error"]> {
  const isPlaced = error instanceof TemplateSyntaxError || error instanceof TemplateError;
  if (!isPlaced) return { message: describeFailure(error, "is nested too deep; write it in fewer levels") };
  const { line, column } = error;
  return { message: error.message.replace(/^template line \d+, column \d+: /, ""), line, column };
}

async function listSamples(template: TriedTemplate, now: () => number): Promise<RenderAnswer["samples"]> {
  const end = now() + LONGEST_TRIAL;
  const samples: RenderAnswer["samples"][number][] = [];
  try {
    for (const trial of trySamples(template)) {
      samples.push(describeTrial(trial));
      if (now() > end) {
        samples.push(NOT_TRIED);
        break;
      }
      await setImmediate();
    }
  } catch {
    // A template that cannot be parsed: the payload's own rendering has told so.
    return [];
  }
  return samples;
}

const NOT_TRIED = {
  name: "the other samples",
  message: "",
  problem: `were not tried, got more than ${LONGEST_TRIAL} ms for those above; make the template do less`,
};

const describeTrial = ({ name, input, rendered, problem }: SampleTrial): RenderAnswer["samples"][number] => ({
  name,
  message: input,
  ...(rendered !== undefined && { rendered }),
  ...(problem !== undefined && { problem }),
});
