import { type Actions, defineAction, listPage, PAGE } from "./action";
import { createAlias, deleteAlias, requireAlias, listAliases, updateAlias } from "./aliases";
import { parseStateMachineArn } from "./arns";
import { describeAlias } from "./describe-resources";
import { ALIAS_NAME, ARN, DESCRIPTION, ROUTING } from "./request-members";

/** The actions on aliases of state machines. */
export const ALIAS_ACTIONS: Actions = {
  CreateStateMachineAlias: defineAction({
    mutates: true,
    members: { description: DESCRIPTION, name: ALIAS_NAME, routingConfiguration: { ...ROUTING, required: true } },
    // *Assumed*: the qualifier that IAM is told of is the alias's name.
    findResource: ({ name, routingConfiguration: [first] }) =>
      first && `${parseStateMachineArn(first.stateMachineVersionArn).machineArn}:${name}`,
    run(store, request) {
      const { stateMachineAliasArn, creationDate } = createAlias(store, request);
      return { creationDate: new Date(creationDate), stateMachineAliasArn };
    },
  }),
  DescribeStateMachineAlias: defineAction({
    members: { stateMachineAliasArn: ARN },
    run: (store, { stateMachineAliasArn }) => describeAlias(requireAlias(store, stateMachineAliasArn)),
  }),
  UpdateStateMachineAlias: defineAction({
    mutates: true,
    members: { stateMachineAliasArn: ARN, description: DESCRIPTION, routingConfiguration: ROUTING },
    run: (store, request) => ({ updateDate: new Date(updateAlias(store, request)) }),
  }),
  DeleteStateMachineAlias: defineAction({
    mutates: true,
    members: { stateMachineAliasArn: ARN },
    run(store, { stateMachineAliasArn }) {
      deleteAlias(store, stateMachineAliasArn);
      return {};
    },
  }),
  ListStateMachineAliases: defineAction({
    members: { stateMachineArn: ARN, ...PAGE },
    run(store, request) {
      const { items, nextToken } = listPage(listAliases(store, request.stateMachineArn), request);
      const stateMachineAliases = items.map(({ stateMachineAliasArn, creationDate }) => ({
        creationDate: new Date(creationDate),
        stateMachineAliasArn,
      }));
      return { nextToken, stateMachineAliases };
    },
  }),
};
