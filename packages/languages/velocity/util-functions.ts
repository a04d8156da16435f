import { Buffer } from "node:buffer";
import { JsonPathError } from "../jsonpath/compile-path";
import { boundText } from "./bound-text";
import { EvaluationError } from "./errors";
import { escapeJavaScript } from "./escape-javascript";
import { printValue } from "./print-value";
import { readJson } from "./read-json";
import type { JavaObject, MethodTable, Value } from "./values";
import { spendOnText } from "./work";

/**
 * The functions of `$util`. Each gives null for null, which prints nothing (*recorded* for urlEncode).
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-mapping-template-reference.html
 */
const functions: MethodTable = {
  "escapeJavaScript(Object)": applyToText(escapeJavaScript),
  "parseJson(Object)": (_: Value, value: Value) => (value === null ? null : parseJson(printValue(value) ?? "")),
  "urlEncode(Object)": applyToText(encodeUrl),
  "urlDecode(Object)": applyToText(decodeUrl),
  "base64Encode(Object)": applyToText((text) => Buffer.from(text, "utf8").toString("base64")),
  "base64Decode(Object)": applyToText((text) => Buffer.from(text, "base64").toString("utf8")),
};

/** The object `$util`. */
export const util: JavaObject = { methods: functions };

function applyToText(apply: (text: string) => string): (util: Value, value: Value) => Value {
  return (_, value) => {
    const text = printValue(value);
    if (text === null) return null;
    spendOnText("encode", text.length);
    const result = apply(text);
    spendOnText("print", result.length);
    return boundText(result);
  };
}

function parseJson(text: string): Value {
  try {
    return readJson(text);
  } catch (error) {
    if (error instanceof JsonPathError) throw new EvaluationError(`$util.parseJson: ${error.message}`);
    throw error;
  }
}

/** As java.net.URLEncoder: letters, digits and `.-*_` stay, a blank is a plus. */
function encodeUrl(text: string): string {
  const wellFormed = text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "?");
  return encodeURIComponent(wellFormed)
    .replace(/[!'()~]/g, (found) => `%${found.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll("%20", "+");
}

/** As java.net.URLDecoder; bytes that are no UTF-8 become U+FFFD. */
function decodeUrl(text: string): string {
  return text.replaceAll("+", " ").replace(/(?:%[0-9a-fA-F]{2})+|%/g, (found) => {
    if (found === "%") throw new EvaluationError("$util.urlDecode: Illegal hex characters in escape (%) pattern");
    return Buffer.from(found.replaceAll("%", ""), "hex").toString("utf8");
  });
}
