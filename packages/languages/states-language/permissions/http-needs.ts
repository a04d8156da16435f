import { type Argument, type Arguments, readText } from "./calls";
import type { ListNeeds, Need, NeedRow } from "./need";
import { findArn, findBelow, type ResourceKind } from "./resource-arn";

const CONNECTION: ResourceKind = {
  service: "events",
  prefix: "",
  types: ["aws_cloudwatch_event_connection"],
  isArn: true,
};

/**
 * The state machine may call the one endpoint by the one method, and use its connection, whose secret Secrets Manager keeps
 * for EventBridge.
 */
const invokeEndpoint: ListNeeds = ({ arguments: given }, place) => {
  const endpoint = readText(given.find("ApiEndpoint"));
  const method = readText(given.find("Method"));
  const condition = {
    StringEquals: {
      "states:HTTPEndpoint": endpoint ?? "",
      ...(method !== undefined && { "states:HTTPMethod": method }),
    },
  };
  const call: Need = {
    actions: ["states:InvokeHTTPEndpoint"],
    member: "ApiEndpoint",
    resource: endpoint === undefined ? undefined : place.stateMachineArn,
    condition,
  };
  const connection = findConnection(given);
  const arn = connection === undefined ? undefined : findArn(connection, CONNECTION, place);
  const member = "ConnectionArn";
  return [
    call,
    { actions: ["events:RetrieveConnectionCredentials"], member, resource: arn },
    {
      actions: ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"],
      member,
      resource: arn === undefined ? undefined : findSecret(arn),
    },
  ];
};

function findConnection({ within }: Arguments): string | undefined {
  return readText(within("Authentication")?.find("ConnectionArn") ?? within("InvocationConfig")?.find("ConnectionArn"));
}

/** The secret of a connection, which is named after it. */
function findSecret(connection: string): string | undefined {
  const [, address] = /^\$\{((?:data\.)?aws_cloudwatch_event_connection\.[\w-]+)\.\w+\}$/.exec(connection) ?? [];
  if (address !== undefined) return `\${${address}.secret_arn}`;
  const [, place, name] = /^(arn:[^:]*):events:([^:]*:[^:]*:connection\/[^/]+)/.exec(connection) ?? [];
  if (place === undefined || name === undefined) return undefined;
  return `${place}:secretsmanager:${name.replace(":connection/", ":secret:events!connection/")}/*`;
}

/** `1a2b.execute-api.us-east-1.amazonaws.com`, whose first part may be a reference of Terraform's. */
const API_HOST = /^(?:https:\/\/)?(\$\{[^}]*\}|\w+)\.execute-api\.([\w-]+|\$\{[^}]*\})?/;

/**
 * A REST API is invoked, the connections of a WebSocket API are managed. A path that only the data tells is any below the
 * stage and method; IAM never sees the id of a connection. The API is of the region that its host names.
 * A request that nobody signs, which is the default, is made as no role.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/connect-api-gateway.html documented, as AuthType
 */
const invokeApi: ListNeeds = ({ arguments: given }, { partition, account, ...place }) => {
  const signer = given.find("AuthType") ?? { text: "NO_AUTH" };
  if (readText(signer) === "NO_AUTH") return [];
  const [endpoint, stage, method = "*"] = ["ApiEndpoint", "Stage", "Method"].map((name) => readText(given.find(name)));
  const [, apiId, region = place.region] = API_HOST.exec(endpoint ?? "") ?? [];
  const path = given.find("Path");
  const isConnections = isConnectionsPath(path);
  const stages =
    apiId === undefined || stage === undefined
      ? undefined
      : `arn:${partition}:execute-api:${region}:${account}:${apiId}/${stage}/${method}/`;
  return [
    {
      actions: [isConnections ? "execute-api:ManageConnections" : "execute-api:Invoke"],
      member: apiId === undefined ? "ApiEndpoint" : stage === undefined ? "Stage" : "Path",
      resource: isConnections ? stages && `${stages}@connections/*` : findBelow(stages, withoutSlash(path)),
    },
  ];
};

/** Resources of an API are named without the slash that paths begin with. */
const withoutSlash = (path: Argument | undefined): Argument | undefined =>
  path && "text" in path ? { text: path.text.replace(/^\//, "") } : path;

function isConnectionsPath(path: Argument | undefined): boolean {
  return /@connections|%40connections/.test(path === undefined ? "" : "text" in path ? path.text : path.source);
}

const GUIDE = "https://docs.aws.amazon.com/step-functions/latest/dg";

/** What the calls of APIs need, by Step Functions' own HTTP requests and through API Gateway. */
export const HTTP_NEEDS: Readonly<Record<string, NeedRow>> = {
  "http:invoke": { source: `${GUIDE}/call-https-apis.html`, listNeeds: invokeEndpoint },
  "apigateway:invoke": { source: `${GUIDE}/connect-api-gateway.html`, listNeeds: invokeApi },
};
