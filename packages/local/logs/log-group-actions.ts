import type { JsonObject } from "@sfn-websocket/languages/jsonpath/json";
import { type Action, defineAction, GROUP_NAME, type ListRequest, listPage, PAGE } from "./action";
import {
  createLogGroup,
  type CreateLogGroupRequest,
  findLogGroup,
  listLogGroups,
  type LogGroup,
  type LogStore,
  printArn,
  readGroupName,
} from "./log-groups";
import { deleteFilters, listFilters } from "./settings";
import { LogsError } from "./wire";

type Named = { readonly logGroupName: string };
type Retention = Named & { readonly retentionInDays: number };
type Key = { readonly logGroupName?: string; readonly resourceIdentifier?: string; readonly kmsKeyId?: string };
type List = ListRequest & { readonly logGroupNamePrefix?: string; readonly logGroupNamePattern?: string };

const NAME = { logGroupName: { ...GROUP_NAME, required: true } } as const;
const KEY = { logGroupName: GROUP_NAME, resourceIdentifier: {}, kmsKeyId: { maximum: 256 } } as const;
const CLASSES = ["STANDARD", "INFREQUENT_ACCESS", "DELIVERY"];
/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const DAYS = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];

/** The actions on log groups. */
export function createLogGroupActions(store: LogStore): Readonly<Record<string, Action>> {
  return { ...createGroupActions(store), ...createGroupSettingActions(store) };
}

function createGroupActions(store: LogStore): Readonly<Record<string, Action>> {
  return {
    CreateLogGroup: defineAction<CreateLogGroupRequest & { readonly tags?: JsonObject }>({
      mutates: true,
      constraints: {
        ...NAME,
        kmsKeyId: { maximum: 256 },
        tags: { type: "structure", items: "string" },
        logGroupClass: { values: CLASSES },
      },
      run: (request) => void createLogGroup(store, request),
    }),
    DeleteLogGroup: defineAction<Named>({
      mutates: true,
      constraints: NAME,
      run: ({ logGroupName }) => {
        store.groups.delete(findLogGroup(store, logGroupName).logGroupName);
        deleteFilters(store.settings, logGroupName);
      },
    }),
    DescribeLogGroups: defineAction<List>({
      constraints: { logGroupNamePrefix: GROUP_NAME, logGroupNamePattern: {}, ...PAGE },
      run: (request) => {
        const { logGroupNamePrefix, logGroupNamePattern = "" } = request;
        const found = listLogGroups(store, logGroupNamePrefix);
        const selected = found.filter(({ logGroupName }) => logGroupName.includes(logGroupNamePattern));
        const { items, nextToken } = listPage(selected, request, 50);
        return { logGroups: items.map((group) => describeLogGroup(store, group)), nextToken };
      },
    }),
  };
}

function createGroupSettingActions(store: LogStore): Readonly<Record<string, Action>> {
  return {
    PutRetentionPolicy: defineAction<Retention>({
      mutates: true,
      constraints: { ...NAME, retentionInDays: { type: "number", required: true } },
      run: ({ logGroupName, retentionInDays }) => {
        if (!DAYS.includes(retentionInDays)) {
          const what = `Value '${retentionInDays}' at 'retentionInDays' failed to satisfy constraint`;
          const message = `1 validation error detected: ${what}: Member must satisfy enum value set: [${DAYS.join(", ")}]`;
          throw new LogsError("InvalidParameterException", message);
        }
        findLogGroup(store, logGroupName).retentionInDays = retentionInDays;
      },
    }),
    DeleteRetentionPolicy: defineAction<Named>({
      mutates: true,
      constraints: NAME,
      run: ({ logGroupName }) => void (findLogGroup(store, logGroupName).retentionInDays = undefined),
    }),
    AssociateKmsKey: defineAction<Key>({
      mutates: true,
      constraints: { ...KEY, kmsKeyId: { ...KEY.kmsKeyId, required: true } },
      run: (request) => void (findKeyed(store, request).kmsKeyId = request.kmsKeyId),
    }),
    DisassociateKmsKey: defineAction<Key>({
      mutates: true,
      constraints: KEY,
      run: (request) => void (findKeyed(store, request).kmsKeyId = undefined),
    }),
  };
}

function findKeyed(store: LogStore, { logGroupName, resourceIdentifier = "" }: Key): LogGroup {
  return findLogGroup(store, readGroupName(logGroupName ?? resourceIdentifier));
}

function describeLogGroup(store: LogStore, group: LogGroup): object {
  const { logGroupName, creationTime, retentionInDays, logGroupClass, kmsKeyId, size } = group;
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
    storedBytes: size,
  };
}
