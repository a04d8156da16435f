import { findJsonObject, type JsonObject } from "@sfn-websocket/languages/json";
import type { Constraints, Refusal } from "../../protocols/constraints";
import { takePage } from "../../protocols/pages";
import { readRequest, type RequestOf } from "../../protocols/request";
import type { RestAction } from "../../protocols/rest-paths";
import type { CodeStore } from "../code-store";
import { type FunctionName, type LambdaRegion, readFunctionName } from "../function-names";
import { requireFunction } from "../functions";
import { invalidValue, LambdaError } from "../lambda-error";
import type { Lambda } from "../lambda";
import type { LambdaFunction } from "../resources";

/** Where code lies in S3. */
export interface S3Object {
  readonly bucket: string;
  readonly key: string;
  readonly version?: string | undefined;
  readonly region: string;
}

/** What the actions are handed. */
export interface LambdaContext extends LambdaRegion {
  readonly lambda: Lambda;
  readonly codes: CodeStore;
  /** epoch, milliseconds */
  readonly now: () => number;
  readonly uuid: () => string;
  /** Returns whether Lambda may assume the role. */
  readonly mayAssume: (roleArn: string) => boolean;
  /** Resolves to the bytes of an object of S3; rejects with the reason. @default nothing answers for S3 */
  readonly readObject?: ((object: S3Object) => Promise<Buffer>) | undefined;
  /** Writes one line for the developer. */
  readonly log: (line: string) => void;
}

/** A call of an action. */
export interface LambdaCall extends LambdaContext {
  /** Returns a parameter of the path, decoded. */
  readonly parameter: (name: string) => string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** As it came. */
  readonly text: string;
}

/** An answer that is not JSON of the status 200 alone. */
export class LambdaAnswer {
  constructor(
    readonly status: number,
    readonly body: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {}
}

type Result = object | void;

/** An action of the API: its answer, or a LambdaError. */
export interface LambdaAction extends RestAction {
  /** Of the body; a member that is not among them has no effect. */
  readonly members: Constraints;
  /** @default 200 */
  readonly status?: number;
  /** Whether a call that succeeds may change a resource. @default false */
  readonly mutates?: true;
  /** Query parameters that have an effect. @default none */
  readonly query?: readonly string[];
  readonly answer: (call: LambdaCall) => Result | Promise<Result>;
}

/** The actions of the API by their names. */
export type LambdaActions = Readonly<Record<string, LambdaAction>>;

/** What an action is made of; `run` is handed a body that meets the constraints, without members that are null. */
export interface ActionParts<Members extends Constraints> extends Omit<LambdaAction, "members" | "answer"> {
  readonly members: Members;
  readonly run: (call: LambdaCall, request: RequestOf<Members>) => Result | Promise<Result>;
}

export function defineAction<const Members extends Constraints>(parts: ActionParts<Members>): LambdaAction {
  const { run, ...rest } = parts;
  return { ...rest, answer: (call) => run(call, readRequest(readBody(call.text), parts.members, refuse)) };
}

const refuse = (refusal: Refusal): LambdaError =>
  "unreadable" in refusal
    ? new LambdaError("SerializationException", refusal.unreadable)
    : new LambdaError("ValidationException", refusal.invalid);

/** *Assumed*: the text, of AWS's other services in this protocol. */
export function readBody(text: string): JsonObject {
  if (text.trim() === "") return {};
  const body = findJsonObject(text);
  if (body !== undefined) return body;
  throw new LambdaError("InvalidRequestContentException", "Could not parse request body into json: Unexpected value");
}

/** The function that the path names, with the qualifier of either. */
export const readName = (call: LambdaCall): FunctionName =>
  readFunctionName(call.parameter("FunctionName"), call.query.get("Qualifier") || undefined, call);

/** The function that the path names. @throws LambdaError ResourceNotFoundException. */
export const requireNamed = (call: LambdaCall): LambdaFunction =>
  requireFunction(call.lambda.functions, readName(call));

/** The names of query parameters that listPage reads. */
export const PAGE = ["Marker", "MaxItems"] as const;

/** Returns the part of a list that a request asks for, at most `most` items. @throws LambdaError */
export function listPage<Item>(list: readonly Item[], { query }: LambdaCall, most: number) {
  const token = query.get("Marker") || undefined;
  const size = Number(query.get("MaxItems") ?? most);
  const page = takePage(list, { ...(token !== undefined && { token }), size }, most);
  if (page !== undefined && size >= 1) return page;
  throw invalidValue("Invalid Marker or MaxItems.");
}
