import type { RequestOf } from "../../protocols/request";
import { badRequest } from "../api-gateway-error";

const OPERATION = { op: {}, path: {}, value: {} } as const;

/** One operation of a PATCH in v1 of the API. @see https://docs.aws.amazon.com/apigateway/latest/api/API_PatchOperation.html */
export type PatchOperation = Required<RequestOf<typeof OPERATION>>;

/** Returns the resource after one operation; `parts` are what the path's pattern captures. */
export type Patch<T> = (resource: T, operation: PatchOperation, parts: readonly string[]) => T;

/** What can be changed, by `op` and path; `{}` in a path stands for one part, in which `~1` is a slash. */
export type Patches<T> = Readonly<Record<string, Patch<T>>>;

/** What the body of such a call consists of. */
export const PATCH_MEMBERS = { patchOperations: { item: { members: OPERATION } } } as const;

const MOST = 500;

/**
 * Returns the resource after all operations of a request's body, which PATCH_MEMBERS allow.
 *
 * @throws ApiGatewayError BadRequestException where one of them is not possible, and then none is done. The text is
 * *recorded* of REST APIs, its list of paths *assumed*.
 */
export function applyOperations<T>(resource: T, body: RequestOf<typeof PATCH_MEMBERS>, patches: Patches<T>): T {
  const { patchOperations: operations = [] } = body;
  // *Assumed*: the bound, so that a request takes bounded time.
  if (operations.length > MOST) throw badRequest("Too many patch operations");
  return operations.reduce(
    (before, { op = "", path = "", value = "" }) => applyOperation(before, { op, path, value }, patches),
    resource,
  );
}

function applyOperation<T>(resource: T, operation: PatchOperation, patches: Patches<T>): T {
  const { op, path } = operation;
  for (const [key, patch] of Object.entries(patches)) {
    const match = compilePattern(key).exec(`${op} ${path}`);
    if (match) return patch(resource, operation, match.slice(1).map(unescapePart));
  }
  const paths = Object.keys(patches).flatMap((key) => (key.startsWith(`${op} `) ? key.slice(op.length + 1) : []));
  throw badRequest(`Invalid patch path  '${path}' specified for op '${op}'. Must be one of: [${paths.join(", ")}]`);
}

const compilePattern = (key: string): RegExp => new RegExp(`^${key.replaceAll("{}", "([^/]+)")}$`);

const unescapePart = (part: string): string => part.replaceAll("~1", "/").replaceAll("~0", "~");

/** Replaces a text; an empty one removes it. */
export const replaceText =
  <T extends object>(name: keyof T & string): Patch<T> =>
  (resource, { value }) => ({ ...resource, [name]: value === "" ? undefined : value });

/** Removes a member. */
export const removeMember =
  <T extends object>(name: keyof T & string): Patch<T> =>
  (resource) => ({ ...resource, [name]: undefined });

/** Returns a number of an operation's value; throws BadRequestException where it is none. */
export function readNumber({ path, value }: PatchOperation): number {
  const number = Number(value);
  if (value.trim() !== "" && Number.isFinite(number)) return number;
  throw badRequest(`Invalid value specified for path '${path}'`);
}
