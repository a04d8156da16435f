import { randomUUID } from "node:crypto";
import type { JsonObject } from "@sfn-websocket/languages/jsonpath/json";
import { type Action, defineAction, type ListRequest, listPage, PAGE } from "./action";
import type { LogStore } from "./log-groups";
import { LogsError } from "./wire";

type Policy = { readonly policyName: string; readonly policyDocument: string };
type Query = JsonObject & { readonly name: string; readonly queryDefinitionId?: string };
type QueryList = { readonly queryDefinitionNamePrefix?: string; readonly maxResults?: number } & ListRequest;

/** An account's resource policies in one region. @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html */
const MOST_POLICIES = 10;
/** *Assumed*: the name is required by every client, though AWS's model does not say so. */
const POLICY_NAME = { minimum: 1, required: true } as const;

/** The actions on resource policies and saved queries: what is put is described; no policy is asked, no query is run. */
export function createSettingActions(store: LogStore): Readonly<Record<string, Action>> {
  return { ...createPolicyActions(store), ...createQueryActions(store) };
}

function createPolicyActions({ settings: { resourcePolicies }, now }: LogStore): Readonly<Record<string, Action>> {
  return {
    PutResourcePolicy: defineAction<Policy>({
      mutates: true,
      constraints: { policyName: POLICY_NAME, policyDocument: { minimum: 1, maximum: 5_120, required: true } },
      run: ({ policyName, policyDocument }) => {
        if (!resourcePolicies.has(policyName) && resourcePolicies.size >= MOST_POLICIES)
          throw new LogsError("LimitExceededException", "Resource limit exceeded.");
        const resourcePolicy = { policyName, policyDocument, lastUpdatedTime: now() };
        resourcePolicies.set(policyName, resourcePolicy);
        return { resourcePolicy };
      },
    }),
    DescribeResourcePolicies: defineAction<ListRequest>({
      constraints: PAGE,
      run: (request) => {
        const { items, nextToken } = listPage([...resourcePolicies.values()], request, 50);
        return { resourcePolicies: items, nextToken };
      },
    }),
    DeleteResourcePolicy: defineAction<Policy>({
      mutates: true,
      constraints: { policyName: POLICY_NAME },
      run: ({ policyName }) => {
        if (resourcePolicies.delete(policyName)) return;
        throw new LogsError("ResourceNotFoundException", `Policy with name [${policyName}] does not exist.`);
      },
    }),
  };
}

function createQueryActions({ settings: { queryDefinitions }, now }: LogStore): Readonly<Record<string, Action>> {
  const unknown = new LogsError("ResourceNotFoundException", "The specified query definition does not exist.");
  return {
    PutQueryDefinition: defineAction<Query>({
      mutates: true,
      constraints: {
        queryLanguage: { values: ["CWLI", "SQL", "PPL"] },
        name: { minimum: 1, maximum: 255, required: true },
        queryDefinitionId: { minimum: 0, maximum: 256 },
        logGroupNames: { type: "list", items: "string" },
        queryString: { minimum: 1, maximum: 10_000, required: true },
        clientToken: { minimum: 36, maximum: 128 },
      },
      run: ({ clientToken, queryDefinitionId = randomUUID(), ...query }) => {
        queryDefinitions.set(queryDefinitionId, { ...query, queryDefinitionId, lastModified: now() });
        return { queryDefinitionId };
      },
    }),
    DescribeQueryDefinitions: defineAction<QueryList>({
      constraints: {
        queryLanguage: {},
        queryDefinitionNamePrefix: { minimum: 1, maximum: 255 },
        maxResults: { type: "number", minimum: 1, maximum: 1_000 },
        nextToken: PAGE.nextToken,
      },
      run: ({ queryDefinitionNamePrefix = "", maxResults, nextToken: token }) => {
        const page = { ...(token !== undefined && { nextToken: token }), limit: maxResults ?? 1_000 };
        const found = [...queryDefinitions.values()].filter(({ name }) =>
          String(name).startsWith(queryDefinitionNamePrefix),
        );
        const { items, nextToken } = listPage(found, page, 1_000);
        return { queryDefinitions: items, nextToken };
      },
    }),
    DeleteQueryDefinition: defineAction<{ readonly queryDefinitionId: string }>({
      mutates: true,
      constraints: { queryDefinitionId: { maximum: 256, required: true } },
      run: ({ queryDefinitionId }) => {
        if (!queryDefinitions.delete(queryDefinitionId)) throw unknown;
        return { success: true };
      },
    }),
  };
}
