import { randomUUID } from "node:crypto";
import { defineAction, listPage, type LogActions, PAGE } from "./action";
import { LogsError } from "./wire";

/** An account's resource policies in one region. @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html */
const MOST_POLICIES = 10;
/** *Assumed*: the name is required by every client, though AWS's model does not say so. */
const POLICY_NAME = { minimum: 1, required: true } as const;

/** *Recorded*: each policy says that it is the account's (LocalStack's AWS-validated snapshots). */
const SCOPE = { policyScope: "ACCOUNT" } as const;

/** The actions on resource policies and saved queries: what is put is described; no policy is asked, no query is run. */
export const SETTING_ACTIONS: LogActions = {
  PutResourcePolicy: defineAction({
    mutates: true,
    members: { policyName: POLICY_NAME, policyDocument: { minimum: 1, maximum: 5_120, required: true } },
    run({ settings: { resourcePolicies }, now }, { policyName, policyDocument }) {
      if (!resourcePolicies.has(policyName) && resourcePolicies.size >= MOST_POLICIES)
        throw new LogsError("LimitExceededException", "Resource limit exceeded.");
      const resourcePolicy = { policyName, policyDocument, lastUpdatedTime: now() };
      resourcePolicies.set(policyName, resourcePolicy);
      return { resourcePolicy: { ...resourcePolicy, ...SCOPE } };
    },
  }),
  DescribeResourcePolicies: defineAction({
    members: PAGE,
    run({ settings: { resourcePolicies } }, request) {
      const { items, nextToken } = listPage([...resourcePolicies.values()], request, 50);
      return { resourcePolicies: items.map((policy) => ({ ...policy, ...SCOPE })), nextToken };
    },
  }),
  DeleteResourcePolicy: defineAction({
    mutates: true,
    members: { policyName: POLICY_NAME },
    run({ settings: { resourcePolicies } }, { policyName }) {
      if (resourcePolicies.delete(policyName)) return;
      throw new LogsError("ResourceNotFoundException", `Policy with name [${policyName}] does not exist.`);
    },
  }),
  PutQueryDefinition: defineAction({
    mutates: true,
    members: {
      queryLanguage: { values: ["CWLI", "SQL", "PPL"] },
      name: { minimum: 1, maximum: 255, required: true },
      queryDefinitionId: { minimum: 0, maximum: 256 },
      logGroupNames: { type: "list", item: {} },
      queryString: { minimum: 1, maximum: 10_000, required: true },
      clientToken: { minimum: 36, maximum: 128 },
    },
    run({ settings: { queryDefinitions }, now }, { clientToken, queryDefinitionId = randomUUID(), ...query }) {
      queryDefinitions.set(queryDefinitionId, { ...query, queryDefinitionId, lastModified: now() });
      return { queryDefinitionId };
    },
  }),
  DescribeQueryDefinitions: defineAction({
    members: {
      queryLanguage: { values: ["CWLI", "SQL", "PPL"] },
      queryDefinitionNamePrefix: { minimum: 1, maximum: 255 },
      maxResults: { type: "number", minimum: 1, maximum: 1_000 },
      nextToken: PAGE.nextToken,
    },
    run({ settings: { queryDefinitions } }, request) {
      const { queryLanguage, queryDefinitionNamePrefix = "", maxResults = 1_000, nextToken: token } = request;
      const page = { ...(token !== undefined && { nextToken: token }), limit: maxResults };
      const found = [...queryDefinitions.values()].filter(
        (query) =>
          String(query["name"]).startsWith(queryDefinitionNamePrefix) &&
          (queryLanguage === undefined || (query["queryLanguage"] ?? "CWLI") === queryLanguage),
      );
      const { items, nextToken } = listPage(found, page, 1_000);
      return { queryDefinitions: items, nextToken };
    },
  }),
  DeleteQueryDefinition: defineAction({
    mutates: true,
    members: { queryDefinitionId: { maximum: 256, required: true } },
    run({ settings: { queryDefinitions } }, { queryDefinitionId }) {
      if (queryDefinitions.delete(queryDefinitionId)) return { success: true };
      throw new LogsError("ResourceNotFoundException", "The specified query definition does not exist.");
    },
  }),
};
