import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  DynamoDBClient,
  UpdateTableCommand,
} from "@aws-sdk/client-dynamodb";
import { createDynamoDbApi } from "../../dynamodb/api";
import { createDynamoDb } from "../../dynamodb/dynamodb";
import { serveApi } from "../api-server";
import { NOW, TABLE, TableName } from "./table-request";

/** DynamoDB's API in one region, served, a client of it, and calls on the test's table. */
export async function openApi() {
  const log: string[] = [];
  const dynamodb = createDynamoDb({ log: (line) => log.push(line), now: () => NOW });
  const account = { partition: "aws", accountId: "123456789012", region: "us-east-1" };
  const server = await serveApi(createDynamoDbApi(dynamodb, account));
  const client = new DynamoDBClient(server.client);
  return {
    dynamodb,
    server,
    client,
    /** What the developer was told. */
    log,
    create: (more: Partial<CreateTableCommandInput> = {}) => client.send(new CreateTableCommand({ ...TABLE, ...more })),
    describeTable: async () => (await client.send(new DescribeTableCommand({ TableName }))).Table,
    update: (change: object) => client.send(new UpdateTableCommand({ TableName, ...change })),
    /** Takes away what was made and told. */
    reset(): void {
      log.length = 0;
      dynamodb.importState({});
    },
    async close(): Promise<void> {
      client.destroy();
      await dynamodb.stop();
      await server.close();
    },
  };
}
