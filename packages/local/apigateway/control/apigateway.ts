import type { Json } from "@sfn-websocket/languages/json";
import type { AccountSettings } from "./account";
import { notFound } from "../api-gateway-error";
import { type ApiStore, createApiStore, putStage } from "./api-store";
import { createDomainNames, type DomainNames, requireUnmapped } from "./domain-names";
import { exportGateway, importGateway } from "./gateway-state";
import { createResourceCalls, type ResourceCalls } from "./resource-calls";
import type { Api } from "../resources";
import type { GatewayWorld, Stage } from "../stage/stage";
import { createStageCalls, type StageCalls } from "./stage-calls";

/**
 * API Gateway v2's control plane in one account and region, as far as WebSocket APIs need it. Identifiers are the
 * caller's to choose. A stage serves what its deployment froze; the API's resources may change meanwhile. A call that
 * AWS refuses throws an ApiGatewayError and changes nothing.
 */
export interface ApiGateway extends ResourceCalls, StageCalls {
  createApi(api: Api): Api;
  getApi(apiId: string): Api;
  apis(): readonly Api[];
  /** Replaces the API of the same id. */
  updateApi(api: Api): Api;
  deleteApi(apiId: string): void;
  readonly domainNames: DomainNames;
  account: AccountSettings;
  /** The stages that clients can connect to: those with a deployment. */
  stages(): readonly Stage[];
  findStage(apiId: string, stageName: string): Stage | undefined;
  /** Returns every resource as plain JSON; the same resources give the same JSON. */
  exportState(): Json;
  /** Replaces every resource by those of an exported state. */
  importState(state: Json): void;
}

export function createApiGateway(world: GatewayWorld): ApiGateway {
  const apis = new Map<string, ApiStore>();
  const domainNames = createDomainNames();
  const requireStore = (apiId: string) => requireApi(apis, apiId, world);
  const gateway: ApiGateway = {
    ...createResourceCalls(requireStore),
    ...createStageCalls(requireStore, domainNames, world),
    createApi(api) {
      const created = { ...DEFAULTS, ...api };
      apis.set(api.apiId, createApiStore(created));
      return created;
    },
    getApi: (apiId) => requireStore(apiId).api,
    apis: () => [...apis.values()].map(({ api }) => api),
    updateApi(api) {
      const store = requireStore(api.apiId);
      store.api = api;
      for (const { settings } of store.stages.values()) putStage(store, settings, world);
      return api;
    },
    deleteApi(apiId) {
      requireStore(apiId);
      requireUnmapped(domainNames, apiId);
      apis.delete(apiId);
    },
    domainNames,
    account: {},
    stages: () => listServing(apis),
    findStage: (apiId, stageName) => apis.get(apiId)?.stages.get(stageName)?.serving,
    exportState: () => exportGateway({ apis, domainNames, account: gateway.account }),
    importState: (state) => void (gateway.account = importGateway(state, { apis, domainNames, world })),
  };
  return gateway;
}

/** In loops: a client's way to its stage begins here. */
function listServing(apis: ReadonlyMap<string, ApiStore>): readonly Stage[] {
  const served: Stage[] = [];
  for (const { stages } of apis.values()) for (const { serving } of stages.values()) if (serving) served.push(serving);
  return served;
}

/** What AWS adds to a request that leaves it out. */
const DEFAULTS = {
  protocolType: "WEBSOCKET",
  apiKeySelectionExpression: "$request.header.x-api-key",
  disableExecuteApiEndpoint: false,
  ipAddressType: "ipv4",
};

/** *Recorded*: the text names the account too. */
function requireApi(apis: ReadonlyMap<string, ApiStore>, apiId: string, { admission }: GatewayWorld): ApiStore {
  const store = apis.get(apiId);
  if (!store) throw notFound("API", `${admission.accountId}:${apiId}`);
  return store;
}
