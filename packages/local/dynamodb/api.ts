import { randomBytes } from "node:crypto";
import type { AwsRequest } from "../protocols/aws-request";
import type { ApiAnswer } from "../protocols/json-protocol";
import { computeCrc32 } from "./crc32";
import type { Account } from "./describe-table";
import type { DynamoDb } from "./dynamodb";

/** What the names of its actions begin with. */
const VERSION = "DynamoDB_20120810.";

/**
 * Returns what answers DynamoDB's API.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.LowLevelAPI.html
 */
export function createDynamoDbApi(
  dynamodb: Pick<DynamoDb, "call">,
  account: Account,
): (request: AwsRequest) => Promise<ApiAnswer> {
  return async ({ headers, body: text, authorize = () => undefined }) => {
    const target = headers["x-amz-target"] ?? "";
    const action = target.startsWith(VERSION) ? target.slice(VERSION.length) : target;
    const answer = await dynamodb.call({ ...account, action, body: text, authorize });
    const { requestId, crc32, ...rest } = answer;
    return {
      ...rest,
      headers: {
        "content-type": "application/x-amz-json-1.0",
        "x-amzn-requestid": requestId || createRequestId(),
        "x-amz-crc32": crc32 || String(computeCrc32(rest.body)),
      },
    };
  };
}

/** *Recorded* by dynalite: 52 capitals and digits. */
function createRequestId(): string {
  return randomBytes(32).toString("hex").toUpperCase().slice(0, 52);
}
