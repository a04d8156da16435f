import type { Json } from "../jsonpath/json";
import { toDoubles } from "../jsonpath/read-json";
import { EvaluationError, StatesError } from "./errors";
import { buildContext, type Frame } from "./frame";
import { makeJsonataFunctions } from "./jsonata-functions";
import { LinearRegExp } from "./linear-reg-exp";
import { loadJsonata } from "./load-jsonata";
import { takeTurn } from "./take-turn";
import { toJson } from "./to-json";

/** The members of `$states` that only some fields see. */
export interface StatesMembers {
  readonly result?: Json;
  readonly errorOutput?: Json;
}

/** A JSONata expression of a definition: its value, which is never undefined; rejects with States.QueryEvaluationError. */
export type JsonataExpression = (frame: Frame, members: StatesMembers) => Promise<Json>;

/**
 * An evaluation may take so many milliseconds, nest so deep, and make sequences of so many elements; regular expressions
 * take linear time. *Assumed*: AWS does not publish its limits.
 */
const LIMITS = {
  timeout: 5000,
  stack: 500,
  sequence: 1_000_000,
  RegexEngine: LinearRegExp as unknown as RegExpConstructor,
};

/** JSONata calls what is bound to this symbol at each step of an evaluation, and awaits it. Its types know only strings. */
const ENTRY_HOOK = Symbol.for("jsonata.__evaluate_entry") as unknown as string;

/** After so many steps the event loop gets a turn, so that an endless recursion cannot hold it up. */
const STEPS_PER_TURN = 2000;

const DELIMITED = /^\{%([^]*)%\}$/;

/** The expression within `{% %}`, or undefined for a value that stands for itself. */
export function readDelimited(value: Json): string | undefined {
  return typeof value === "string" ? DELIMITED.exec(value)?.[1]?.trim() : undefined;
}

/**
 * Prepares an expression; `field` is its path in the state, such as `Output/result`, which causes name. Throws an Error in
 * the developer form for a text that does not parse.
 *
 * *Recorded*: LocalStack's AWS-validated snapshots, for all causes.
 */
export function prepareJsonata(text: string, field: string): JsonataExpression {
  const source = { where: `The JSONata expression '${text}' specified for the field '${field}'`, field };
  const expression = compile(text, field);
  expression.assign("eval", undefined);
  expression.assign(ENTRY_HOOK, makeTurnTaker());
  return async (frame, members) => {
    const value: unknown = await evaluate(expression, bind(frame, members), source);
    if (value === undefined) throw queryError(source, "returned nothing (undefined).");
    const json = toJson(value);
    if (json === undefined) throw queryError(source, "returned an unsupported result type.");
    return json;
  };
}

function makeTurnTaker(): () => Promise<void> | undefined {
  let steps = 0;
  return () => (++steps % STEPS_PER_TURN === 0 ? takeTurn() : undefined);
}

type Compiled = ReturnType<typeof import("jsonata")>;

function compile(text: string, field: string): Compiled {
  try {
    return loadJsonata()(text, LIMITS);
  } catch (thrown) {
    throw new Error(
      `field '${field}': not a JSONata expression (${describe(thrown)}), got ${JSON.stringify(text)}; correct it`,
    );
  }
}

async function evaluate(expression: Compiled, bindings: Record<string, unknown>, source: Source): Promise<unknown> {
  try {
    return await expression.evaluate(undefined, bindings);
  } catch (thrown) {
    throw queryError(source, `threw an error during evaluation. ${describe(thrown)}`);
  }
}

function bind(frame: Frame, members: StatesMembers): Record<string, unknown> {
  const bindings: Record<string, unknown> = makeJsonataFunctions(frame.execution.world);
  frame.variables.copyTo(bindings, toDoubles);
  bindings["states"] = toDoubles({ input: frame.data, context: buildContext(frame), ...members });
  return bindings;
}

/** JSONata throws plain objects with `code` and `message`. */
function describe(thrown: unknown): string {
  if (typeof thrown !== "object" || thrown === null) return String(thrown);
  const { code, message } = thrown as { code?: unknown; message?: unknown };
  return typeof code === "string" ? `${code}: ${String(message)}` : String(message);
}

/** How causes name an expression, and where it stands. */
interface Source {
  readonly where: string;
  readonly field: string;
}

function queryError({ where, field }: Source, problem: string): EvaluationError {
  return new EvaluationError(StatesError.QueryEvaluationError, `${where} ${problem}`, field);
}
