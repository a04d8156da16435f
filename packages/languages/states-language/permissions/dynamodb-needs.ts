import { readOwn } from "../../json";
import type { Argument, Arguments } from "./calls";
import type { ListNeeds, Need, NeedRow } from "./need";
import { findArn, findBelow, type MachinePlace, type ResourceKind } from "./resource-arn";

const TABLE: ResourceKind = { service: "dynamodb", prefix: "table/", types: ["aws_dynamodb_table"] };
const SOURCE = "https://docs.aws.amazon.com/step-functions/latest/dg/connect-ddb.html";
const MEMBER = "TableName";

/** Needs the action on the table, or on the index of it that is asked for. */
function onTable(action: string): ListNeeds {
  return ({ arguments: given }, place) => [needTable(`dynamodb:${action}`, given, place)];
}

function needTable(action: string, { find }: Arguments, place: MachinePlace): Need {
  const table = findTable(find(MEMBER), place);
  const index = find("IndexName");
  const resource = index === undefined ? table : findBelow(table && `${table}/index/`, index);
  return { actions: [action], member: MEMBER, resource };
}

function findTable(name: Argument | undefined, place: MachinePlace): string | undefined {
  return name && "text" in name ? findArn(name.text, TABLE, place) : undefined;
}

/** Batches name their tables as members. */
function onTables(action: string): ListNeeds {
  return ({ arguments: { within } }, place) => {
    const actions = [`dynamodb:${action}`];
    const names = within("RequestItems")?.names;
    if (names === undefined) return [{ actions, member: "RequestItems", resource: undefined }];
    return names.map((name) => ({ actions, member: "RequestItems", resource: findArn(name, TABLE, place) }));
  };
}

/** A transaction is allowed by what each of its parts does. @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html documented */
const TRANSACTED: Readonly<Record<string, string>> = {
  Get: "GetItem",
  Put: "PutItem",
  Update: "UpdateItem",
  Delete: "DeleteItem",
  ConditionCheck: "ConditionCheckItem",
};

const transact: ListNeeds = ({ arguments: { list } }, place) => {
  const parts = list("TransactItems");
  const unknown = { actions: Object.values(TRANSACTED).map((action) => `dynamodb:${action}`), member: "TransactItems" };
  if (parts === undefined) return [{ ...unknown, resource: undefined }];
  return parts.flatMap(({ names, within }) => {
    if (names === undefined) return [{ ...unknown, resource: undefined }];
    return names.flatMap((name) => {
      const action = readOwn(TRANSACTED, name);
      const part = within(name);
      if (action === undefined || part === undefined) return [{ ...unknown, resource: undefined }];
      return [needTable(`dynamodb:${action}`, part, place)];
    });
  });
};

/** What the calls of DynamoDB need. @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html documented */
export const DYNAMODB_NEEDS: Readonly<Record<string, NeedRow>> = Object.fromEntries([
  ...["getItem", "putItem", "updateItem", "deleteItem"].flatMap((name) => [
    describe(`dynamodb:${name}`, onTable(capitalize(name))),
    describe(`aws-sdk:dynamodb:${name}`, onTable(capitalize(name))),
  ]),
  ...["query", "scan", "describeTable"].map((name) => describe(`aws-sdk:dynamodb:${name}`, onTable(capitalize(name)))),
  ...["batchGetItem", "batchWriteItem"].map((name) => describe(`aws-sdk:dynamodb:${name}`, onTables(capitalize(name)))),
  ...["transactGetItems", "transactWriteItems"].map((name) => describe(`aws-sdk:dynamodb:${name}`, transact)),
]);

function describe(name: string, listNeeds: ListNeeds): readonly [string, NeedRow] {
  return [name, { source: SOURCE, listNeeds }];
}

function capitalize(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}
