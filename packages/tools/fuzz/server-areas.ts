import { type IncomingMessage, request } from "node:http";
import { connect } from "node:net";
import { SERVED } from "../benchmark/served";
import { writeHandshake } from "../benchmark/sockets";
import { signAsNobody } from "../faults/call-aws";
import type { Random } from "../differential/random";
import type { FuzzArea, FuzzCase, FuzzOutcome } from "./area";
import { generateHostileDocument } from "./hostile-document";
import { mutateText } from "./mutate-text";
import { SharedServer } from "./shared-server";

/** Milliseconds after which an answer counts as none. */
const PATIENCE = 10_000;

/** A request of an AWS API, as a case's text holds it. */
interface Call {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const ARN = "arn:aws:states:us-east-1:123456789012:stateMachine:greet";
const JSON_CALLS: readonly (readonly [service: string, target: string, body: string])[] = [
  ["states", "AWSStepFunctions.StartSyncExecution", `{"stateMachineArn":"${ARN}","input":"{\\"a\\":1}","name":"n"}`],
  [
    "states",
    "AWSStepFunctions.CreateStateMachine",
    `{"name":"m","definition":"{}","roleArn":"${ARN}","type":"EXPRESS"}`,
  ],
  ["states", "AWSStepFunctions.TestState", '{"definition":"{\\"Type\\":\\"Pass\\",\\"End\\":true}","input":"{}"}'],
  ["states", "AWSStepFunctions.ListStateMachines", '{"maxResults":5,"nextToken":"x"}'],
  ["logs", "Logs_20140328.CreateLogGroup", '{"logGroupName":"/a/b","tags":{"a":"b"},"retentionInDays":5}'],
  ["logs", "Logs_20140328.FilterLogEvents", '{"logGroupName":"/a/b","filterPattern":"{ $.a = 1 }","limit":5}'],
  ["dynamodb", "DynamoDB_20120810.PutItem", '{"TableName":"t","Item":{"id":{"S":"a"},"n":{"N":"1"}}}'],
  ["dynamodb", "DynamoDB_20120810.ListTables", '{"Limit":5}'],
  ["kms", "TrentService.CreateKey", '{"Description":"d","Policy":"POLICY"}'],
  ["monitoring", "GraniteServiceVersion20100801.PutMetricAlarm", '{"AlarmName":"a","Threshold":1,"Dimensions":[]}'],
];
const QUERY_CALLS: readonly (readonly [service: string, body: string])[] = [
  ["iam", "Action=CreateRole&Version=2010-05-08&RoleName=r&AssumeRolePolicyDocument=POLICY&Tags.member.1.Key=a"],
  ["iam", "Action=UpdateAssumeRolePolicy&Version=2010-05-08&RoleName=r&PolicyDocument=POLICY"],
  ["iam", "Action=PutRolePolicy&Version=2010-05-08&RoleName=r&PolicyName=p&PolicyDocument=POLICY"],
  ["iam", "Action=SimulatePrincipalPolicy&Version=2010-05-08&PolicySourceArn=arn%3Aaws&ActionNames.member.1=s3%3A*"],
  ["sts", "Action=AssumeRole&Version=2011-06-15&RoleArn=arn%3Aaws&RoleSessionName=s&DurationSeconds=900"],
  ["monitoring", "Action=DescribeAlarms&Version=2010-08-01&AlarmNames.member.1=a&MaxRecords=5"],
];
const REST_CALLS: readonly (readonly [service: string, method: string, path: string, body: string])[] = [
  [
    "apigateway",
    "POST",
    "/v2/apis",
    '{"name":"a","protocolType":"WEBSOCKET","routeSelectionExpression":"$request.body.a"}',
  ],
  ["apigateway", "PATCH", "/v2/apis/abc/routes/def", '{"routeKey":"a","requestModels":{"$default":"m"}}'],
  ["apigateway", "GET", "/v2/apis?maxResults=5&nextToken=x", ""],
  [
    "lambda",
    "POST",
    "/2015-03-31/functions",
    '{"FunctionName":"f","Code":{"ZipFile":"UEs="},"Role":"r","Handler":"h"}',
  ],
  ["cloudfront", "POST", "/2020-05-31/distribution", "<DistributionConfig><Comment>c</Comment></DistributionConfig>"],
  ["route53", "POST", "/2013-04-01/hostedzone", "<CreateHostedZoneRequest><Name>a.b</Name></CreateHostedZoneRequest>"],
  ["", "GET", "/_console/api/traces?status=failed&limit=5", ""],
  ["", "GET", "/_console/api/traces/1", ""],
  ["", "POST", "/_console/api/run", '{"definition":"{}","input":"{}"}'],
  ["", "POST", "/_console/api/render", '{"template":"$input.body","message":"{}"}'],
  ["", "GET", "/api/@connections/abcdefghijklmnopq==", ""],
];

/** What stands for POLICY in a call: mistakes are made in it before it is encoded, so that it is read. */
const POLICY = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    {
      Sid: "a",
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::123456789012:root", Service: ["states.amazonaws.com"] },
      Action: ["kms:*", "sts:AssumeRole"],
      Resource: "*",
      Condition: {
        StringLike: { "aws:PrincipalAccount": ["${aws:PrincipalAccount}", "1*2?3"] },
        Bool: { "aws:SecureTransport": "true" },
      },
    },
  ],
});

const fillPolicy = (random: Random, body: string, encode: (text: string) => string): string =>
  body.replace("POLICY", () => encode(mutateText(random, POLICY)));

const CALLS: readonly ((random: Random) => Call)[] = [
  (random) => {
    const [service, target, body] = random.pick(JSON_CALLS);
    const headers = { ...signAsNobody(service), "x-amz-target": target, "content-type": "application/x-amz-json-1.1" };
    const filled = fillPolicy(random, body, (text) => JSON.stringify(text).slice(1, -1));
    return { method: "POST", path: "/", headers, body: filled };
  },
  (random) => {
    const [service, body] = random.pick(QUERY_CALLS);
    const headers = { ...signAsNobody(service), "content-type": "application/x-www-form-urlencoded" };
    const filled = fillPolicy(random, body, (text) => encodeURIComponent(Buffer.from(text).toString()));
    return { method: "POST", path: "/", headers, body: filled };
  },
  (random) => {
    const [service, method, path, body] = random.pick(REST_CALLS);
    return {
      method,
      path,
      headers: { ...(service !== "" && signAsNobody(service)), "content-type": "application/json" },
      body,
    };
  },
];

/** What HTTP can carry; what is longer than all headers may be ends the connection. */
const LONGEST = 4_000;
const ofPath = (text: string) => text.replaceAll(/[^\x21-\x7e]/g, "").slice(0, LONGEST) || "/";
const ofHeader = (text: string) => text.replaceAll(/[^\x20-\x7e]/g, "").slice(0, LONGEST);

function generateCall(random: Random): FuzzCase {
  const call = random.pick(CALLS)(random);
  const headers = Object.entries(call.headers).map(([name, value]) => [
    name,
    random.chance(0.05) ? ofHeader(mutateText(random, value)) : value,
  ]);
  const mutated: Call = {
    method: call.method,
    path: random.chance(0.3) ? ofPath(mutateText(random, call.path)).replace(/^(?!\/)/, "/") : call.path,
    headers: Object.fromEntries(headers) as Record<string, string>,
    body: random.chance(0.05) ? generateHostileDocument(random) : mutateText(random, call.body),
  };
  return { text: JSON.stringify(mutated), document: "{}" };
}

async function runCall({ text }: FuzzCase, shared: SharedServer): Promise<FuzzOutcome> {
  const url = await shared.readUrl();
  const { method, path, headers, body } = JSON.parse(text) as Call;
  const { hostname, port } = new URL(url);
  // Node.js frames no body of a GET request by itself: it would be taken for the next request.
  const framed = { ...headers, "content-length": Buffer.byteLength(body) };
  const [status, answered] = await new Promise<readonly [number, string]>((resolve, reject) => {
    const sent = request(
      { hostname, port, method, path, headers: framed, agent: shared.agent, timeout: PATIENCE },
      (response) => readText(response).then((read) => resolve([response.statusCode ?? 0, read]), reject),
    );
    sent.on("timeout", () => sent.destroy(new Error("no answer in time"))).on("error", reject);
    sent.end(body);
  });
  if (status === 500) throw new Error(`the server answers 500, got '${answered.slice(0, 300)}'`);
  return { kind: String(status), text: answered };
}

async function readText(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  // A stream of the console does not end by itself.
  if (response.headers["content-type"]?.includes("event-stream") === true) response.destroy();
  else for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

const FRAMES: readonly number[] = [0x81, 0x01, 0x80, 0x00, 0x82, 0x88, 0x89, 0x8a, 0xc1, 0x83, 0x8f, 0xff];

/** Bytes in hexadecimal digits: frames, most of them whole, of all kinds. */
function generateFrames(random: Random): FuzzCase {
  const frames = random.list([1, 6], () => {
    const payload = Buffer.from(
      random.chance(0.5) ? generateHostileDocument(random).slice(0, 40_000) : mutateText(random, '{"action":"greet"}'),
    );
    const length = payload.length < 126 ? [payload.length] : [126, (payload.length >> 8) & 0xff, payload.length & 0xff];
    const mask = random.chance(0.95) ? 0x80 : 0;
    const head = Buffer.from([random.pick(FRAMES), mask | (length[0] ?? 0), ...length.slice(1)]);
    const key = Buffer.alloc(mask === 0 ? 0 : 4);
    return Buffer.concat([
      head,
      key,
      random.chance(0.95) ? payload : payload.subarray(random.below(payload.length + 1)),
    ]);
  });
  return { text: Buffer.concat(frames).toString("hex"), document: "{}" };
}

/** Resolves to the code with which the server closes; it must end the connection when the client does. */
async function runFrames({ text }: FuzzCase, shared: SharedServer): Promise<FuzzOutcome> {
  const url = await shared.readUrl();
  const { hostname, port } = new URL(url);
  const stream = connect(Number(port), hostname);
  const chunks: Buffer[] = [];
  stream.on("data", (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve, reject) => {
    const late = setTimeout(() => stream.destroy(new Error("the server does not end the connection")), PATIENCE);
    stream.once("close", () => {
      clearTimeout(late);
      resolve();
    });
    stream.on(
      "error",
      (error: NodeJS.ErrnoException) => error.code !== "ECONNRESET" && error.code !== "EPIPE" && reject(error),
    );
  });
  stream.write(writeHandshake(url));
  stream.end(Buffer.from(text, "hex"));
  await ended;
  const received = Buffer.concat(chunks).toString("latin1");
  const close = /\x88[\x02-\x7d]([^]{2})/.exec(received)?.[1];
  const code = close === undefined ? "no close" : String(close.charCodeAt(0) * 256 + close.charCodeAt(1));
  return { kind: received.startsWith("HTTP/1.1 101") ? code : received.slice(9, 12), text: received };
}

function ofServer(
  about: string,
  generate: FuzzArea["generate"],
  run: (given: FuzzCase, shared: SharedServer) => Promise<FuzzOutcome>,
): FuzzArea {
  const shared = new SharedServer(SERVED);
  return { about, generate, run: (given) => run(given, shared), readHold: shared.readHold, stop: shared.stop };
}

export const SERVER_AREAS: Readonly<Record<string, FuzzArea>> = {
  requests: ofServer("requests of AWS's protocols and of the console, sent to a server", generateCall, runCall),
  frames: ofServer("bytes of WebSocket frames, sent to a server", generateFrames, runFrames),
};
