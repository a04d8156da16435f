import { DEEPEST } from "@sfn-websocket/languages/nesting";
import { skipJsonText } from "@sfn-websocket/languages/skip-json-text";
import type { CallRefusal } from "./print-refusal";

/** Reading more would hold everybody up; the largest call that AWS takes, of 10,000 log events, has 30,000. *Assumed*: the error. */
const MOST_VALUES = 50_000;

const QUOTE = '"'.charCodeAt(0);
/** What begins a value or another one, so that each is counted once or twice. */
const BEGINS = new Set([..."[{,"].map((character) => character.charCodeAt(0)));
const OPENS = new Set([..."[{"].map((character) => character.charCodeAt(0)));
const CLOSES = new Set([..."]}"].map((character) => character.charCodeAt(0)));

/** Returns why a body in JSON is not read: it has too many values, or they nest too deep. It is not parsed for that. */
export function refuseExtent(text: string): CallRefusal | undefined {
  let values = 0;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = skipJsonText(text, at);
    else if (CLOSES.has(code)) depth -= 1;
    else if (BEGINS.has(code)) {
      values += 1;
      if (OPENS.has(code)) depth += 1;
    }
    if (values > MOST_VALUES)
      return { status: 413, code: "RequestEntityTooLarge", message: `Request has over ${MOST_VALUES} values` };
    if (depth > DEEPEST)
      return { status: 400, code: "SerializationException", message: `Request nests deeper than ${DEEPEST} levels` };
  }
  return undefined;
}
