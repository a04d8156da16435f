import { ApiGatewayV2Client, CreateApiCommand, GetApisCommand } from "@aws-sdk/client-apigatewayv2";
import { DynamoDBClient, PutItemCommand, ScanCommand } from "@aws-sdk/client-dynamodb";
import { CreateRoleCommand, IAMClient, ListRolesCommand } from "@aws-sdk/client-iam";
import { CreateStateMachineCommand, ListStateMachinesCommand, SFNClient } from "@aws-sdk/client-sfn";
import { zipArchive } from "../write-archive";

/** A service that keeps what is made by a name, and tells all names later. */
export interface Keeper {
  make(name: string): Promise<unknown>;
  list(): Promise<readonly (string | undefined)[]>;
}

export const TABLE = "kept";
/** The role of the functions and state machines. */
export const ROLE = "runs";
export const TRUST = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Action: "sts:AssumeRole",
      Principal: { Service: ["states.amazonaws.com", "lambda.amazonaws.com"] },
    },
  ],
});

const ROLE_ARN = `arn:aws:iam::123456789012:role/${ROLE}`;
const DEFINITION = '{"StartAt":"S","States":{"S":{"Type":"Succeed"}}}';
const CODE = Buffer.from(zipArchive({ "index.js": "exports.handler = async () => 1;" })).toString("base64");
const FUNCTIONS = "/2015-03-31/functions/";
/** Lambda has no client here; any signature does. */
const LAMBDA = {
  authorization:
    "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/lambda/aws4_request, SignedHeaders=host, Signature=x",
};

export const clientOptions = (endpoint: string) => ({
  endpoint,
  region: "us-east-1",
  credentials: { accessKeyId: "test", secretAccessKey: "test" },
  maxAttempts: 1,
});

/** One call that makes something, of each service, with the one that lists it. */
export function openKeepers(url: string): Readonly<Record<string, Keeper>> {
  const options = clientOptions(url);
  const gateway = new ApiGatewayV2Client(options);
  const iam = new IAMClient(options);
  const dynamodb = new DynamoDBClient(options);
  const sfn = new SFNClient(options);
  const api = { ProtocolType: "WEBSOCKET", RouteSelectionExpression: "$request.body.action" } as const;
  return {
    "API Gateway": {
      make: (Name) => gateway.send(new CreateApiCommand({ Name, ...api })),
      list: async () => {
        const { Items = [] } = await gateway.send(new GetApisCommand({ MaxResults: "1000" }));
        return Items.map(({ Name }) => Name);
      },
    },
    IAM: {
      make: (RoleName) => iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: TRUST })),
      list: async () => {
        const { Roles = [] } = await iam.send(new ListRolesCommand({ MaxItems: 1000 }));
        return Roles.map(({ RoleName }) => RoleName);
      },
    },
    DynamoDB: {
      make: (name) => dynamodb.send(new PutItemCommand({ TableName: TABLE, Item: { id: { S: name } } })),
      list: async () => {
        const { Items = [] } = await dynamodb.send(new ScanCommand({ TableName: TABLE }));
        return Items.map(({ id }) => id?.S);
      },
    },
    "Step Functions": {
      make: (name) => sfn.send(new CreateStateMachineCommand({ name, definition: DEFINITION, roleArn: ROLE_ARN })),
      list: async () => {
        const { stateMachines = [] } = await sfn.send(new ListStateMachinesCommand({ maxResults: 1000 }));
        return stateMachines.map(({ name }) => name);
      },
    },
    Lambda: { make: (name) => createFunction(url, name), list: () => listFunctions(url) },
  };
}

async function createFunction(url: string, FunctionName: string): Promise<void> {
  const request = {
    FunctionName,
    Role: ROLE_ARN,
    Runtime: "nodejs22.x",
    Handler: "index.handler",
    Code: { ZipFile: CODE },
  };
  const answer = await fetch(url + FUNCTIONS, { method: "POST", headers: LAMBDA, body: JSON.stringify(request) });
  const text = await answer.text();
  if (!answer.ok) throw new Error(text);
}

async function listFunctions(url: string): Promise<string[]> {
  const names: string[] = [];
  for (let marker = ""; ;) {
    const answer = await fetch(`${url}${FUNCTIONS}?MaxItems=50&Marker=${encodeURIComponent(marker)}`, {
      headers: LAMBDA,
    });
    const page = (await answer.json()) as { Functions: { FunctionName: string }[]; NextMarker?: string | null };
    names.push(...page.Functions.map(({ FunctionName }) => FunctionName));
    if (!page.NextMarker) return names;
    marker = page.NextMarker;
  }
}
