import { type Actions, defineAction, listPage, PAGE } from "./action";
import { ARN, DESCRIPTION } from "./request-members";
import { deleteVersion, listVersions, publishVersion } from "./versions";

/** The actions on versions of state machines. */
export const VERSION_ACTIONS: Actions = {
  PublishStateMachineVersion: defineAction({
    mutates: true,
    members: { stateMachineArn: ARN, revisionId: {}, description: DESCRIPTION },
    run(store, request) {
      const { stateMachineVersionArn, creationDate } = publishVersion(store, request);
      return { creationDate: new Date(creationDate), stateMachineVersionArn };
    },
  }),
  ListStateMachineVersions: defineAction({
    members: { stateMachineArn: ARN, ...PAGE },
    run(store, request) {
      const { items, nextToken } = listPage(listVersions(store, request.stateMachineArn), request);
      const stateMachineVersions = items.map(({ stateMachineVersionArn, creationDate }) => ({
        creationDate: new Date(creationDate),
        stateMachineVersionArn,
      }));
      return { nextToken, stateMachineVersions };
    },
  }),
  DeleteStateMachineVersion: defineAction({
    mutates: true,
    members: { stateMachineVersionArn: { ...ARN, maximum: 2_000 } },
    run(store, { stateMachineVersionArn }) {
      deleteVersion(store, stateMachineVersionArn);
      return {};
    },
  }),
};
