import { isJsonObject, type Json, type JsonObject, objectOf } from "@sfn-websocket/languages/json";
import type { Aws } from "../account/aws";
import { listStages, listStateMachines } from "../account/list-served";
import { compareNames } from "../compare-names";
import { type ApiState, readApiStates } from "../apigateway/control/gateway-state";
import { findAddress } from "../http/list-addresses";
import type { StateMachine } from "../stepfunctions/resources";
import type { ConsoleWorld } from "./console-world";
import type { ApiEntry, ConnectionEntry, Inventory, StageEntry, TableEntry, WorkflowEntry } from "./api";
import { describeRoutes } from "./describe-routes";
import { listNotDeployed } from "./not-deployed";
import { openProjectFiles } from "./project-files";

/** What is served now; `host` is where the page was loaded from, such as `127.0.0.1:4566`. */
export function listInventory(world: Omit<ConsoleWorld, "log">, host: string): Inventory {
  const { aws, version, project, speed = 1, stacks = () => [] } = world;
  const served = aws();
  const machines = listStateMachines(served).toSorted((one, other) => compareNames(one.name, other.name));
  return {
    version: version(),
    ...(speed !== 1 && { speed }),
    stacks: stacks().map(({ name, outputs, notServed }) => ({ name, outputs, notServed })),
    apis: listApis(served, { machines, host }),
    workflows: describeWorkflows(machines, project),
    tables: listTables(served),
    connections: listConnections(served),
  };
}

interface Served {
  readonly machines: readonly StateMachine[];
  readonly host: string;
}

function listApis(aws: Aws, { machines, host }: Served): readonly ApiEntry[] {
  const arns = machines.map(({ stateMachineArn }) => stateMachineArn);
  return aws.regions().flatMap(({ name: region, apigateway }) =>
    readApiStates(apigateway.exportState()).map((state) => ({
      apiId: state.api.apiId,
      name: state.api.name,
      region,
      routeSelectionExpression: state.api.routeSelectionExpression,
      stages: listStageEntries(aws, state, host),
      routes: describeRoutes(state, arns).toSorted((one, other) => compareNames(one.routeKey, other.routeKey)),
    })),
  );
}

function listStageEntries(aws: Aws, state: ApiState, host: string): readonly StageEntry[] {
  const serving = listStages(aws).filter(({ api }) => api.apiId === state.api.apiId);
  return state.stages.map(({ stageName, deploymentId = "", ...settings }) => {
    const stage = serving.find((each) => each.settings.stageName === stageName);
    const address = stage && findAddress(aws, stage, `ws://${host}`);
    const deployment = state.deployments.find(({ record }) => record.deploymentId === deploymentId);
    const deployedAt = Date.parse(deployment?.record.createdDate ?? "");
    return {
      name: stageName,
      ...(address !== undefined && { address }),
      deploymentId,
      ...(Number.isFinite(deployedAt) && { deployedAt }),
      settings: toJson(settings),
      notDeployed: deployment ? listNotDeployed(deployment.frozen, state) : ["nothing is deployed, nobody can connect"],
    };
  });
}

function describeWorkflows(machines: readonly StateMachine[], project: string | undefined): readonly WorkflowEntry[] {
  const files = project === undefined ? undefined : openProjectFiles(project).findWorkflows(machines);
  return machines.map((machine) => {
    const file = files?.get(machine.stateMachineArn);
    return { ...describeWorkflow(machine), ...(file !== undefined && { file }) };
  });
}

function describeWorkflow(machine: StateMachine): WorkflowEntry {
  const { stateMachineArn, name, type, roleArn, definition, prepared, ...settings } = machine;
  return { stateMachineArn, name, type, roleArn, definition, settings: toJson(settings) };
}

function listTables(aws: Aws): readonly TableEntry[] {
  const regions = aws.dynamodb.exportState();
  if (!isJsonObject(regions)) return [];
  return Object.entries(regions).flatMap(([region, tables]) =>
    (Array.isArray(tables) ? tables : []).filter(isJsonObject).map((table) => {
      const definition = objectOf(table.definition);
      return { name: String(definition.TableName), region, settings: table };
    }),
  );
}

function listConnections({ connections, regions }: Aws): readonly ConnectionEntry[] {
  const names = new Map(
    regions().flatMap(({ apigateway }) => apigateway.apis().map(({ apiId, name }) => [apiId, name])),
  );
  return [...connections.values()].map(({ connection, lastActiveAt }) => ({
    connectionId: connection.connectionId,
    api: names.get(connection.apiId) ?? connection.apiId,
    stage: connection.stageName,
    connectedAt: connection.connectedAt,
    lastActiveAt,
    sourceIp: connection.identity.sourceIp,
  }));
}

/** Settings as they are written, without what is undefined. */
function toJson(settings: object): JsonObject {
  const json = JSON.parse(JSON.stringify(settings)) as Json;
  return objectOf(json);
}
