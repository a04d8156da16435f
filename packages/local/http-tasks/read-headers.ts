import { isJsonObject, type Json } from "@sfn-websocket/languages/json";
import { TaskFailure } from "@sfn-websocket/languages/states-language/values/errors";

/** @see https://docs.aws.amazon.com/step-functions/latest/dg/call-https-apis.html#http-task-definition */
const FORBIDDEN = new RegExp(
  `^(?:${[
    "a-im|accept-(?:charset|datetime|encoding)|authorization|cache-control|connection|content-(?:encoding|md5)|date|expect",
    "forwarded|from|host|http2-settings|if-(?:match|modified-since|none-match|range|unmodified-since)|max-forwards|origin",
    "pragma|proxy-authorization|referer|server|te|trailer|transfer-encoding|upgrade|via|warning",
    "x-forwarded-.*|x-amz-.*|x-amzn-.*",
  ].join("|")})$`,
);

/** What Step Functions sets itself; *assumed*: a value of the task's own is not sent. */
const OWN = new Set(["user-agent", "range", "content-length"]);

const TOKEN = /^[!#$%&'*+.^_`|~0-9a-z-]+$/;
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/** The content type is what an example shows. */
const DEFAULTS = { "content-type": "application/json; charset=UTF-8" };

/**
 * Returns the headers of a request, their names in lower case.
 *
 * @throws TaskFailure States.Runtime, documented for headers that tasks may not set.
 */
export function readHeaders(given: Json): Readonly<Record<string, string>> {
  if (given === null) return DEFAULTS;
  if (!isJsonObject(given)) throw refuse("The local runtime reads an object as the field 'Headers' only");
  const headers = Object.entries(given).map(([name, value]) => readHeader(name.toLowerCase(), value));
  return { ...DEFAULTS, ...Object.fromEntries(headers.filter(([name]) => !OWN.has(name))) };
}

/** *Assumed*: the items of a list are one header. */
function readHeader(name: string, value: Json): [string, string] {
  if (FORBIDDEN.test(name)) throw refuse(`The header '${name}' is not permitted in the field 'Headers'`);
  const items = [value].flat();
  const text = items.join(", ");
  if (TOKEN.test(name) && items.every((item) => typeof item === "string") && VALUE.test(text)) return [name, text];
  throw refuse(`The header '${name}' must be named as HTTP allows, and be a text of one line or a list of them`);
}

const refuse = (cause: string): TaskFailure => new TaskFailure("States.Runtime", cause);
