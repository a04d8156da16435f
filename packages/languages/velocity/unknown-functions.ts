import { suggestName } from "../nearest-name";
import { INPUT_NAMES } from "./input-object";
import { locate } from "./scanner";
import { util } from "./util-functions";

/** What Java gives every object. */
const OF_EVERY_OBJECT = new Set(["class", "equals", "getBody", "getClass", "hashCode", "toString"]);

/** What may follow each of the objects that only API Gateway fills in. */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  input: INPUT_NAMES,
  util: Object.keys(util.methods).map((form) => form.replace(/\(.*/, "")),
};

/** A name that one of the objects does not have. */
export interface UnknownFunction {
  /** `$util.escapeJavascript` */
  readonly reference: string;
  readonly advice: string;
  /** Counted from 1. */
  readonly line: number;
  readonly column: number;
}

/**
 * The first name of `$input` or `$util` that API Gateway does not have, outside of comments: it takes such a template, and
 * prints the reference as it is written.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-mapping-template-reference.html
 */
export function findUnknownFunction(template: string): UnknownFunction | undefined {
  // A template may give one of the names another meaning.
  if (/#(?:set|foreach)\s*\(\s*\$!?\{?(?:input|util)\b/.test(template)) return undefined;
  const text = template.replaceAll(/##.*|#\*[^]*?\*#|#\[\[[^]*?\]\]#/g, (skipped) => skipped.replaceAll(/[^\n]/g, " "));
  for (const match of text.matchAll(/(?<!\\)\$!?\{?(input|util)\.(\w+)/g)) {
    const [, object = "", name = ""] = match;
    const known = KNOWN[object] ?? [];
    if (known.includes(name) || OF_EVERY_OBJECT.has(name)) continue;
    return {
      reference: `$${object}.${name}`,
      advice: suggestName(name, known, `$${object} has ${known.join(", ")}`),
      ...locate(text, match.index),
    };
  }
  return undefined;
}
