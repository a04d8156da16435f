import { isJsonObject, type Json } from "@sfn-websocket/languages/json";
import { fillDefinition, SAMPLE_LOCATION } from "@sfn-websocket/languages/states-language/definition-substitutions";
import {
  type DerivedStatements,
  deriveStatements,
} from "@sfn-websocket/languages/states-language/permissions/derive-statements";
import type { MachinePlace } from "@sfn-websocket/languages/states-language/permissions/resource-arn";
import type { Substitutions } from "../options/definition-substitutions";
import type { ResolveText } from "../names/resolve-texts";
import { findPartition, SAMPLE_PARTITION } from "../names/partition";
import type { Permission, RouteExecution } from "../options/route-props";

/** A workflow, as far as what it may do depends on it. */
export interface DerivedPermissionsProps {
  readonly definition: string;
  /** Those that are always there included. */
  readonly substitutions: Substitutions;
  /** What is granted anyway: these actions are not derived. */
  readonly permissions: readonly Permission[];
  readonly place: MachinePlace;
  readonly resolve: ResolveText;
}

/** What the states of a workflow need beside what is granted anyway, and which of them do not tell what they need. */
export function derivePermissions(props: DerivedPermissionsProps): DerivedStatements {
  const { definition, substitutions, permissions, place, resolve } = props;
  const filled = fillDefinition(definition, (name) =>
    Object.hasOwn(substitutions, name) ? resolve(String(substitutions[name])) : undefined,
  );
  const machine = JSON.parse(filled) as Json;
  // The stack's own grant of the answer is of this API's connections: what names another API needs its own.
  const given = permissions.filter(({ actions }) => actions !== REPLY_ACTIONS).flatMap(({ actions }) => actions);
  const granted = { actions: given, onUnnamed: given.length < permissions.length ? REPLY_ACTIONS : [] };
  return isJsonObject(machine) ? deriveStatements(machine, place, granted) : { statements: [], problems: [] };
}

/** What a stack grants to an asynchronous workflow anyway, for its answer; this very list, which tells the grant from one of the user's. */
export const REPLY_ACTIONS = ["execute-api:ManageConnections"];

/** What a route grants before anything is derived. */
export function listGranted(permissions: readonly Permission[] = [], execution: RouteExecution): readonly Permission[] {
  return execution === "async" ? [...permissions, { actions: REPLY_ACTIONS, resources: [] }] : permissions;
}

/** A workflow that is not in a stack yet. */
export interface CheckedCallsProps {
  readonly routeKey: string;
  /** Of the workflow's file. */
  readonly path: string;
  readonly region: string;
  /** @default {} */
  readonly substitutions?: Substitutions;
  /** @default [] */
  readonly granted?: readonly Permission[];
  /** @default - texts hold no tokens */
  readonly resolve?: ResolveText;
}

/** What a workflow calls and nothing would allow: AWS denies it when it runs. */
export function checkCalls(workflow: CheckedCallsProps, definition: string): readonly string[] {
  const { routeKey, path, region, substitutions = {}, granted = [], resolve = (text: string) => text } = workflow;
  const [partition, account] = [findPartition(region) ?? SAMPLE_PARTITION, SAMPLE_LOCATION.AccountId];
  const stateMachineArn = `arn:${partition}:states:${region}:${account}:stateMachine:sample`;
  const { problems } = derivePermissions({
    definition,
    substitutions: { ...substitutions, Partition: partition, Region: region, AccountId: account },
    permissions: granted,
    place: { partition, region, account, stateMachineArn },
    resolve,
  });
  return problems.map((problem) => `route '${routeKey}': workflow '${path}': ${problem}`);
}
