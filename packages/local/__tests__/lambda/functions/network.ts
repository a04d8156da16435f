/** Functions that call AWS as functions are written to, for tests of where that leads. */
import { once } from "node:events";
import * as http from "node:http";
import * as https from "node:https";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { ApiGatewayManagementApiClient, PostToConnectionCommand } from "@aws-sdk/client-apigatewaymanagementapi";
import { DynamoDBClient, ListTablesCommand } from "@aws-sdk/client-dynamodb";

interface Event {
  readonly requestContext: { readonly domainName: string; readonly stage: string };
}

const urlOf = ({ requestContext: { domainName, stage } }: Event) => `https://${domainName}/${stage}/@connections/c%3D`;

async function answerOf(request: http.ClientRequest, body?: string): Promise<string> {
  request.end(body);
  const [response] = (await once(request, "response")) as [http.IncomingMessage];
  return text(response);
}

export const byFetch = async (event: Event) =>
  (await fetch(urlOf(event), { method: "POST", body: "hello", headers: { "x-own": "1" } })).text();
export const byRequestObject = async (event: Event) =>
  (await fetch(new Request(urlOf(event), { method: "POST", body: "hello", headers: { "x-own": "1" } }))).text();
export const byUrl = (event: Event) =>
  answerOf(https.request(urlOf(event), { method: "POST", headers: { "x-own": "1" } }), "hello");
export const byOptions = ({ requestContext: { domainName, stage } }: Event) => {
  const agent = new https.Agent({ keepAlive: true });
  const path = `/${stage}/@connections/c%3D`;
  const headers = { host: domainName, "x-own": "1" };
  return answerOf(https.request({ hostname: domainName, path, method: "POST", headers, agent }), "hello");
};
export const byHttp = (event: Event) =>
  answerOf(
    http.request(new URL(urlOf(event).replace("https", "http")), { method: "POST", headers: { "x-own": "1" } }),
    "hello",
  );

export const bySdk = async ({ requestContext: { domainName, stage } }: Event) => {
  const client = new ApiGatewayManagementApiClient({ endpoint: `https://${domainName}/${stage}`, maxAttempts: 1 });
  const { $metadata } = await client.send(new PostToConnectionCommand({ ConnectionId: "c=", Data: "hello" }));
  return $metadata.httpStatusCode;
};
export const byServiceClient = async () => (await new DynamoDBClient({}).send(new ListTablesCommand())).TableNames;
export const byServiceEndpoint = async () => {
  const client = new DynamoDBClient({ endpoint: "https://dynamodb.us-east-1.amazonaws.com" });
  return (await client.send(new ListTablesCommand())).TableNames;
};
export const bySocket = async () => {
  const [error] = (await once(connect(443, "sqs.us-east-1.amazonaws.com"), "error").catch((e: Error) => [
    e,
  ])) as Error[];
  return error?.message;
};
