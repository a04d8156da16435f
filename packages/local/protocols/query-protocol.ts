import { randomUUID } from "node:crypto";
import type { Actions } from "./action";
import { type ApiError, printThrown } from "./api-error";
import type { AwsRequest } from "./aws-request";
import { escapeXml } from "./escape-xml";
import type { ApiAnswer } from "./json-protocol";
import { readQuery } from "./query-members";
import { createUnusedLog } from "./unused-members";

/** What an answer in XML is made of: a list's items are its `member` elements; what is undefined is left out. */
export type XmlValue =
  string | number | boolean | undefined | readonly XmlValue[] | { readonly [name: string]: XmlValue };

export interface QueryApi<Store> {
  /** As the developer knows it, such as `IAM`. */
  readonly service: string;
  /** Of the answers' elements. */
  readonly namespace: string;
  /** An answer is what the result element holds; undefined is an answer without one. */
  readonly actions: Actions<Store, XmlValue>;
  readonly store: Store;
  readonly isError: (thrown: unknown) => thrown is ApiError;
  /** Writes one line for the developer: an error that is not the service's own, and members without an effect. */
  readonly log: (line: string) => void;
}

/** What answers are printed with. */
type Printer = Pick<QueryApi<unknown>, "namespace">;

/** Reading more would hold everybody up; a call with 1,000 tags has 2,000. *Assumed*: the error. */
const MOST_PARAMETERS = 20_000;

/** Returns what answers the calls of a service in the query protocol; an error that is not the service's own is AWS's 500. */
export function createQueryApi<Store>(api: QueryApi<Store>): (request: AwsRequest) => ApiAnswer {
  const logUnused = createUnusedLog(api.service, api.log);
  return (request) => {
    const text = request.body || request.query.toString();
    if (text.split("&", MOST_PARAMETERS + 1).length > MOST_PARAMETERS) {
      const message = `Request has over ${MOST_PARAMETERS} parameters`;
      return printError(api, { status: 413, code: "RequestEntityTooLarge", message });
    }
    const parameters = new URLSearchParams(spaceOut(text));
    const name = parameters.get("Action") ?? "";
    const action = Object.hasOwn(api.actions, name) ? api.actions[name] : undefined;
    if (action === undefined) {
      const message = `Could not find operation ${name} for version ${parameters.get("Version") ?? "NO_VERSION_SPECIFIED"}`;
      return { ...printError(api, { status: 400, code: "InvalidAction", message }), unknown: name || "none" };
    }
    // A page can make a browser call by GET without saying where it is from.
    if (action.mutates && request.method !== "POST") return refuseMethod(api, `${name} by ${request.method}`);
    try {
      const { members, unused } = readQuery(parameters, action.members);
      logUnused(name, unused);
      const result = action.answer(api.store, members);
      return { ...printResult(api, name, result), ...(action.mutates && { mutates: true }) };
    } catch (thrown) {
      if (api.isError(thrown)) return printError(api, thrown);
      api.log(`${api.service}: ${name} failed: ${printThrown(thrown)}`);
      const message = "The request processing has failed because of an unknown error, exception or failure.";
      return printError(api, { status: 500, code: "ServiceFailure", message });
    }
  };
}

const [PLUS, SPACE] = [0x2b, 0x20];

/** Returns a form with spaces for its plus signs, of which megabytes would take the reader of forms a second. */
function spaceOut(form: string): string {
  const bytes = Buffer.from(form);
  for (let at = bytes.indexOf(PLUS); at !== -1; at = bytes.indexOf(PLUS, at + 1)) bytes[at] = SPACE;
  return bytes.toString();
}

/** *Assumed*: the text; AWS answers, but no client of it changes resources so. */
function refuseMethod(api: Printer, called: string): ApiAnswer {
  const message = `${called} is not supported; use POST`;
  return { ...printError(api, { status: 400, code: "InvalidAction", message }), unknown: called };
}

function printResult({ namespace }: Printer, name: string, result: XmlValue): ApiAnswer {
  const requestId = randomUUID();
  const inner = result === undefined ? "" : `<${name}Result>${printXml(result)}</${name}Result>`;
  const metadata = `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata>`;
  const body = `<${name}Response xmlns="${namespace}">${inner}${metadata}</${name}Response>`;
  return { status: 200, headers: describeHeaders(requestId), body };
}

function printError({ namespace }: Printer, { status, code, message }: Omit<ApiError, "name">): ApiAnswer {
  const requestId = randomUUID();
  const error = printXml({ Type: status < 500 ? "Sender" : "Receiver", Code: code, Message: message });
  const body = `<ErrorResponse xmlns="${namespace}"><Error>${error}</Error><RequestId>${requestId}</RequestId></ErrorResponse>`;
  return { status, headers: describeHeaders(requestId), body };
}

const describeHeaders = (requestId: string) => ({ "content-type": "text/xml", "x-amzn-requestid": requestId });

/** Returns the XML of a value, its text escaped. */
function printXml(value: XmlValue): string {
  if (value === undefined) return "";
  if (Array.isArray(value)) return value.map((item) => `<member>${printXml(item)}</member>`).join("");
  if (typeof value !== "object") return escapeXml(String(value));
  return Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .map(([name, member]) => `<${name}>${printXml(member)}</${name}>`)
    .join("");
}
