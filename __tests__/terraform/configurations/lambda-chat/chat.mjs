// The functions of main.tf, as code.zip holds them: a chat whose connections lie in DynamoDB.
import { DeleteItemCommand, DynamoDBClient, PutItemCommand, ScanCommand } from "@aws-sdk/client-dynamodb";
import { ApiGatewayManagementApiClient, PostToConnectionCommand } from "@aws-sdk/client-apigatewaymanagementapi";

const database = new DynamoDBClient({});
const TableName = process.env.TABLE_NAME;

export async function connect({ requestContext }) {
  await database.send(new PutItemCommand({ TableName, Item: { connectionId: { S: requestContext.connectionId } } }));
  return { statusCode: 200 };
}

export async function disconnect({ requestContext }) {
  await database.send(new DeleteItemCommand({ TableName, Key: { connectionId: { S: requestContext.connectionId } } }));
  return { statusCode: 200 };
}

export async function send({ requestContext: { domainName, stage }, body }) {
  const callback = new ApiGatewayManagementApiClient({ endpoint: `https://${domainName}/${stage}`, maxAttempts: 1 });
  const { Items = [] } = await database.send(new ScanCommand({ TableName }));
  const { data } = JSON.parse(body);
  for (const { connectionId } of Items)
    await callback.send(new PostToConnectionCommand({ ConnectionId: connectionId.S, Data: data }));
  return { statusCode: 200, body: "Data sent." };
}
