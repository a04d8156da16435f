/**
 * The texts of an evaluation that is ended.
 *
 * *Measured* on AWS by others: stack and memory (floci-io/floci issue 2737). The beginning of the text of time is AWS's
 * (the guide to JSONata); *assumed*: its end, after the example of JSONata's own documentation, which has the others too.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html
 */
export const LIMIT_TEXTS = {
  memory: "Expression evaluation memory limit exceeded: Check for excessive memory usage",
  stack: "Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive",
  time: "Expression evaluation timeout: Check for infinite loop",
} as const;

/**
 * The steps of an evaluation: a node of its tree that is evaluated is one, and so is weight that a function or an operator
 * walks through (512); a call is some. AWS's guide gives a second; *assumed*: so many steps take one to three here.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html
 */
export const MAXIMUM_STEPS = 1_000_000;
/** The milliseconds of work of an evaluation whose steps take unusually long each. *Assumed*: a busy machine is given its time. */
export const MAXIMUM_WORK = 10_000;
/** How deep steps of an evaluation nest. *Measured* on AWS: 1+1+...+1 with 100 terms succeeds, with 101 it fails (floci-io/floci). */
export const MAXIMUM_STEPS_DEPTH = 100;
/** *Measured* on AWS: `[1..873782]` succeeds, one more fails (floci-io/floci issue 2737). */
export const MAXIMUM_SEQUENCE = 873_782;
/** *Measured* on AWS: `$range(1, 360145, 1)` succeeds, one more fails (floci-io/floci, its documentation of Step Functions). */
export const MAXIMUM_RANGE = 360_145;
/**
 * The weight of a value: a character is 1, anything else 8. *Inferred* by floci-io/floci from measurements on AWS: of the
 * sequence above, and of a string that is doubled 22 times, but not 23 times.
 */
export const MAXIMUM_WEIGHT = MAXIMUM_SEQUENCE * 8;
/** So many characters may `$pad` add to a text. *Recorded* (radkawar/stackd). */
export const MAXIMUM_PADDING = 262_144;
/** The weight of what functions take that need more than a few nanoseconds for each part. *Assumed*: twice a payload. */
export const MAXIMUM_HEAVY_WEIGHT = 524_288;
/** So many elements of lists may become one list in a step of a path. *Assumed*: JSONata does it in one go. */
export const MAXIMUM_FLATTENED = 200_000;
/** The weight of what counts as true or false. *Assumed*: JSONata looks at all elements in one go. */
export const MAXIMUM_CONDITION = MAXIMUM_FLATTENED * 8;
/** The weight of all that one evaluation makes. *Assumed*; keeps the memory of this process bounded. */
export const MAXIMUM_MADE = 134_217_728;
/** The weight of all that the evaluations which run at the moment have made. *Assumed*; as above. */
export const MAXIMUM_MADE_BY_ALL = 1_073_741_824;
/** How deep a value nests: as deep as Jackson reads. @see https://javadoc.io/doc/com.fasterxml.jackson.core/jackson-core/latest/com/fasterxml/jackson/core/StreamReadConstraints.html */
export const MAXIMUM_DEPTH = 1000;

/** An evaluation is ended because it needs too much. */
export class EvaluationLimit extends Error {
  override readonly name = "EvaluationLimit";

  constructor(readonly resource: keyof typeof LIMIT_TEXTS) {
    super(LIMIT_TEXTS[resource]);
  }
}
