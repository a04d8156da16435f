import type { JsonObject } from "@sfn-websocket/languages/json";
import type { Constraints } from "../../protocols/constraints";
import type { Collection, Collections } from "../collections";
import { applyChanges } from "./changes";
import type { ApiContext } from "./context";
import { requireMembers } from "./members";
import { takePage } from "./pages";
import type { Action, ActionRequest, Actions } from "./rest-json";

/** How a collection of an API is called: what differs between routes, integrations and so on. */
export interface CollectionApi<K extends Collection> {
  readonly collection: K;
  /** Names of the actions' objects: `Route`, `Routes`. */
  readonly one: string;
  readonly many: string;
  readonly path: string;
  /** The member that holds a resource's id, also the last parameter of its path. */
  readonly idMember: string;
  /** The member that holds the id of the resource above, which the path tells and answers leave out. */
  readonly parentMember?: "routeId" | "integrationId";
  /** Characters of an id. */
  readonly idLength: number;
  readonly members: Constraints;
  readonly required: readonly string[];
  /** Maps that an update merges. */
  readonly merged?: readonly string[];
  /** Throws BadRequestException or NotFoundException where AWS refuses the members, after each change. */
  readonly requireValid: (members: JsonObject, context: ApiContext, apiId: string) => void;
}

/** The query parameters of a page. */
export const PAGE = ["maxResults", "nextToken"] as const;

type ApiAction = Action<ApiContext>;

/** Returns the five actions of a collection. */
export function defineCollection<K extends Collection>(api: CollectionApi<K>): Actions<ApiContext> {
  const path = `${api.path}/{${api.idMember}}`;
  return {
    [`Create${api.one}`]: {
      method: "POST",
      path: api.path,
      status: 201,
      mutates: true,
      members: api.members,
      call: create(api),
    },
    [`Get${api.one}`]: {
      method: "GET",
      path,
      call: ({ gateway }, request) => {
        const found = gateway.get(request.parameter("apiId"), api.collection, request.parameter(api.idMember));
        return viewOf(api, found);
      },
    },
    [`Get${api.many}`]: { method: "GET", path: api.path, query: PAGE, call: list(api) },
    [`Update${api.one}`]: { method: "PATCH", path, mutates: true, members: api.members, call: update(api) },
    [`Delete${api.one}`]: {
      method: "DELETE",
      path,
      status: 204,
      mutates: true,
      call({ gateway }, request) {
        gateway.delete(request.parameter("apiId"), api.collection, request.parameter(api.idMember));
        gateway.deployAutomatically(request.parameter("apiId"));
      },
    },
  };
}

function create<K extends Collection>(api: CollectionApi<K>): ApiAction["call"] {
  return (context, request) => {
    const { gateway, createId } = context;
    const apiId = request.parameter("apiId");
    gateway.getApi(apiId);
    const members = request.body;
    requireMembers(members, api.required);
    api.requireValid(members, context, apiId);
    const ids = { [api.idMember]: createId(api.idLength), ...parentOf(api, request) };
    const created = gateway.create(apiId, api.collection, typed<K>({ ...ids, ...members }));
    gateway.deployAutomatically(apiId);
    return viewOf(api, created);
  };
}

function list<K extends Collection>(api: CollectionApi<K>): ApiAction["call"] {
  return ({ gateway }, request) => {
    const parent = Object.entries(parentOf(api, request));
    const isChild = (resource: Collections[K]) =>
      parent.every(([name, id]) => new Map<string, unknown>(Object.entries(resource)).get(name) === id);
    const items = gateway.list(request.parameter("apiId"), api.collection).filter(isChild);
    return pageOf(
      items.map((each) => viewOf(api, each)),
      request.query,
    );
  };
}

function update<K extends Collection>(api: CollectionApi<K>): ApiAction["call"] {
  return (context, request) => {
    const { gateway } = context;
    const apiId = request.parameter("apiId");
    const before = gateway.get(apiId, api.collection, request.parameter(api.idMember));
    const after = applyChanges(before, request.body, { merged: api.merged, emptyMaps: context.emptyMaps });
    requireMembers(after as object as JsonObject, api.required);
    api.requireValid({ ...after } as object as JsonObject, context, apiId);
    const updated = gateway.update(apiId, api.collection, after);
    gateway.deployAutomatically(apiId);
    return viewOf(api, updated);
  };
}

/** The members were read by the collection's structure, and the required ones are there. */
const typed = <K extends Collection>(members: JsonObject): Collections[K] => members as object as Collections[K];

function parentOf<K extends Collection>(
  { parentMember }: CollectionApi<K>,
  { parameter }: ActionRequest,
): Record<string, string> {
  return parentMember === undefined ? {} : { [parentMember]: parameter(parentMember) };
}

function viewOf<K extends Collection>({ parentMember }: CollectionApi<K>, resource: Collections[K]): object {
  return Object.fromEntries(Object.entries(resource).filter(([name]) => name !== parentMember));
}

/** A page of items as v2 of the API writes it. */
export function pageOf(items: readonly object[], query: URLSearchParams): object {
  // *Assumed*: the size, of the pages of REST APIs.
  const request = { size: query.get("maxResults"), token: query.get("nextToken"), standard: 25 };
  const { page, next } = takePage(items, request);
  return { items: page, ...(next !== undefined && { nextToken: next }) };
}
