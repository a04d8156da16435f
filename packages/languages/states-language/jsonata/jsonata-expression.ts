import type { Json } from "../../json";
import { EvaluationError, StatesError } from "../values/errors";
import { EvaluationLimit, LIMIT_TEXTS } from "../values/evaluation-limits";
import type { Frame } from "../world/frame";
import { compileJsonata, type CompiledJsonata } from "./jsonata-compile";
import { compileDirect } from "./jsonata-direct";
import { UnsupportedRegExp } from "./linear-reg-exp";
import { parseJsonata } from "./parse-jsonata";
import { toJson } from "../values/to-json";
import type { StatesMembers } from "../fields/states-members";

/**
 * A JSONata expression of a definition: its value, which is never undefined, at once where that can be; rejects with
 * States.QueryEvaluationError.
 */
export type JsonataExpression = (frame: Frame, members: StatesMembers) => Json | Promise<Json>;

const DELIMITED = /^\{%([^]*)%\}$/;

/** The expression within `{% %}`, or undefined for a value that stands for itself. */
export function readDelimited(value: Json): string | undefined {
  return typeof value === "string" ? DELIMITED.exec(value)?.[1]?.trim() : undefined;
}

/**
 * Prepares an expression; `field` is its path in the state, such as `Output/result`, which causes name. Throws an Error in
 * the developer form for a text that does not parse.
 *
 * *Recorded*: LocalStack's AWS-validated snapshots, for all causes. *Measured* on AWS by others: those of limits and of
 * internal errors (floci-io/floci issues 2736 and 2737).
 */
export function prepareJsonata(text: string, field: string): JsonataExpression {
  const source = { where: `The JSONata expression '${text}' specified for the field '${field}'`, field };
  const parsed = parseJsonata(text);
  if ("message" in parsed) {
    const problem = parsed.code === undefined ? parsed.message : `${parsed.code}: ${parsed.message}`;
    throw new Error(`field '${field}': not a JSONata expression (${problem}), got ${JSON.stringify(text)}; correct it`);
  }
  const direct = compileDirect(parsed.tree);
  let compiled: CompiledJsonata | undefined;
  const evaluateLater = async (frame: Frame, members: StatesMembers): Promise<Json> => {
    compiled ??= compileJsonata(parsed);
    const result = await evaluate(compiled(frame, members), source);
    if (result === undefined) throw queryError(source, "returned nothing (undefined).");
    if (result.json === undefined) throw queryError(source, "returned an unsupported result type.");
    return result.json;
  };
  const evaluateNow: JsonataExpression = (frame, members) => {
    const json = direct?.(frame, members);
    return json === undefined ? evaluateLater(frame, members) : json;
  };
  return (frame, members) => {
    const turn = frame.execution.turn.step();
    return turn === undefined ? evaluateNow(frame, members) : turn.then(() => evaluateNow(frame, members));
  };
}

/** The result of an evaluation, undefined for nothing; without `json` if it is no JSON. */
async function evaluate(pending: Promise<unknown>, source: Source): Promise<{ json: Json | undefined } | undefined> {
  try {
    const value = await pending;
    return value === undefined ? undefined : { json: toJson(value) };
  } catch (thrown) {
    throw queryError(source, `threw an ${describe(thrown)}`);
  }
}

/** JSONata throws plain objects with `code` and `message`. What JavaScript throws is AWS's internal error. */
function describe(thrown: unknown): string {
  if (thrown instanceof EvaluationLimit) return `error during evaluation: ${thrown.message}`;
  if (thrown instanceof UnsupportedRegExp) return `error during evaluation. ${thrown.message}`;
  if (thrown instanceof RangeError) return `error during evaluation: ${LIMIT_TEXTS[resourceOf(thrown)]}`;
  if (typeof thrown !== "object" || thrown === null || thrown instanceof Error) return INTERNAL;
  const { code, message } = thrown as { code?: unknown; message?: unknown };
  if (typeof code !== "string") return INTERNAL;
  return code === "D2014" || code === "D2015"
    ? `error during evaluation: ${LIMIT_TEXTS.memory}`
    : `error during evaluation. ${code}: ${String(message)}`;
}

const INTERNAL = "internal error during evaluation.";

/** JavaScript says "call stack" for the stack, and else that a string or an array would be too long. */
function resourceOf({ message }: RangeError): keyof typeof LIMIT_TEXTS {
  return message.includes("call stack") ? "stack" : "memory";
}

/** How causes name an expression, and where it stands. */
interface Source {
  readonly where: string;
  readonly field: string;
}

function queryError({ where, field }: Source, problem: string): EvaluationError {
  return new EvaluationError(StatesError.QueryEvaluationError, `${where} ${problem}`, field);
}
