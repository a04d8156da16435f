import { describeUnheeded } from "./describe-unheeded";
import type { Steps } from "@sfn-websocket/languages/states-language/world/steps";
import { ApiGatewayError, existing } from "../api-gateway-error";
import {
  addDeployment,
  addStage,
  type ApiStore,
  compileApi,
  type CompiledApi,
  deployAutomatically,
  type DeploymentRequest,
  putStage,
  removeDeployment,
} from "./api-store";
import { createResourceId } from "./resource-id";
import { type DomainNames, requireUnmapped } from "./domain-names";
import type { DeploymentRecord, StageSettings } from "../resources";
import type { GatewayWorld } from "../stage/stage";

/** The calls on an API's deployments and stages. */
export interface StageCalls {
  /** Freezes and prepares the API as it is now, so that a deployment of the id can be created of it at once. */
  compileApi(apiId: string, deploymentId: string): Steps<CompiledApi>;
  /** Freezes the API as it is now, unless the request holds what was compiled ahead. */
  createDeployment(apiId: string, deploymentId: string, request?: DeploymentRequest): DeploymentRecord;
  getDeployment(apiId: string, deploymentId: string): DeploymentRecord;
  deployments(apiId: string): readonly DeploymentRecord[];
  /** Replaces what is told of the deployment of the same id. */
  updateDeployment(apiId: string, record: DeploymentRecord): DeploymentRecord;
  deleteDeployment(apiId: string, deploymentId: string): void;
  createStage(apiId: string, settings: StageSettings): StageSettings;
  getStage(apiId: string, stageName: string): StageSettings;
  stageSettings(apiId: string): readonly StageSettings[];
  /** Replaces the settings of the stage of the same name. */
  updateStage(apiId: string, settings: StageSettings): StageSettings;
  deleteStage(apiId: string, stageName: string): void;
  /** Deploys the API to its stages that ask for each change. */
  deployAutomatically(apiId: string): void;
}

type Find = (apiId: string) => ApiStore;

export function createStageCalls(find: Find, domainNames: DomainNames, world: GatewayWorld): StageCalls {
  const deploy = (apiId: string) => {
    const now = `${new Date(world.clock.now()).toISOString().slice(0, 19)}Z`;
    deployAutomatically(find(apiId), { world, createId: () => createResourceId(6), now });
    tellUnheeded(find(apiId), world);
  };
  return {
    ...createDeploymentCalls(find, world),
    createStage(apiId, settings) {
      addStage(find(apiId), settings, world);
      if (settings.autoDeploy === true) deploy(apiId);
      return requireStored(find(apiId), settings.stageName).settings;
    },
    getStage: (apiId, stageName) => requireStored(find(apiId), stageName).settings,
    stageSettings: (apiId) => [...find(apiId).stages.values()].map(({ settings }) => settings),
    updateStage(apiId, settings) {
      const store = find(apiId);
      const { settings: before } = requireStored(store, settings.stageName);
      putStage(store, settings, world);
      if (settings.autoDeploy === true && before.autoDeploy !== true) deploy(apiId);
      return requireStored(store, settings.stageName).settings;
    },
    deleteStage(apiId, stageName) {
      const store = find(apiId);
      requireStored(store, stageName);
      requireUnmapped(domainNames, apiId, stageName);
      store.stages.delete(stageName);
    },
    deployAutomatically: deploy,
  };
}

function createDeploymentCalls(find: Find, world: GatewayWorld) {
  return {
    compileApi: (apiId: string, deploymentId: string) =>
      compileApi(find(apiId), deploymentId, { toleratesErrors: true }),
    createDeployment(apiId: string, deploymentId: string, request: DeploymentRequest = {}) {
      const record = addDeployment(find(apiId), deploymentId, request);
      tellUnheeded(find(apiId), world);
      return record;
    },
    getDeployment: (apiId: string, deploymentId: string) =>
      existing(find(apiId).deployments, deploymentId, "Deployment").record,
    deployments: (apiId: string) => [...find(apiId).deployments.values()].map(({ record }) => record),
    updateDeployment(apiId: string, record: DeploymentRecord) {
      const { deployments } = find(apiId);
      deployments.set(record.deploymentId, { ...existing(deployments, record.deploymentId, "Deployment"), record });
      return record;
    },
    deleteDeployment: (apiId: string, deploymentId: string) => removeDeployment(find(apiId), deploymentId),
  };
}

function tellUnheeded({ api, collections }: ApiStore, { log }: GatewayWorld): void {
  for (const line of describeUnheeded({ api, ...collections })) log(`${api.name}: ${line}`);
}

/** *Recorded* of REST APIs: the text. */
function requireStored({ stages }: ApiStore, stageName: string) {
  const stage = stages.get(stageName);
  if (stage) return stage;
  throw new ApiGatewayError("NotFoundException", "Invalid stage identifier specified");
}
