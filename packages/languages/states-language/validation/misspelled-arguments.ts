import { isJsonObject, type JsonObject } from "../../json";
import { findNearestName } from "../../nearest-name";
import { parseTaskResource } from "../task-resource";
import { listInnerMachines, listStates } from "./inner-machines";

/** An argument of a Task state that its service does not take, and is nearly one that it does. */
export interface MisspelledArgument {
  /** Such as `/States/Post/Arguments/RequestBdy`. */
  readonly location: string;
  /** Such as `apigateway:invoke`. */
  readonly call: string;
  readonly name: string;
  readonly meant: string;
}

const list = (names: string): readonly string[] => names.trim().split(/\s+/);

const DYNAMODB = list(`TableName Item Key ConditionExpression ExpressionAttributeNames ExpressionAttributeValues
  FilterExpression KeyConditionExpression ProjectionExpression UpdateExpression IndexName Limit ScanIndexForward
  ConsistentRead Select ExclusiveStartKey ReturnConsumedCapacity ReturnItemCollectionMetrics ReturnValues
  ReturnValuesOnConditionCheckFailure AttributesToGet AttributeUpdates Expected ConditionalOperator KeyConditions
  QueryFilter ScanFilter Segment TotalSegments`);

/** What calls take that workflows make most; one of a service that is newer than this list is near to none of it. */
const ARGUMENTS: Readonly<Record<string, readonly string[]>> = {
  "lambda:invoke": list("FunctionName Payload InvocationType ClientContext Qualifier"),
  "apigateway:invoke": list(
    "ApiEndpoint Method Headers Stage Path QueryParameters RequestBody AllowNullValues AuthType",
  ),
  "sqs:sendMessage": list(
    "QueueUrl MessageBody DelaySeconds MessageAttributes MessageDeduplicationId MessageGroupId MessageSystemAttributes",
  ),
  "sns:publish": list(
    "TopicArn TargetArn PhoneNumber Message MessageAttributes MessageStructure Subject MessageDeduplicationId MessageGroupId",
  ),
  "events:putEvents": list("Entries EndpointId"),
  "states:startExecution": list("StateMachineArn Input Name TraceHeader"),
  ...Object.fromEntries(
    list("dynamodb:getItem dynamodb:putItem dynamodb:updateItem dynamodb:deleteItem")
      .flatMap((call) => [call, `aws-sdk:${call}`])
      .concat(list("aws-sdk:dynamodb:query aws-sdk:dynamodb:scan"))
      .map((call) => [call, DYNAMODB]),
  ),
};

/**
 * The arguments that are misspelled: Step Functions takes such a definition, and fails the state with `The field "…" is not
 * supported by Step Functions`. *Recorded*, in reports of its users.
 */
export function listMisspelledArguments(machine: JsonObject, location = ""): readonly MisspelledArgument[] {
  return listStates(machine, location).flatMap(([, state, at]) => [
    ...(state["Type"] === "Task" ? listOwn(state, at) : []),
    ...listInnerMachines(state, at).flatMap(([inner, within]) => listMisspelledArguments(inner, within)),
  ]);
}

function listOwn(state: JsonObject, at: string): readonly MisspelledArgument[] {
  if (typeof state["Resource"] !== "string") return [];
  const { resourceType, resource } = parseTaskResource(state["Resource"]);
  const call = `${resourceType}:${resource.replace(/\..*$/, "")}`;
  const known = Object.hasOwn(ARGUMENTS, call) ? (ARGUMENTS[call] ?? []) : [];
  return ["Arguments", "Parameters"].flatMap((field) => {
    const given = state[field];
    if (!isJsonObject(given)) return [];
    return Object.keys(given).flatMap((key) => {
      const name = key.replace(/\.\$$/, "");
      const meant = known.includes(name) ? undefined : findNearestName(name, known);
      return meant === undefined ? [] : [{ location: `${at}/${field}/${key}`, call, name, meant }];
    });
  });
}
