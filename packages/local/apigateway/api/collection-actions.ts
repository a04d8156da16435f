import type { Constraints } from "../../protocols/constraints";
import type { RequestOf } from "../../protocols/request";
import type { ApiGateway } from "../control/apigateway";
import type { Collection, Collections } from "../control/collections";
import { applyChanges, type Changed } from "./changes";
import type { ApiContext } from "./context";
import { PAGE, pageOf } from "./pages";
import { type ActionRequest, type Actions, defineAction } from "./rest-json";

/** Where a resource of a collection is, or will be. */
export interface Place {
  readonly context: ApiContext;
  readonly apiId: string;
  readonly id: string;
  /** Of the resource above; "" where there is none. */
  readonly parentId: string;
}

interface Parents {
  /** The member that holds the id of the resource above, which the path tells and answers leave out. */
  readonly parentMember?: "routeId" | "integrationId";
}

/** How a collection of an API is called: what differs between routes, integrations and so on. */
export interface CollectionApi<K extends Collection, Members extends Constraints> extends Parents {
  readonly collection: K;
  /** Names of the actions' objects: `Route`, `Routes`. */
  readonly one: string;
  readonly many: string;
  readonly path: string;
  /** The member that holds a resource's id, also the last parameter of its path. */
  readonly idMember: string;
  /** Characters of an id. */
  readonly idLength: number;
  readonly members: Members;
  /** Maps that an update merges. */
  readonly merged?: readonly string[];
  /**
   * Returns the resource that a request, or a change of a resource, makes; throws BadRequestException or NotFoundException
   * where AWS refuses it.
   */
  readonly requireResource: (
    members: RequestOf<Members> | Changed<Collections[K], RequestOf<Members>>,
    place: Place,
  ) => Collections[K];
}

/** Returns the five actions of a collection. */
export function defineCollection<K extends Collection, const Members extends Constraints>(
  api: CollectionApi<K, Members>,
): Actions {
  return { ...defineReads(api), ...defineChanges(api) };
}

const pathOf = ({ path, idMember }: Pick<CollectionApi<Collection, Constraints>, "path" | "idMember">): string =>
  `${path}/{${idMember}}`;

function defineReads<K extends Collection, const Members extends Constraints>(api: CollectionApi<K, Members>): Actions {
  return {
    [`Get${api.one}`]: defineAction({
      method: "GET",
      path: pathOf(api),
      members: {},
      call: ({ gateway }, { parameter }) =>
        viewOf(api, gateway.get(parameter("apiId"), api.collection, parameter(api.idMember))),
    }),
    [`Get${api.many}`]: defineAction({
      method: "GET",
      path: api.path,
      members: {},
      query: PAGE,
      call: ({ gateway }, request) => list(api, gateway, request),
    }),
  };
}

function defineChanges<K extends Collection, const Members extends Constraints>(
  api: CollectionApi<K, Members>,
): Actions {
  return {
    [`Create${api.one}`]: defineAction({
      method: "POST",
      path: api.path,
      status: 201,
      mutates: true,
      members: api.members,
      call: (context, request) => create(api, context, request),
    }),
    [`Update${api.one}`]: defineAction({
      method: "PATCH",
      path: pathOf(api),
      mutates: true,
      members: api.members,
      call: (context, request) => update(api, context, request),
    }),
    [`Delete${api.one}`]: defineAction({
      method: "DELETE",
      path: pathOf(api),
      status: 204,
      mutates: true,
      members: {},
      call({ gateway }, { parameter }) {
        gateway.delete(parameter("apiId"), api.collection, parameter(api.idMember));
        gateway.deployAutomatically(parameter("apiId"));
      },
    }),
  };
}

function create<K extends Collection, Members extends Constraints>(
  api: CollectionApi<K, Members>,
  context: ApiContext,
  { parameter, body }: ActionRequest<RequestOf<Members>>,
): object {
  const { gateway, createId } = context;
  const apiId = parameter("apiId");
  gateway.getApi(apiId);
  const place = { context, apiId, id: createId(api.idLength), parentId: readParent(api, parameter) };
  const created = gateway.create(apiId, api.collection, api.requireResource(body, place));
  gateway.deployAutomatically(apiId);
  return viewOf(api, created);
}

function list<K extends Collection, Members extends Constraints>(
  api: CollectionApi<K, Members>,
  gateway: ApiGateway,
  { parameter, query }: Omit<ActionRequest<object>, "body">,
): object {
  const { parentMember } = api;
  const isChild = (resource: Collections[K]) =>
    parentMember === undefined ||
    new Map<string, unknown>(Object.entries(resource)).get(parentMember) === parameter(parentMember);
  const items = gateway.list(parameter("apiId"), api.collection).filter(isChild);
  return pageOf(
    items.map((each) => viewOf(api, each)),
    query,
  );
}

function update<K extends Collection, Members extends Constraints>(
  api: CollectionApi<K, Members>,
  context: ApiContext,
  { parameter, body }: ActionRequest<RequestOf<Members>>,
): object {
  const { gateway, emptyMaps } = context;
  const apiId = parameter("apiId");
  const id = parameter(api.idMember);
  const before = gateway.get(apiId, api.collection, id);
  const after = applyChanges(before, body, { merged: api.merged, emptyMaps });
  const valid = api.requireResource(after, { context, apiId, id, parentId: readParent(api, parameter) });
  const updated = gateway.update(apiId, api.collection, { ...after, ...valid });
  gateway.deployAutomatically(apiId);
  return viewOf(api, updated);
}

function readParent({ parentMember }: Parents, parameter: (name: string) => string): string {
  return parentMember === undefined ? "" : parameter(parentMember);
}

function viewOf({ parentMember }: Parents, resource: object): object {
  return Object.fromEntries(Object.entries(resource).filter(([name]) => name !== parentMember));
}
