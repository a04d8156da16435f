import { parseAhead } from "@sfn-websocket/languages/states-language/parse-ahead";
import { type Constraints, findUnused, pickMembers, refuseMembers } from "../protocols/constraints";
import { isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/jsonpath/json";
import { type Page, takePage } from "../protocols/pages";
import { authorizeCall } from "./authorize-call";
import { printAnswer, type Printable } from "./print-answer";
import type { Caller } from "./stepfunctions";
import { StepFunctionsError } from "./wire";

/** An action of the API: its answer's JSON text, or a StepFunctionsError. */
export interface Action {
  /** True if resources change. @default false */
  readonly mutates?: true;
  readonly answer: (body: Json, caller: Caller) => string | Promise<string>;
  /** Returns the names of a request's members that have no effect here. @default all have one */
  readonly findUnused?: (body: Json) => readonly string[];
}

/** What an action is made of; `run` is handed a request that meets the constraints, without members that are null. */
export interface ActionParts<Request> {
  /** Such as `CreateStateMachine`. */
  readonly name: string;
  readonly constraints: Constraints;
  /** Returns the ARN of what the action is on. @default the member of the request that names it */
  readonly findResource?: (request: Request) => string | undefined;
  /** @default false */
  readonly mutates?: true;
  readonly run: (request: Request) => Printable | Promise<Printable>;
}

/** Members that name what an action is on, for whoever decides whether the caller may. */
const RESOURCES = ["stateMachineArn", "executionArn", "stateMachineVersionArn", "stateMachineAliasArn", "resourceArn"];

/** Returns an action that reads, authorizes and prints as all do. */
export function defineAction<Request>(parts: ActionParts<Request>): Action {
  const { name, constraints, mutates, run, findResource } = parts;
  return {
    ...(mutates && { mutates }),
    findUnused: (body) => findUnused(body, constraints),
    async answer(body, caller) {
      const members = readRequest(body, constraints);
      // The constraints say what the type says.
      const request = members as unknown as Request;
      authorizeCall(caller, name, (findResource ? findResource(request) : findNamed(members)) ?? "*");
      const { definition } = members;
      if (typeof definition === "string") await parseAhead(definition);
      return printAnswer(await run(request));
    },
  };
}

function findNamed(members: JsonObject): string | undefined {
  const resource = RESOURCES.map((member) => members[member]).find((value) => typeof value === "string");
  return typeof resource === "string" ? resource : undefined;
}

function readRequest(body: Json, constraints: Constraints): JsonObject {
  if (!isJsonObject(body)) throw new StepFunctionsError("SerializationException", "");
  const refusal = refuseMembers(body, constraints);
  if (refusal !== undefined && "unreadable" in refusal)
    throw new StepFunctionsError("SerializationException", refusal.unreadable);
  if (refusal !== undefined) throw new StepFunctionsError("ValidationException", refusal.invalid);
  return pickMembers(body, constraints);
}

/** Members of a request for a part of a list. @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListStateMachines.html */
export const PAGE = {
  maxResults: { type: "number", minimum: 0, maximum: 1_000 },
  nextToken: { minimum: 1, maximum: 1_024 },
} as const satisfies Constraints;

export interface ListRequest {
  readonly maxResults?: number;
  readonly nextToken?: string;
}

/** Returns the part of a list that a request asks for. @throws StepFunctionsError InvalidToken. */
export function listPage<Item>(list: readonly Item[], { nextToken, maxResults }: ListRequest): Page<Item> {
  const request = {
    ...(nextToken !== undefined && { token: nextToken }),
    ...(maxResults !== undefined && { size: Math.min(maxResults, LARGEST_PAGE) }),
  };
  const page = takePage(list, request, maxResults ? LARGEST_PAGE : PAGE_SIZE);
  if (page !== undefined) return page;
  throw new StepFunctionsError("InvalidToken", `Invalid Token: 'Invalid token'`);
}

const PAGE_SIZE = 100;
const LARGEST_PAGE = 1_000;
