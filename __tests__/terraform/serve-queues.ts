import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** As much of Amazon SQS as Terraform needs to keep queues, and a workflow to send to them, on a free port. */
export interface ServedQueues {
  readonly url: string;
  /** The names of the queues that are there. */
  readonly names: () => readonly string[];
  /** The messages that were sent, in their order. */
  readonly messages: readonly string[];
  close(): Promise<void>;
}

type Members = Readonly<Record<string, unknown>>;
type Queues = Map<string, Record<string, string>>;

const HOST = "https://sqs.us-east-1.amazonaws.com/123456789012/";

/** What AWS says of a queue that nobody configured. @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html */
const DEFAULTS = {
  DelaySeconds: "0",
  KmsDataKeyReusePeriodSeconds: "300",
  MaximumMessageSize: "262144",
  MessageRetentionPeriod: "345600",
  ReceiveMessageWaitTimeSeconds: "0",
  SqsManagedSseEnabled: "true",
  VisibilityTimeout: "30",
};

/** Returns undefined for a queue that is not there. */
type Act = (queues: Queues, members: Members, messages: string[]) => object | undefined;

const ACTIONS: Readonly<Record<string, Act>> = {
  CreateQueue(queues, { QueueName, Attributes }) {
    const name = String(QueueName);
    const QueueArn = `arn:aws:sqs:us-east-1:123456789012:${name}`;
    queues.set(`${HOST}${name}`, { ...DEFAULTS, QueueArn, ...(Attributes as object | undefined) });
    return { QueueUrl: `${HOST}${name}` };
  },
  GetQueueAttributes(queues, { QueueUrl }) {
    const attributes = queues.get(String(QueueUrl));
    return attributes && { Attributes: attributes };
  },
  ListQueueTags: (queues, { QueueUrl }) => (queues.has(String(QueueUrl)) ? {} : undefined),
  SendMessage(queues, { QueueUrl, MessageBody }, messages) {
    if (!queues.has(String(QueueUrl))) return undefined;
    return { MessageId: `m-${messages.push(String(MessageBody))}` };
  },
  DeleteQueue: (queues, { QueueUrl }) => (queues.delete(String(QueueUrl)) ? {} : undefined),
};

/** Serves these actions; another one, and a queue that is not there, is answered as AWS does. */
export async function serveQueues(): Promise<ServedQueues> {
  const queues: Queues = new Map();
  const messages: string[] = [];
  const answer = async (request: IncomingMessage) => {
    const [, action = ""] = String(request.headers["x-amz-target"]).split(".");
    const members = JSON.parse(await text(request)) as Members;
    return ACTIONS[action]?.(queues, members, messages);
  };
  const server = createServer(async (request, response) => {
    const answered = await answer(request);
    const missing = { __type: "com.amazonaws.sqs#QueueDoesNotExist", message: "The specified queue does not exist." };
    response.writeHead(answered === undefined ? 400 : 200, {
      "content-type": "application/x-amz-json-1.0",
      ...(answered === undefined && { "x-amzn-query-error": "AWS.SimpleQueueService.NonExistentQueue;Sender" }),
    });
    response.end(JSON.stringify(answered ?? missing));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    messages,
    names: () => [...queues.keys()].map((url) => url.slice(HOST.length)),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
