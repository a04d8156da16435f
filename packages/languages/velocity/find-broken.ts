import { findJson, isJsonObject } from "../json";

/** What a template rendered of a sample. */
export interface RenderedSample {
  /** What is in the sample, such as `an apostrophe`. */
  readonly name: string;
  readonly body: string;
  readonly rendering: string;
}

/** A text that should be JSON. */
export interface BrokenText {
  /** `<what is wrong>, got <value>; <what to do>` */
  readonly what: string;
  /** What shows it: `it renders`. */
  readonly heading: string;
  readonly text: string;
}

const PLAIN = "plain letters";
const ESCAPE = `.replaceAll("\\\\'","'")`;

/** The rendering, where it is no JSON. */
export function findBrokenJson({ name, rendering }: RenderedSample): BrokenText | undefined {
  if (findJson(rendering) !== undefined) return undefined;
  const advice =
    name === PLAIN
      ? "correct the JSON around its references"
      : `print text as "$util.escapeJavaScript(...)${ESCAPE}" and anything else with $input.json(...)`;
  return { what: `does not render JSON, got ${name} in its input; ${advice}`, heading: "it renders", text: rendering };
}

/**
 * The rendering, or the input that it gives to Step Functions, where it is no JSON. A message that is no JSON itself may
 * make one that is none.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartSyncExecution.html documented, as InvalidExecutionInput
 */
export function findBrokenRequest(sample: RenderedSample): BrokenText | undefined {
  const { name, body, rendering } = sample;
  const request = findJson(rendering);
  if (request === undefined) return findBrokenJson(sample);
  const { stateMachineArn, input } = isJsonObject(request) ? request : {};
  if (typeof stateMachineArn !== "string" || typeof input !== "string") return undefined;
  if (findJson(input) !== undefined || (body !== "" && findJson(body) === undefined)) return undefined;
  const advice =
    name === PLAIN
      ? "correct the JSON of its input"
      : `print a value within it as $util.escapeJavaScript($input.json(...))${ESCAPE} without quotes, or escape it twice`;
  return {
    what: `gives an input that Step Functions does not take as JSON, got ${name} in the message; ${advice}`,
    heading: "it gives the input",
    text: input,
  };
}
