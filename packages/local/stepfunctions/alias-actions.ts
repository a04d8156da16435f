import { type Action, defineAction, type ListRequest, listPage, PAGE } from "./action";
import { createAlias, deleteAlias, findAlias, listAliases, updateAlias } from "./aliases";
import type { CreateAliasRequest, UpdateAliasRequest } from "./aliases";
import { parseStateMachineArn } from "./arns";
import { describeAlias } from "./describe-resources";
import { readRouting } from "./read-routing";
import { ALIAS_NAME, ARN, DESCRIPTION, ROUTING } from "./request-members";
import type { StateMachineStore } from "./state-machine-store";

type List = ListRequest & { readonly stateMachineArn: string };
type One = { readonly stateMachineAliasArn: string };

/** The actions on aliases of state machines. */
export function createAliasActions(store: StateMachineStore): Readonly<Record<string, Action>> {
  return { ...createOneAliasActions(store), ...createAliasListActions(store) };
}

function createOneAliasActions(store: StateMachineStore): Readonly<Record<string, Action>> {
  return {
    CreateStateMachineAlias: defineAction<CreateAliasRequest>({
      name: "CreateStateMachineAlias",
      mutates: true,
      constraints: { description: DESCRIPTION, name: ALIAS_NAME, routingConfiguration: { ...ROUTING, required: true } },
      findResource: findNewAlias,
      run: (request) => {
        const routingConfiguration = readRouting(request.routingConfiguration);
        const { stateMachineAliasArn, creationDate } = createAlias(store, { ...request, routingConfiguration });
        return { creationDate: new Date(creationDate), stateMachineAliasArn };
      },
    }),
    DescribeStateMachineAlias: defineAction<One>({
      name: "DescribeStateMachineAlias",
      constraints: { stateMachineAliasArn: ARN },
      run: ({ stateMachineAliasArn }) => describeAlias(findAlias(store, stateMachineAliasArn)),
    }),
    UpdateStateMachineAlias: defineAction<UpdateAliasRequest>({
      name: "UpdateStateMachineAlias",
      mutates: true,
      constraints: { stateMachineAliasArn: ARN, description: DESCRIPTION, routingConfiguration: ROUTING },
      run: (request) => {
        const { routingConfiguration: list } = request;
        const routing = list === undefined ? {} : { routingConfiguration: readRouting(list) };
        return { updateDate: new Date(updateAlias(store, { ...request, ...routing }).updateDate) };
      },
    }),
    DeleteStateMachineAlias: defineAction<One>({
      name: "DeleteStateMachineAlias",
      mutates: true,
      constraints: { stateMachineAliasArn: ARN },
      run: ({ stateMachineAliasArn }) => {
        deleteAlias(store, stateMachineAliasArn);
        return {};
      },
    }),
  };
}

/** *Assumed*: the qualifier that IAM is told of is the alias's name. */
function findNewAlias({ name, routingConfiguration }: CreateAliasRequest): string | undefined {
  const [first] = readRouting(routingConfiguration);
  return first && `${parseStateMachineArn(first.stateMachineVersionArn).machineArn}:${name}`;
}

function createAliasListActions(store: StateMachineStore): Readonly<Record<string, Action>> {
  return {
    ListStateMachineAliases: defineAction<List>({
      name: "ListStateMachineAliases",
      constraints: { stateMachineArn: ARN, ...PAGE },
      run: (request) => {
        const { items, nextToken } = listPage(listAliases(store, request.stateMachineArn), request);
        const stateMachineAliases = items.map(({ stateMachineAliasArn, creationDate }) => ({
          creationDate: new Date(creationDate),
          stateMachineAliasArn,
        }));
        return { nextToken, stateMachineAliases };
      },
    }),
  };
}
