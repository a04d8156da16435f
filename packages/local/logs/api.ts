import type { AwsRequest } from "../protocols/aws-request";
import { type ApiAnswer, createJsonApi } from "../protocols/json-protocol";
import type { Logs } from "./logs";

/**
 * Returns what answers CloudWatch Logs' API.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/Welcome.html
 */
export function createLogsApi(logs: Logs): (request: AwsRequest) => Promise<ApiAnswer> {
  return createJsonApi({ version: "1.1", call: (action, { body }) => logs.call(action, body) });
}
