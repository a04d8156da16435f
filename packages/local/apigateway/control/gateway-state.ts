import type { Json } from "@sfn-websocket/languages/json";
import { flag, list, type Members, oneOf, optional, structure, structureOf, text } from "../../protocols/kept-state";
import type { AccountSettings } from "./account";
import { type ApiStore, createApiStore, putStage } from "./api-store";
import { type CollectionMaps, COLLECTIONS, type Collection, type Collections, freezeResources } from "./collections";
import { compileDeployment } from "../stage/deployment";
import type { DomainNames } from "./domain-names";
import type { Api, ApiMapping, ApiResources, DeploymentRecord, DomainName, StageSettings } from "../resources";
import type { GatewayWorld } from "../stage/stage";

type CollectionLists = { readonly [K in Collection]: readonly Collections[K][] };

/** An API's resources, as a deployment freezes them. */
export interface ResourcesState extends CollectionLists {
  readonly api: Api;
}

export interface ApiState extends ResourcesState {
  readonly deployments: readonly { readonly record: DeploymentRecord; readonly frozen: ResourcesState }[];
  readonly stages: readonly StageSettings[];
}

interface GatewayState {
  readonly apis: readonly ApiState[];
  readonly domainNames: readonly DomainName[];
  readonly mappings: readonly ApiMapping[];
  readonly account?: AccountSettings | undefined;
}

const COLLECTION_LISTS: Members<CollectionLists> = {
  routes: list(structureOf({ routeId: text, routeKey: text, target: optional(text), authorizerId: optional(text) })),
  routeResponses: list(structureOf({ routeResponseId: text, routeId: text, routeResponseKey: text })),
  integrations: list(
    structureOf({
      integrationId: text,
      integrationType: oneOf("AWS", "AWS_PROXY", "HTTP", "HTTP_PROXY", "MOCK"),
      integrationUri: optional(text),
      credentialsArn: optional(text),
    }),
  ),
  integrationResponses: list(
    structureOf({ integrationResponseId: text, integrationId: text, integrationResponseKey: text }),
  ),
  authorizers: list(structureOf({ authorizerId: text, name: text, authorizerType: text })),
  models: list(structureOf({ modelId: text, name: text, schema: text })),
};

const API = structureOf<Api>({ apiId: text, name: text, routeSelectionExpression: text });

const GATEWAY = structureOf<GatewayState>({
  apis: list(
    structureOf({
      api: API,
      ...COLLECTION_LISTS,
      deployments: list(
        structureOf({
          record: structureOf({ deploymentId: text, deploymentStatus: oneOf("DEPLOYED"), autoDeployed: flag }),
          frozen: structureOf({ api: API, ...COLLECTION_LISTS }),
        }),
      ),
      stages: list(structureOf({ stageName: text, deploymentId: optional(text) })),
    }),
  ),
  domainNames: list(structureOf({ domainName: text })),
  mappings: list(structureOf({ apiMappingId: text, domainName: text, apiId: text, stage: text })),
  account: optional(structure()),
});

interface GatewayStores {
  readonly apis: Map<string, ApiStore>;
  readonly domainNames: DomainNames;
}

/** Returns every resource as plain JSON; what is compiled is left out. */
export function exportGateway({ apis, domainNames, account }: GatewayStores & { account: AccountSettings }): Json {
  const state: GatewayState = {
    apis: [...apis.values()].map(({ api, collections, deployments, stages }) => ({
      ...listResources(freezeResources(api, collections)),
      deployments: [...deployments.values()].map(({ record, frozen }) => ({ record, frozen: listResources(frozen) })),
      stages: [...stages.values()].map(({ settings }) => settings),
    })),
    domainNames: [...domainNames.domainNames.values()],
    mappings: [...domainNames.mappings.values()],
    account,
  };
  return JSON.parse(JSON.stringify(state)) as Json;
}

/** The APIs of an exported state. */
export const readApiStates = (state: Json): readonly ApiState[] => GATEWAY(state, "apigateway").apis;

/** Replaces what the stores hold by an exported state, compiles its deployments, and returns the account's settings. */
export function importGateway(
  state: Json,
  { apis, domainNames, world }: GatewayStores & { world: GatewayWorld },
): AccountSettings {
  const { apis: states, domainNames: names, mappings, account = {} } = GATEWAY(state, "apigateway");
  apis.clear();
  for (const each of states) apis.set(each.api.apiId, importApi(each, world));
  domainNames.domainNames.clear();
  for (const each of names) domainNames.domainNames.set(each.domainName, each);
  domainNames.mappings.clear();
  for (const each of mappings) domainNames.mappings.set(each.apiMappingId, each);
  return account;
}

function importApi(state: ApiState, world: GatewayWorld): ApiStore {
  const store = createApiStore(state.api);
  fill(store.collections, state);
  for (const { record, frozen: lists } of state.deployments) {
    const frozen = readResources(lists);
    const compiled = compileDeployment(record.deploymentId, frozen, { toleratesErrors: true });
    store.deployments.set(record.deploymentId, { record, frozen, compiled });
  }
  for (const settings of state.stages) putStage(store, settings, world);
  return store;
}

const listResources = ({ api, ...maps }: ApiResources): ResourcesState => ({
  api,
  routes: [...maps.routes.values()],
  routeResponses: [...maps.routeResponses.values()],
  integrations: [...maps.integrations.values()],
  integrationResponses: [...maps.integrationResponses.values()],
  authorizers: [...maps.authorizers.values()],
  models: [...maps.models.values()],
});

function readResources(state: ResourcesState): ApiResources {
  const { collections } = createApiStore(state.api);
  fill(collections, state);
  return { api: state.api, ...collections };
}

function fill(maps: CollectionMaps, lists: CollectionLists): void {
  for (const collection of Object.keys(COLLECTIONS) as Collection[]) fillOne(collection, maps, lists);
}

function fillOne<K extends Collection>(collection: K, maps: CollectionMaps, lists: CollectionLists): void {
  for (const resource of lists[collection]) maps[collection].set(COLLECTIONS[collection].id(resource), resource);
}
