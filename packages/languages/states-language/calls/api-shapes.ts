import { apiActions, apiRequests } from "./api-requests";
import { apiResponses } from "./api-responses";
import { integrationRequests } from "./integration-requests";

/** A form of a value in what an API is sent or responds. Shapes within are found by `resolve`, because they may contain themselves. */
export type ApiShape =
  | { readonly kind: "any" | "boolean" }
  | { readonly kind: "number"; readonly bounds: Bounds; readonly isInteger: boolean }
  | { readonly kind: "string"; readonly bounds: Bounds; readonly values?: readonly string[] }
  | { readonly kind: "list"; readonly bounds: Bounds; readonly element: string }
  | { readonly kind: "map"; readonly value: string }
  | { readonly kind: "structure"; readonly members: ReadonlyMap<string, Member> };

/** The least and the greatest value or length. */
export interface Bounds {
  readonly minimum: number;
  readonly maximum: number;
}

interface Member {
  readonly shape: string;
  readonly isRequired: boolean;
}

/** The request or the response of one action, and the shapes that it is made of. */
export interface ApiMessage {
  /** The name of the shape. */
  readonly name: string;
  readonly shape: ApiShape;
  resolve(name: string): ApiShape;
}

/** The response of an action such as `sqs` `sendMessage`, undefined where it is not known here. */
export function findApiResponse(service: string, action: string): ApiMessage | undefined {
  return findMessage(apiResponses, service, action);
}

const REQUESTS = { ...apiRequests, ...integrationRequests };

/** The request of an action such as `sqs` `sendMessage` or `http` `invoke`, undefined where it is not known here. */
export function findApiRequest(service: string, action: string): ApiMessage | undefined {
  return findMessage(REQUESTS, service, action);
}

/** The actions of a service such as `sqs`, none where they are not known here. */
export function listApiActions(service: string): readonly string[] {
  return Object.hasOwn(apiActions, service) ? (apiActions[service]?.split(" ") ?? []) : [];
}

/** The services whose actions are known. */
export const knownApis: readonly string[] = Object.keys(apiActions);

function findMessage(
  services: Readonly<Record<string, string>>,
  service: string,
  action: string,
): ApiMessage | undefined {
  const lines = new Map(Object.hasOwn(services, service) ? services[service]?.split("\n").map(readLine) : []);
  const name = lines.get(`${action}:`);
  if (name === undefined) return undefined;
  const resolve = (each: string) => parseForm(lines.get(each) ?? each);
  return { name, shape: resolve(name), resolve };
}

/** The lines `action: shape` have names that end in a colon. */
function readLine(line: string): [string, string] {
  const [, name = "", form = ""] = /^(\w+:|\w+)(?: =)? (.*)$/.exec(line) ?? [];
  return [name, form];
}

function parseForm(form: string): ApiShape {
  const [, structure, element, value, scalar = "", limits = ""] =
    /^(?:\{(.*)\}|\[(\w+)\]|<(\w+)>|(\w+))(?: (.+))?$/.exec(form) ?? [];
  if (structure !== undefined) return { kind: "structure", members: parseMembers(structure) };
  if (element !== undefined) return { kind: "list", element, bounds: parseBounds(limits) };
  if (value !== undefined) return { kind: "map", value };
  if (scalar === "any" || scalar === "boolean") return { kind: scalar };
  if (scalar === "number" || scalar === "integer") {
    return { kind: "number", bounds: parseBounds(limits), isInteger: scalar === "integer" };
  }
  const bounds = parseBounds(limits);
  const isRange = limits === "" || RANGE.test(limits);
  return isRange ? { kind: "string", bounds } : { kind: "string", bounds, values: limits.split("|") };
}

function parseMembers(text: string): ReadonlyMap<string, Member> {
  const members = text === "" ? [] : text.split(", ");
  return new Map(
    members.map((member) => {
      const [name = "", shape = "any"] = member.split(" ");
      return [name.replace("!", ""), { shape, isRequired: name.endsWith("!") }];
    }),
  );
}

const RANGE = /^(-?\d*)\.\.(-?\d*)$/;

function parseBounds(text: string): Bounds {
  const [, minimum = "", maximum = ""] = RANGE.exec(text) ?? [];
  return {
    minimum: minimum === "" ? -Infinity : Number(minimum),
    maximum: maximum === "" ? Infinity : Number(maximum),
  };
}
