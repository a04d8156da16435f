import { parseAhead } from "@sfn-websocket/languages/states-language/parse-ahead";
import type { Constraints, Refusal } from "../protocols/constraints";
import type { Json } from "@sfn-websocket/languages/json";
import { type Page, takePage } from "../protocols/pages";
import { readRequest, type RequestOf } from "../protocols/request";
import { authorizeCall } from "./authorize-call";
import type { StoreOfExecutions } from "./execution-store";
import { printAnswer, type Printable } from "./print-answer";
import type { TaskTokens } from "./task-tokens";
import type { Caller } from "./world";
import { invalidToken, StepFunctionsError } from "./wire";

/** What actions work on. */
export interface ActionStore extends StoreOfExecutions {
  readonly tokens: TaskTokens;
}

/** Who calls which action. */
export interface ActionCall {
  /** Such as `CreateStateMachine`. */
  readonly name: string;
  readonly caller: Caller;
}

/** An action of the API: its answer's JSON text, or a StepFunctionsError. Its name is its key in the table of them. */
export interface Action {
  /** Of a request; a member that is not among them has no effect. */
  readonly members: Constraints;
  /** True if resources change. @default false */
  readonly mutates?: true;
  readonly answer: (store: ActionStore, body: Json, call: ActionCall) => string | Promise<string>;
}

export type Actions = Readonly<Record<string, Action>>;

/** What an action is made of; `run` is handed a request that meets the constraints, without members that are null. */
export interface ActionParts<Members extends Constraints> extends Pick<Action, "mutates"> {
  readonly members: Members;
  /** Returns the ARN of what the action is on, null where there is nothing to ask for. @default the member of the request that names it */
  readonly findResource?: (request: RequestOf<Members>, store: ActionStore) => string | undefined | null;
  readonly run: (store: ActionStore, request: RequestOf<Members>, caller: Caller) => Printable | Promise<Printable>;
}

/** Members that name what an action is on, for whoever decides whether the caller may. */
const RESOURCES = ["stateMachineArn", "executionArn", "stateMachineVersionArn", "stateMachineAliasArn", "resourceArn"];

/** Returns an action that reads, authorizes and prints as all do. */
export function defineAction<const Members extends Constraints>(parts: ActionParts<Members>): Action {
  const { members, mutates, run, findResource } = parts;
  return {
    members,
    ...(mutates && { mutates }),
    async answer(store, body, { name, caller }) {
      const request = readRequest(body, members, fail);
      const resource = findResource ? findResource(request, store) : findNamed(request);
      if (resource !== null) authorizeCall(caller, name, resource ?? "*");
      if ("definition" in request && typeof request.definition === "string") await parseAhead(request.definition);
      return printAnswer(await run(store, request, caller));
    },
  };
}

const fail = (refusal: Refusal): StepFunctionsError =>
  "unreadable" in refusal
    ? new StepFunctionsError("SerializationException", refusal.unreadable)
    : new StepFunctionsError("ValidationException", refusal.invalid);

function findNamed(request: object): string | undefined {
  const [, resource] = Object.entries(request).find(([name]) => RESOURCES.includes(name)) ?? [];
  return typeof resource === "string" ? resource : undefined;
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
  const page = takePage(list, { token: nextToken, size: maxResults }, maxResults ? LARGEST_PAGE : PAGE_SIZE);
  if (page !== undefined) return page;
  throw invalidToken();
}

const PAGE_SIZE = 100;
const LARGEST_PAGE = 1_000;
