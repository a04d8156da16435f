import { RETENTION_DAYS } from "@sfn-websocket/languages/retention-days";
import { defineAction, GROUP_NAME, listPage, type LogActions, PAGE, PREFIX } from "./action";
import {
  createLogGroup,
  requireLogGroup,
  listLogGroups,
  type LogGroup,
  type LogStore,
  printArn,
  readGroupName,
} from "./log-groups";
import type { RequestOf } from "../protocols/request";
import { deleteFilters, listFilters } from "./settings";
import { LogsError } from "./wire";

const NAME = { logGroupName: { ...GROUP_NAME, required: true } } as const;
const KEY = { logGroupName: GROUP_NAME, resourceIdentifier: {} } as const;
const KEY_ARN = /^arn:[\w-]+:kms:[\w-]+:\d{12}:(key|alias)\/.+$/;
const QUERY = { logGroupNamePrefix: { ...GROUP_NAME, ...PREFIX }, logGroupNamePattern: {}, ...PAGE } as const;
const CLASSES = ["STANDARD", "INFREQUENT_ACCESS", "DELIVERY"];

/** The actions on log groups. */
export const LOG_GROUP_ACTIONS: LogActions = {
  CreateLogGroup: defineAction({
    mutates: true,
    members: {
      ...NAME,
      kmsKeyId: { maximum: 256 },
      tags: { type: "map", item: {} },
      logGroupClass: { values: CLASSES },
    },
    run(store, request) {
      const { logGroupName, kmsKeyId } = request;
      if (kmsKeyId !== undefined && !store.groups.has(logGroupName)) requireKey(store, logGroupName, kmsKeyId);
      createLogGroup(store, request);
    },
  }),
  DeleteLogGroup: defineAction({
    mutates: true,
    members: NAME,
    run(store, { logGroupName }) {
      store.groups.delete(requireLogGroup(store, logGroupName).logGroupName);
      deleteFilters(store.settings, logGroupName);
    },
  }),
  DescribeLogGroups: defineAction({
    members: QUERY,
    run: describeLogGroups,
  }),
  PutRetentionPolicy: defineAction({
    mutates: true,
    members: { ...NAME, retentionInDays: { type: "number", required: true, values: RETENTION_DAYS.map(String) } },
    run: (store, { logGroupName, retentionInDays }) =>
      void (requireLogGroup(store, logGroupName).retentionInDays = retentionInDays),
  }),
  DeleteRetentionPolicy: defineAction({
    mutates: true,
    members: NAME,
    run: (store, { logGroupName }) => void (requireLogGroup(store, logGroupName).retentionInDays = undefined),
  }),
  AssociateKmsKey: defineAction({
    mutates: true,
    members: { ...KEY, kmsKeyId: { maximum: 256, required: true } },
    run(store, request) {
      const group = requireKeyed(store, request);
      requireKey(store, group.logGroupName, request.kmsKeyId);
      group.kmsKeyId = request.kmsKeyId;
    },
  }),
  DisassociateKmsKey: defineAction({
    mutates: true,
    members: KEY,
    run: (store, request) => void (requireKeyed(store, request).kmsKeyId = undefined),
  }),
};

/**
 * *Recorded*: the texts, both of which name the group, in reports of the AWS provider's users.
 *
 * @throws LogsError for a key that CloudWatch Logs cannot use.
 * @see https://github.com/hashicorp/terraform/issues/24194
 * @see https://github.com/hashicorp/terraform-provider-aws/issues/29282
 */
function requireKey(store: LogStore, logGroupName: string, keyArn: string): void {
  if (!KEY_ARN.test(keyArn))
    throw new LogsError("InvalidParameterException", `The specified KMS Key Id could not be found. '${logGroupName}'`);
  const arn = printArn(store, logGroupName);
  if (store.mayUseKey(keyArn, arn)) return;
  const text = `The specified KMS key does not exist or is not allowed to be used with Arn '${arn}'`;
  throw new LogsError("AccessDeniedException", text);
}

function requireKeyed(store: LogStore, { logGroupName, resourceIdentifier = "" }: RequestOf<typeof KEY>): LogGroup {
  return requireLogGroup(store, readGroupName(logGroupName ?? resourceIdentifier));
}

/** *Recorded*: the refusal, and what is not told of groups found by a pattern (LocalStack's AWS-validated snapshots). */
function describeLogGroups(store: LogStore, request: RequestOf<typeof QUERY>): object {
  const { logGroupNamePrefix, logGroupNamePattern } = request;
  if (logGroupNamePrefix !== undefined && logGroupNamePattern !== undefined) {
    const text = "LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.";
    throw new LogsError("InvalidParameterException", text);
  }
  const found = listLogGroups(store, logGroupNamePrefix);
  const selected = found.filter(({ logGroupName }) => logGroupName.includes(logGroupNamePattern ?? ""));
  const { items, nextToken } = listPage(selected, request, 50);
  const logGroups = items.map((group) => ({
    ...describeLogGroup(store, group),
    ...(logGroupNamePattern === undefined && { deletionProtectionEnabled: false, storedBytes: group.size }),
  }));
  return { logGroups, nextToken };
}

function describeLogGroup(store: LogStore, group: LogGroup): object {
  const { logGroupName, creationTime, retentionInDays, logGroupClass, kmsKeyId } = group;
  const logGroupArn = printArn(store, logGroupName);
  return {
    arn: `${logGroupArn}:*`,
    creationTime,
    kmsKeyId,
    logGroupArn,
    logGroupClass,
    logGroupName,
    metricFilterCount: listFilters(store.settings.metricFilters, logGroupName).length,
    retentionInDays,
  };
}
