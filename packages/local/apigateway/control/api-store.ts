import { runAtOnce, type Steps } from "@sfn-websocket/languages/states-language/world/steps";
import { badRequest, conflict, existing } from "../api-gateway-error";
import { type CollectionMaps, emptyCollections, freezeResources } from "./collections";
import { compileInSteps, type CompileOptions, type Deployment } from "../stage/deployment";
import type { Api, ApiResources, DeploymentRecord, StageSettings } from "../resources";
import { createStage, type GatewayWorld, type Stage } from "../stage/stage";

/** An API with all that belongs to it. */
export interface ApiStore {
  api: Api;
  readonly collections: CollectionMaps;
  readonly deployments: Map<string, StoredDeployment>;
  readonly stages: Map<string, StoredStage>;
}

export interface StoredDeployment {
  readonly record: DeploymentRecord;
  /** What was frozen, so that it can be compiled again. */
  readonly frozen: ApiResources;
  readonly compiled: Deployment;
}

export interface StoredStage {
  readonly settings: StageSettings;
  /** Undefined while the stage has no deployment: then nobody can connect to it. */
  readonly serving?: Stage;
}

export const createApiStore = (api: Api): ApiStore => ({
  api,
  collections: emptyCollections(),
  deployments: new Map(),
  stages: new Map(),
});

/** An API as it was at a moment, ready to serve. */
export type CompiledApi = Pick<StoredDeployment, "frozen" | "compiled">;

const NO_ROUTE = "At least one route is required before deploying the Api.";

/** The members of a deployment that its creator chooses. */
export interface DeploymentRequest extends CompileOptions {
  /** What was compiled of it before. @default it is compiled now */
  readonly ahead?: CompiledApi;
  readonly createdDate?: string;
  readonly description?: string;
  /** @default false */
  readonly autoDeployed?: boolean;
}

/**
 * Freezes the API's resources as they are now, and prepares them.
 *
 * @throws ApiGatewayError BadRequestException where the API has no route; the text is *recorded*.
 */
export function* compileApi(store: ApiStore, deploymentId: string, options: CompileOptions): Steps<CompiledApi> {
  const frozen = freezeResources(store.api, store.collections);
  if (frozen.routes.size === 0) throw badRequest(NO_ROUTE);
  return { frozen, compiled: yield* compileInSteps(deploymentId, frozen, options) };
}

/**
 * Adds a deployment of the API, as it is now or as it was when it was compiled ahead.
 *
 * @throws ApiGatewayError BadRequestException where the API has no route; the text is *recorded*.
 */
export function addDeployment(store: ApiStore, deploymentId: string, request: DeploymentRequest): DeploymentRecord {
  const { toleratesErrors, autoDeployed = false, ahead, ...told } = request;
  const compiled = ahead ?? runAtOnce(compileApi(store, deploymentId, { toleratesErrors }));
  const record: DeploymentRecord = { deploymentId, ...told, deploymentStatus: "DEPLOYED", autoDeployed };
  store.deployments.set(deploymentId, { record, ...compiled });
  return record;
}

/** *Recorded*: the text, of both versions of the API. */
export function removeDeployment(store: ApiStore, deploymentId: string): void {
  existing(store.deployments, deploymentId, "Deployment");
  if ([...store.stages.values()].some(({ settings }) => settings.deploymentId === deploymentId))
    throw badRequest("Active stages pointing to this deployment must be moved or deleted");
  store.deployments.delete(deploymentId);
}

/** Adds a stage; throws ConflictException where its name is taken (*recorded* text, of REST APIs). */
export function addStage(store: ApiStore, settings: StageSettings, world: GatewayWorld): StageSettings {
  if (store.stages.has(settings.stageName)) throw conflict("Stage already exists");
  if (!settings.deploymentId && settings.autoDeploy !== true)
    world.log(
      `${store.api.name}/${settings.stageName}: the stage has no deployment, so nobody can connect; deploy to it`,
    );
  return putStage(store, settings, world);
}

/** Serves a stage as its settings say, to sockets that are open too. */
export function putStage(store: ApiStore, settings: StageSettings, world: GatewayWorld): StageSettings {
  const { deploymentId, stageName } = settings;
  const deployment = deploymentId ? existing(store.deployments, deploymentId, "Deployment") : undefined;
  const serving = deployment && createStage({ api: store.api, settings, deployment: deployment.compiled, world });
  store.stages.set(stageName, { settings, serving });
  return settings;
}

/** What an automatic deployment needs of the world. */
export interface AutoDeployment {
  readonly world: GatewayWorld;
  readonly createId: () => string;
  /** ISO 8601 */
  readonly now: string;
}

/**
 * Deploys the API to its stages that ask for each change; a stage tells why it could not be. The deployment that is
 * replaced goes, if it was automatic (*assumed*). The message of a failure is *recorded*.
 */
export function deployAutomatically(store: ApiStore, { world, createId, now }: AutoDeployment): void {
  const stages = [...store.stages.values()].filter(({ settings }) => settings.autoDeploy === true);
  if (stages.length === 0) return;
  const hasRoutes = store.collections.routes.size > 0;
  const deploymentId = createId();
  if (hasRoutes) addDeployment(store, deploymentId, { createdDate: now, autoDeployed: true, toleratesErrors: true });
  const changes = hasRoutes
    ? { deploymentId, lastDeploymentStatusMessage: `Successfully deployed stage with deployment ID '${deploymentId}'` }
    : {
        lastDeploymentStatusMessage: `Deployment attempt failed: ${NO_ROUTE}`,
      };
  for (const { settings } of stages) {
    putStage(store, { ...settings, ...changes, lastUpdatedDate: now }, world);
    const replaced = settings.deploymentId;
    const isAutomatic = replaced !== undefined && store.deployments.get(replaced)?.record.autoDeployed === true;
    if (hasRoutes && isAutomatic && !isInUse(store, replaced)) store.deployments.delete(replaced);
  }
}

function isInUse(store: ApiStore, deploymentId: string): boolean {
  return [...store.stages.values()].some(({ settings }) => settings.deploymentId === deploymentId);
}
