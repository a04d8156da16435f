import { isJsonObject } from "../../json";
import type { Json } from "../../json";
import type { IntrinsicExpression } from "../fields/intrinsic-expression";
import { parseIntrinsic } from "../fields/intrinsic-expression";
import { requireIntrinsicFunction, takesSoMany } from "../fields/prepare-intrinsic";

/** A call with a number of arguments that its function does not take. */
export interface WrongArguments {
  /** Where it stands, like `/States/Add/Parameters/sum.$`. */
  readonly location: string;
  /** The function, like `States.MathAdd`. */
  readonly name: string;
  readonly given: number;
  /** How many it takes, such as `2` or `2 to 3`. */
  readonly taken: string;
}

/**
 * The calls of intrinsic functions in a valid definition that have too few or too many arguments. Step Functions takes
 * them, and fails when it comes to evaluate them. *Recorded* (gabrielmoreira/tiny-asl-machine, cases run on AWS).
 */
export function listWrongArguments(value: Json, location = ""): readonly WrongArguments[] {
  if (Array.isArray(value)) {
    return value.flatMap((element, index) => listWrongArguments(element, `${location}[${index}]`));
  }
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    const at = `${location}/${name}`;
    if (typeof member !== "string") return listWrongArguments(member, at);
    return /(\.\$|Path)$/.test(name) ? listWrongCalls(member).map((call) => ({ location: at, ...call })) : [];
  });
}

function listWrongCalls(text: string): readonly Omit<WrongArguments, "location">[] {
  if (!text.startsWith("States.")) return [];
  try {
    return checkCall(parseIntrinsic(text));
  } catch {
    return []; // no call, or none of a known function: the validation of the definition tells that, where it is evaluated
  }
}

function checkCall(expression: IntrinsicExpression): readonly Omit<WrongArguments, "location">[] {
  if (expression.kind !== "call") return [];
  const inner = expression.arguments.flatMap(checkCall);
  const called = requireIntrinsicFunction(expression);
  const given = expression.arguments.length;
  if (takesSoMany(called, given)) return inner;
  const { minimum, maximum } = called;
  const taken = minimum === maximum ? String(minimum) : `${minimum} to ${maximum}`;
  return [{ name: expression.name, given, taken }, ...inner];
}
