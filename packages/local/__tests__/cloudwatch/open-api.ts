import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { createCloudWatchApi } from "../../cloudwatch/api";
import { type CloudWatch, createCloudWatch } from "../../cloudwatch/cloudwatch";
import { createDashboards } from "../../cloudwatch/dashboards";
import { type ApiServer, serveApi } from "../api-server";

/** Milliseconds since 1970. */
export const NOW = 1_652_472_014_974;

/** CloudWatch in one region, its API served, and a client of it. */
export interface OpenApi extends ApiServer {
  readonly cloudwatch: CloudWatch;
  readonly sdk: CloudWatchClient;
  /** What the developer was told. */
  readonly log: readonly string[];
  /** Moves the clock on by so many milliseconds. */
  advance(milliseconds: number): void;
}

export async function openApi(): Promise<OpenApi> {
  const log: string[] = [];
  let time = NOW;
  const account = { partition: "aws", accountId: "123456789012", now: () => time };
  const cloudwatch = createCloudWatch({ ...account, region: "us-east-1", dashboards: createDashboards(account) });
  const server = await serveApi(createCloudWatchApi(cloudwatch, (line) => log.push(line)));
  const advance = (milliseconds: number) => void (time += milliseconds);
  return { ...server, cloudwatch, log, advance, sdk: new CloudWatchClient(server.client) };
}
