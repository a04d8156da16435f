import { type Actions, defineAction, listPage, PAGE } from "./action";
import { formatStateMachineArn, parseStateMachineArn } from "./arns";
import { describeStateMachine } from "./describe-resources";
import { readConfiguration } from "./read-configuration";
import { ARN, DEFINITION, MACHINE_TYPE, REVISION, TAG_LIST } from "./request-members";
import { readAhead } from "./read-definition";
import { requireStored, requireVersion, type StateMachineStore } from "./state-machine-store";
import { createStateMachine, deleteStateMachine, requireLogging, updateStateMachine } from "./state-machines";
import { readTags } from "./tags";

/** The actions on state machines. */
export const STATE_MACHINE_ACTIONS: Actions = {
  CreateStateMachine: defineAction({
    mutates: true,
    members: {
      name: { required: true, minimum: 1, maximum: 80 },
      definition: { ...DEFINITION, required: true },
      roleArn: ARN,
      type: MACHINE_TYPE,
      ...REVISION,
      tags: TAG_LIST,
    },
    async run(store, { tags, ...request }) {
      const ahead = await readAhead(request.definition, request.type ?? "STANDARD");
      const read = readConfiguration(request);
      requireLogging(store, { ...read, stateMachineArn: formatStateMachineArn(store.world, request.name) });
      const created = createStateMachine(store, { ...read, tags: readTags(tags) }, ahead);
      const { machine, versions } = created;
      const [first] = versions.values();
      const { stateMachineArn, creationDate } = machine;
      const stateMachineVersionArn = request.publish ? first?.stateMachineVersionArn : undefined;
      return { creationDate: new Date(creationDate), stateMachineArn, stateMachineVersionArn };
    },
  }),
  UpdateStateMachine: defineAction({
    mutates: true,
    members: {
      stateMachineArn: ARN,
      definition: DEFINITION,
      roleArn: { minimum: 1, maximum: 256 },
      ...REVISION,
    },
    async run(store, request) {
      const present = store.machines.get(request.stateMachineArn)?.machine;
      const ahead = await readAhead(request.definition, present?.type ?? "STANDARD");
      const read = readConfiguration(request);
      if (present !== undefined) requireLogging(store, { ...present, ...read });
      const { machine, versions, latestVersion } = updateStateMachine(store, read, ahead);
      const { stateMachineVersionArn } = (request.publish && versions.get(latestVersion)) || {};
      const { revisionId, updateDate = 0 } = machine;
      return { revisionId, stateMachineVersionArn, updateDate: new Date(updateDate) };
    },
  }),
  DescribeStateMachine: defineAction({
    members: { stateMachineArn: ARN },
    run: (store, { stateMachineArn }) => describeAny(store, stateMachineArn),
  }),
  DeleteStateMachine: defineAction({
    mutates: true,
    members: { stateMachineArn: ARN },
    run(store, { stateMachineArn }) {
      deleteStateMachine(store, stateMachineArn);
      return {};
    },
  }),
  ListStateMachines: defineAction({
    members: PAGE,
    run(store, request) {
      const { items, nextToken } = listPage(listMachines(store), request);
      const stateMachines = items.map(({ stateMachineArn, name, type, creationDate }) => ({
        creationDate: new Date(creationDate),
        name,
        stateMachineArn,
        type,
      }));
      return { nextToken, stateMachines };
    },
  }),
};

/** By name. *Recorded*: LocalStack's AWS-validated snapshots. */
const listMachines = ({ machines }: StateMachineStore) =>
  [...machines.values()].map(({ machine }) => machine).sort((one, other) => (one.name < other.name ? -1 : 1));

/** *Assumed*: an alias's ARN shows the version that its routing names first. */
function describeAny(store: StateMachineStore, arn: string) {
  const { qualifier } = parseStateMachineArn(arn);
  const stored = requireStored(store, arn);
  if (qualifier === undefined) return describeStateMachine(stored.machine, stored.isDeleting);
  const versionArn = stored.aliases.get(qualifier)?.routingConfiguration[0]?.stateMachineVersionArn ?? arn;
  const { machine, description, creationDate } = requireVersion(stored, versionArn);
  return { ...describeStateMachine({ ...machine, creationDate, stateMachineArn: versionArn }), description };
}
