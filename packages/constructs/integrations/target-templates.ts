import { escapeReference, joinLines, selectInput } from "./mapping-templates";

/** What the client gets of a message that was handed on. */
export const HANDED_ON = '{"connectionId":"$context.connectionId","requestId":"$context.requestId"}';

const encode = (reference: string) => `$util.urlEncode(${reference})`;

/** A form as Query APIs take it. */
const writeForm = (fields: Readonly<Record<string, string>>) =>
  Object.entries(fields)
    .map(([name, value]) => `${name}=${value}`)
    .join("&");

/** What keeps a connection's messages in their order. */
const ORDERED = {
  MessageGroupId: encode("$context.connectionId"),
  MessageDeduplicationId: encode("$context.requestId"),
};

/** Sends the message to a queue. @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html documented */
export function sendMessageTemplate(isOrdered: boolean): string {
  return writeForm({
    Action: "SendMessage",
    MessageBody: encode("$input.body"),
    "MessageAttribute.1.Name": "connectionId",
    "MessageAttribute.1.Value.DataType": "String",
    "MessageAttribute.1.Value.StringValue": encode("$context.connectionId"),
    ...(isOrdered && ORDERED),
  });
}

/** Publishes the message to a topic. @see https://docs.aws.amazon.com/sns/latest/api/API_Publish.html documented */
export function publishTemplate(topicArn: string, isOrdered: boolean): string {
  return writeForm({
    Action: "Publish",
    TopicArn: encode(`'${topicArn}'`),
    Message: encode("$input.body"),
    "MessageAttributes.entry.1.Name": "connectionId",
    "MessageAttributes.entry.1.Value.DataType": "String",
    "MessageAttributes.entry.1.Value.StringValue": encode("$context.connectionId"),
    ...(isOrdered && ORDERED),
  });
}

/** Puts an event on a bus. @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html documented */
export function putEventsTemplate(busArn: string, source: string): string {
  const detail = String.raw`{\"connectionId\":\"$context.connectionId\",\"data\":$sfn_input}`;
  return `${selectInput("$")}
{
  "Entries": [
    {
      "EventBusName": "${busArn}",
      "Source": "${source}",
      "DetailType": "${escapeReference("$context.routeKey")}",
      "Detail": "${detail}"
    }
  ]
}
`;
}

/** PutEvents answers with 200 for an event that it did not take, and counts it. @see the same page: documented */
export function putEventsAnswer(answer: string): string {
  return joinLines(
    "#if($input.path('$.FailedEntryCount')==0)",
    answer,
    `#{else}${writeFailure("Internal server error")}#end`,
  );
}

/** What the client gets of a call that failed, whatever the service says: a Query API may answer in XML. */
export function writeFailure(message: string): string {
  return `{"message": "${message}", "connectionId":"$context.connectionId", "requestId":"$context.requestId"}`;
}
