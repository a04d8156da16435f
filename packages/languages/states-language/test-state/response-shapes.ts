import { apiResponses } from "./api-responses";

/** A form of a value in an API's response. Shapes within are found by `resolve`, because they may contain themselves. */
export type ResponseShape =
  | { readonly kind: "any" | "boolean" }
  | { readonly kind: "number"; readonly bounds: Bounds }
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

/** The response of one action, and the shapes that it is made of. */
export interface ApiResponse {
  readonly shape: ResponseShape;
  resolve(name: string): ResponseShape;
}

/** The response of an action such as `sqs` `sendMessage`, undefined where it is not known here. */
export function findApiResponse(service: string, action: string): ApiResponse | undefined {
  const text = Object.hasOwn(apiResponses, service) ? apiResponses[service] : undefined;
  const lines = new Map(text?.split("\n").map(readLine));
  const output = lines.get(`${action}:`);
  if (output === undefined) return undefined;
  const resolve = (name: string) => parseForm(lines.get(name) ?? name);
  return { shape: resolve(output), resolve };
}

/** The lines `action: shape` have names that end in a colon. */
function readLine(line: string): [string, string] {
  const [, name = "", form = ""] = /^(\w+:|\w+)(?: =)? (.*)$/.exec(line) ?? [];
  return [name, form];
}

function parseForm(form: string): ResponseShape {
  const [, structure, element, value, scalar = "", limits = ""] =
    /^(?:\{(.*)\}|\[(\w+)\]|<(\w+)>|(\w+))(?: (.+))?$/.exec(form) ?? [];
  if (structure !== undefined) return { kind: "structure", members: parseMembers(structure) };
  if (element !== undefined) return { kind: "list", element, bounds: parseBounds(limits) };
  if (value !== undefined) return { kind: "map", value };
  if (scalar === "any" || scalar === "boolean") return { kind: scalar };
  if (scalar === "number") return { kind: scalar, bounds: parseBounds(limits) };
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
