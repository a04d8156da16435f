import {
  compilePath,
  InvalidPathError,
  JsonPathError,
  PathNotFoundError,
} from "@sfn-websocket/languages/jsonpath/compile-path";
import { equalValues } from "@sfn-websocket/languages/jsonpath/filter-nodes";
import type { Json } from "@sfn-websocket/languages/json";
import type { Verdict } from "./verdict";

/** A path answered by Jayway JsonPath: a result, or nothing (`missing`), or a refusal (`invalid`). */
export interface JsonPathCase {
  readonly id?: string;
  readonly source?: string;
  readonly path: string;
  readonly doc: Json;
  readonly definite?: boolean;
  readonly result?: Json;
  readonly missing?: boolean;
  readonly invalid?: boolean;
}

type Answer = Pick<JsonPathCase, "definite" | "result" | "missing" | "invalid">;

/** Whether the path's answer is the recorded one, and the answer as JSON. */
export function runCase({ path, doc, ...expected }: JsonPathCase): Verdict {
  const actual = answer(path, doc);
  const { definite, result, missing, invalid } = expected;
  const met = equalValues({ ...actual }, { ...pruned({ definite, result, missing, invalid }) });
  return { met, actual: JSON.stringify(actual) };
}

function answer(text: string, doc: Json): Answer {
  try {
    const path = compilePath(text);
    return readAnswer(path.definite, () => path.read(doc));
  } catch (error) {
    if (error instanceof InvalidPathError || error instanceof JsonPathError) return { invalid: true };
    throw error;
  }
}

function readAnswer(definite: boolean, read: () => Json): Answer {
  try {
    return { definite, result: read() };
  } catch (error) {
    if (error instanceof PathNotFoundError) return { definite, missing: true };
    throw error;
  }
}

function pruned(answer: Answer): Answer {
  return Object.fromEntries(Object.entries(answer).filter(([, value]) => value !== undefined));
}
