import { type Action, defineAction, type ListRequest, listPage, PAGE } from "./action";
import { parseStateMachineArn } from "./arns";
import type { ExecutionStore } from "./execution-store";
import { describeStateMachine } from "./describe-resources";
import { type ConfigurationMembers, readConfiguration } from "./read-configuration";
import { ARN, DEFINITION, MACHINE_TYPE, REVISION } from "./request-members";
import type { CreateStateMachineRequest, UpdateStateMachineRequest } from "./resources";
import { findStored, requireVersion, type StateMachineStore } from "./state-machine-store";
import { createStateMachine, deleteStateMachine, updateStateMachine } from "./state-machines";
import { readTags } from "./tags";

type Create = Omit<CreateStateMachineRequest, keyof ConfigurationMembers> & ConfigurationMembers;
type Update = Omit<UpdateStateMachineRequest, keyof ConfigurationMembers> & ConfigurationMembers;
type One = { readonly stateMachineArn: string };

/** The actions on state machines. */
export function createStateMachineActions(
  store: StateMachineStore,
  executions: ExecutionStore,
): Readonly<Record<string, Action>> {
  return {
    ...createCreationActions(store),
    ...createOneMachineActions(store, executions),
    ...createMachineListActions(store),
  };
}

function createCreationActions(store: StateMachineStore): Readonly<Record<string, Action>> {
  return {
    CreateStateMachine: defineAction<Create>({
      name: "CreateStateMachine",
      mutates: true,
      constraints: {
        name: { required: true, minimum: 1, maximum: 80 },
        definition: { ...DEFINITION, required: true },
        roleArn: ARN,
        type: MACHINE_TYPE,
        ...REVISION,
        tags: { type: "list" },
      },
      run: (request) => {
        const { machine, versions, latestVersion } = createStateMachine(store, {
          ...readConfiguration(request),
          tags: readTags(request.tags),
        });
        const { stateMachineVersionArn } = (request.publish && versions.get(latestVersion)) || {};
        const { stateMachineArn, creationDate } = machine;
        return { creationDate: new Date(creationDate), stateMachineArn, stateMachineVersionArn };
      },
    }),
  };
}

function createOneMachineActions(
  store: StateMachineStore,
  executions: ExecutionStore,
): Readonly<Record<string, Action>> {
  return {
    UpdateStateMachine: defineAction<Update>({
      name: "UpdateStateMachine",
      mutates: true,
      constraints: {
        stateMachineArn: ARN,
        definition: DEFINITION,
        roleArn: { minimum: 1, maximum: 256 },
        ...REVISION,
      },
      run: (request) => {
        const { machine, versions, latestVersion } = updateStateMachine(store, readConfiguration(request));
        const { stateMachineVersionArn } = (request.publish && versions.get(latestVersion)) || {};
        const { revisionId, updateDate = 0 } = machine;
        return { revisionId, stateMachineVersionArn, updateDate: new Date(updateDate) };
      },
    }),
    DescribeStateMachine: defineAction<One>({
      name: "DescribeStateMachine",
      constraints: { stateMachineArn: ARN },
      run: ({ stateMachineArn }) => describeAny(store, stateMachineArn),
    }),
    DeleteStateMachine: defineAction<One>({
      name: "DeleteStateMachine",
      mutates: true,
      constraints: { stateMachineArn: ARN },
      run: ({ stateMachineArn }) => {
        deleteStateMachine(store, executions, stateMachineArn);
        return {};
      },
    }),
  };
}

function createMachineListActions(store: StateMachineStore): Readonly<Record<string, Action>> {
  return {
    ListStateMachines: defineAction<ListRequest>({
      name: "ListStateMachines",
      constraints: PAGE,
      run: (request) => {
        const { items, nextToken } = listPage([...store.machines.values()], request);
        const stateMachines = items.map(({ machine: { stateMachineArn, name, type, creationDate } }) => ({
          creationDate: new Date(creationDate),
          name,
          stateMachineArn,
          type,
        }));
        return { nextToken, stateMachines };
      },
    }),
  };
}

/** *Assumed*: an alias's ARN shows the version that its routing names first. */
function describeAny(store: StateMachineStore, arn: string) {
  const { qualifier } = parseStateMachineArn(arn);
  const stored = findStored(store, arn);
  if (qualifier === undefined) return describeStateMachine(stored.machine, stored.isDeleting);
  const versionArn = stored.aliases.get(qualifier)?.routingConfiguration[0]?.stateMachineVersionArn ?? arn;
  const { machine, description, creationDate } = requireVersion(stored, versionArn);
  return { ...describeStateMachine({ ...machine, creationDate, stateMachineArn: versionArn }), description };
}
