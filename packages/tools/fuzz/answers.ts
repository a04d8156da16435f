import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Json, JsonObject } from "@sfn-websocket/languages/json";
import { SERVED } from "../benchmark/served";
import type { Random } from "../differential/random";
import type { FuzzArea, FuzzCase, FuzzOutcome } from "./area";
import { generateHostileDocument } from "./hostile-document";
import { runMessage } from "./messages";
import { mutateText } from "./mutate-text";
import { SharedServer } from "./shared-server";

/** What a server of the user's answers. */
interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const CONNECTION = "arn:aws:events:us-east-1:123456789012:connection/a/b";

/** The tasks that servers of the user's answer, with what of a message they send, by the action that chooses them. */
const TASKS: Readonly<Record<string, readonly [resource: string, parameters: JsonObject]>> = {
  get: ["aws-sdk:s3:getObject", { Bucket: "b", "Key.$": "$.v", "Range.$": "$.w" }],
  head: ["aws-sdk:s3:headObject", { "Bucket.$": "$.w", "Key.$": "$.v" }],
  put: ["aws-sdk:s3:putObject", { Bucket: "b", Key: "k", "Body.$": "$.v", "Metadata.$": "$.w", "Tagging.$": "$.w" }],
  list: ["aws-sdk:s3:listObjectsV2", { Bucket: "b", "Prefix.$": "$.v", "MaxKeys.$": "$.w" }],
  send: ["sqs:sendMessage", { "QueueUrl.$": "$.w", "MessageBody.$": "$.v" }],
  queues: ["aws-sdk:sqs:listQueues", { "QueueNamePrefix.$": "$.v" }],
  publish: [
    "sns:publish",
    { TopicArn: "arn:aws:sns:us-east-1:123456789012:t", "Message.$": "$.v", "Subject.$": "$.w" },
  ],
  topics: ["aws-sdk:sns:getTopicAttributes", { "TopicArn.$": "$.v" }],
  events: ["events:putEvents", { Entries: [{ "Detail.$": "$.v", DetailType: "d", "Source.$": "$.w" }] }],
  http: [
    "http:invoke",
    {
      "ApiEndpoint.$": "$.url",
      Method: "POST",
      "RequestBody.$": "$.v",
      "QueryParameters.$": "$.w",
      Authentication: { ConnectionArn: CONNECTION },
    },
  ],
};
const ACTIONS = Object.keys(TASKS);
const FORWARDED = ["s3", "sqs", "sns", "events"];

const DEFINITION = {
  StartAt: "Which",
  States: {
    Which: {
      Type: "Choice",
      Choices: ACTIONS.map((name) => ({ Variable: "$.action", StringEquals: name, Next: name })),
    },
    ...Object.fromEntries(
      Object.entries(TASKS).map(([name, [resource, Parameters]]) => [
        name,
        { Type: "Task", Resource: `arn:aws:states:::${resource}`, Parameters, End: true },
      ]),
    ),
  },
};

const { resource } = SERVED;
const ALL = JSON.stringify({ Version: "2012-10-17", Statement: { Effect: "Allow", Action: "*", Resource: "*" } });
const CONFIGURATION = {
  ...SERVED,
  resource: {
    ...resource,
    aws_iam_role_policy: {
      ...resource.aws_iam_role_policy,
      workflow: { role: "${aws_iam_role.workflow.name}", policy: ALL },
    },
    aws_sfn_state_machine: {
      greet: { ...resource.aws_sfn_state_machine.greet, definition: JSON.stringify(DEFINITION) },
    },
  },
};

const BODIES = [
  "<ErrorResponse><Error><Code>AuthorizationError</Code><Message>no</Message></Error></ErrorResponse>",
  "<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>",
  "<ListBucketResult><Name>b</Name><Contents><Key>a</Key><Size>1</Size></Contents><MaxKeys>5</MaxKeys></ListBucketResult>",
  "<GetTopicAttributesResponse><GetTopicAttributesResult><Attributes><entry><key>a</key><value>1</value></entry></Attributes></GetTopicAttributesResult></GetTopicAttributesResponse>",
  "<Error><Code><toString/></Code><Message><a>1</a></Message></Error>",
  '{"MessageId":"1","MD5OfMessageBody":"a"}',
  '{"FailedEntryCount":1,"Entries":[{"ErrorCode":"InternalFailure"}]}',
  '{"__type":"com.amazonaws.sqs#QueueDoesNotExist","message":"no"}',
  '{"__type":{"toString":null},"message":["a"]}',
];
const HEADERS: readonly Answer["headers"][] = [
  { "content-type": "application/json" },
  { "content-type": "text/xml" },
  { "x-amzn-query-error": "AWS.SimpleQueueService.NonExistentQueue;Sender" },
  { "x-amzn-errortype": "#:" },
  { "x-amz-meta-__proto__": "a", etag: '"a"' },
  {},
];
const VALUES: readonly ((random: Random) => Json)[] = [
  (random) => random.pick<Json>([null, 5, -1, 1e21, true, "", "a", "a/b", "\ud800", "a\r\nb: c", "é😀"]),
  (random) => random.pick<Json>([[], {}, ["a"], { toString: null }, { a: { b: 1 } }, "https://127.0.0.1/1/orders"]),
  (random) => JSON.parse(generateHostileDocument(random)) as Json,
];

function generateAnswer(random: Random): FuzzCase {
  const body = random.chance(0.2) ? generateHostileDocument(random) : random.pick(BODIES);
  const answer: Answer = {
    status: random.pick([200, 200, 200, 301, 400, 403, 404, 500, 503]),
    headers: random.pick(HEADERS),
    body: random.chance(0.5) ? mutateText(random, body) : body,
  };
  const value = (): Json => (random.chance(0.4) ? "a" : random.pick(VALUES)(random));
  // What nests deeper than a text can say is left to the area of messages.
  try {
    return { text: JSON.stringify({ action: random.pick(ACTIONS), v: value(), w: value(), answer }), document: "{}" };
  } catch {
    return { text: JSON.stringify({ action: random.pick(ACTIONS), v: "a", w: "a", answer }), document: "{}" };
  }
}

let current: Answer = { status: 200, headers: {}, body: "" };
let answering: Server | undefined;

/** Starts what answers each request with the case's answer, and resolves to its address. */
async function startAnswering(): Promise<string> {
  if (answering === undefined) {
    const server = createServer((request, response) => {
      const { status, headers, body } = current;
      request.resume().once("end", () => response.writeHead(status, headers).end(body));
    });
    answering = server;
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  }
  return `http://127.0.0.1:${(answering.address() as AddressInfo).port}`;
}

const shared = new SharedServer(CONFIGURATION, async () => {
  const url = await startAnswering();
  return FORWARDED.flatMap((service) => ["--forward", `${service}=${url}`]);
});

async function runAnswer({ text, document }: FuzzCase): Promise<FuzzOutcome> {
  const { answer, ...message } = JSON.parse(text) as JsonObject & { readonly answer: Answer };
  current = answer;
  return runMessage({ text: JSON.stringify({ ...message, url: await startAnswering() }), document }, shared);
}

export const answers: FuzzArea = {
  about: "answers of servers that stand for AWS's services and of HTTP endpoints, and what is sent to them",
  generate: generateAnswer,
  run: runAnswer,
  readHold: shared.readHold,
  async stop() {
    await shared.stop();
    answering?.closeAllConnections();
    answering?.close();
    answering = undefined;
  },
};
