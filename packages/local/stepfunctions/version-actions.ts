import { type Action, defineAction, type ListRequest, listPage, PAGE } from "./action";
import { ARN, DESCRIPTION } from "./request-members";
import type { StateMachineStore } from "./state-machine-store";
import { deleteVersion, listVersions, publishVersion, type PublishVersionRequest } from "./versions";

type List = ListRequest & { readonly stateMachineArn: string };

/** The actions on versions of state machines. */
export function createVersionActions(store: StateMachineStore): Readonly<Record<string, Action>> {
  return {
    PublishStateMachineVersion: defineAction<PublishVersionRequest>({
      name: "PublishStateMachineVersion",
      mutates: true,
      constraints: { stateMachineArn: ARN, revisionId: {}, description: DESCRIPTION },
      run: (request) => {
        const { stateMachineVersionArn, creationDate } = publishVersion(store, request);
        return { creationDate: new Date(creationDate), stateMachineVersionArn };
      },
    }),
    ListStateMachineVersions: defineAction<List>({
      name: "ListStateMachineVersions",
      constraints: { stateMachineArn: ARN, ...PAGE },
      run: (request) => {
        const { items, nextToken } = listPage(listVersions(store, request.stateMachineArn), request);
        const stateMachineVersions = items.map(({ stateMachineVersionArn, creationDate }) => ({
          creationDate: new Date(creationDate),
          stateMachineVersionArn,
        }));
        return { nextToken, stateMachineVersions };
      },
    }),
    DeleteStateMachineVersion: defineAction<{ readonly stateMachineVersionArn: string }>({
      name: "DeleteStateMachineVersion",
      mutates: true,
      constraints: { stateMachineVersionArn: { ...ARN, maximum: 2_000 } },
      run: ({ stateMachineVersionArn }) => {
        deleteVersion(store, stateMachineVersionArn);
        return {};
      },
    }),
  };
}
