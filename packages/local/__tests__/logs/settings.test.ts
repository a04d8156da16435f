import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  DeleteLogGroupCommand,
  DeleteMetricFilterCommand,
  DeleteQueryDefinitionCommand,
  DeleteResourcePolicyCommand,
  DescribeLogGroupsCommand,
  DescribeMetricFiltersCommand,
  DescribeQueryDefinitionsCommand,
  DescribeResourcePoliciesCommand,
  DescribeSubscriptionFiltersCommand,
  PutMetricFilterCommand,
  PutQueryDefinitionCommand,
  PutResourcePolicyCommand,
  PutSubscriptionFilterCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { createJson11Api } from "../../protocols/json-protocol";
import { createLogs, type Logs } from "../../logs/logs";
import { type ApiServer, outcome, serveApi } from "../api-server";

const world = {
  partition: "aws",
  region: "us-east-1",
  accountId: "123456789012",
  now: () => 1_652_472_014_974,
  log: () => undefined,
};
const logGroupName = "chat";
const metricTransformations = [{ metricName: "Errors", metricNamespace: "Chat", metricValue: "1" }];
const filter = { logGroupName, filterName: "errors", filterPattern: "ERROR", metricTransformations };
const policy = { policyName: "delivery", policyDocument: "{}" };
const query = { name: "slow", queryString: "fields @timestamp", logGroupNames: [logGroupName] };

let logs: Logs;
let server: ApiServer;
let client: CloudWatchLogsClient;

beforeEach(async () => {
  logs = createLogs(world);
  server = await serveApi(createJson11Api(logs));
  client = new CloudWatchLogsClient(server.client);
  await client.send(new CreateLogGroupCommand({ logGroupName }));
});
afterEach(() => server.close());

const listPolicies = async () => (await client.send(new DescribeResourcePoliciesCommand({}))).resourcePolicies;
const listMetricFilters = async (request: object = { logGroupName }) =>
  (await client.send(new DescribeMetricFiltersCommand(request))).metricFilters;
const refusal = async (sent: Promise<object>): Promise<unknown> => ((await outcome(sent)) as readonly unknown[])[0];
const countFilters = async () =>
  (await client.send(new DescribeLogGroupsCommand({}))).logGroups?.map(({ metricFilterCount }) => metricFilterCount);

it("describes a resource policy until it is deleted", async () => {
  await client.send(new PutResourcePolicyCommand({ ...policy, policyDocument: "{ }" }));
  const { resourcePolicy } = await client.send(new PutResourcePolicyCommand(policy));
  expect(resourcePolicy).toEqual({ ...policy, lastUpdatedTime: world.now(), policyScope: "ACCOUNT" });
  expect(await listPolicies()).toEqual([resourcePolicy]);
  await client.send(new DeleteResourcePolicyCommand({ policyName: "delivery" }));
  expect(await listPolicies()).toEqual([]);
});

it("rejects an eleventh resource policy, a document beyond 5,120 characters, and the end of one that is not there", async () => {
  for (let number = 0; number < 10; number++)
    await client.send(new PutResourcePolicyCommand({ ...policy, policyName: `p${number}` }));
  expect(await outcome(client.send(new PutResourcePolicyCommand(policy)))).toEqual([
    "LimitExceededException",
    400,
    "Resource limit exceeded.",
  ]);
  const large = { policyName: "p1", policyDocument: "x".repeat(5_121) };
  expect(await refusal(client.send(new PutResourcePolicyCommand(large)))).toBe("InvalidParameterException");
  expect(await outcome(client.send(new DeleteResourcePolicyCommand({ policyName: "p10" })))).toEqual([
    "ResourceNotFoundException",
    400,
    "Policy with name [p10] does not exist.",
  ]);
});

it("counts a group's metric filters, and forgets them with the group", async () => {
  await client.send(new PutMetricFilterCommand(filter));
  await client.send(new PutMetricFilterCommand({ ...filter, filterName: "a" }));
  expect(await listMetricFilters()).toMatchObject([{ filterName: "a" }, filter]);
  expect(await listMetricFilters({ filterNamePrefix: "err" })).toEqual([
    { ...filter, applyOnTransformedLogs: false, creationTime: world.now() },
  ]);
  expect(await countFilters()).toEqual([2]);
  await client.send(new DeleteMetricFilterCommand({ logGroupName, filterName: "a" }));
  expect(await countFilters()).toEqual([1]);
  await client.send(new DeleteLogGroupCommand({ logGroupName }));
  expect(await listMetricFilters({})).toEqual([]);
});

it("rejects a filter of a group that is not there, and a third subscription", async () => {
  const missing = new PutMetricFilterCommand({ ...filter, logGroupName: "other" });
  expect(await refusal(client.send(missing))).toBe("ResourceNotFoundException");
  const subscribe = (filterName: string) =>
    client.send(new PutSubscriptionFilterCommand({ logGroupName, filterName, filterPattern: "", destinationArn: "a" }));
  await subscribe("one");
  await subscribe("two");
  expect(await refusal(subscribe("three"))).toBe("LimitExceededException");
  const { subscriptionFilters } = await client.send(new DescribeSubscriptionFiltersCommand({ logGroupName }));
  expect(subscriptionFilters?.map(({ filterName }) => filterName)).toEqual(["one", "two"]);
});

it("keeps a saved query under its id", async () => {
  const { queryDefinitionId } = await client.send(new PutQueryDefinitionCommand(query));
  await client.send(new PutQueryDefinitionCommand({ ...query, queryDefinitionId, name: "slower" }));
  const { queryDefinitions } = await client.send(new DescribeQueryDefinitionsCommand({}));
  expect(queryDefinitions).toEqual([{ ...query, queryDefinitionId, name: "slower", lastModified: world.now() }]);
  expect((await client.send(new DeleteQueryDefinitionCommand({ queryDefinitionId }))).success).toBe(true);
  expect(await refusal(client.send(new DeleteQueryDefinitionCommand({ queryDefinitionId })))).toBe(
    "ResourceNotFoundException",
  );
});

it("finds its settings again after a restart", async () => {
  await client.send(new PutMetricFilterCommand(filter));
  await client.send(new PutResourcePolicyCommand(policy));
  const restarted = createLogs(world);
  restarted.importState(JSON.parse(JSON.stringify(logs.exportState())));
  expect(restarted.exportState()).toEqual(logs.exportState());
  expect(JSON.stringify(restarted.exportState())).toContain("Errors");
});

it("reads the log groups of a state that was written before there were settings", () => {
  const before = logs.exportState() as { groups: never };
  const restarted = createLogs(world);
  restarted.importState(before.groups);
  expect(restarted.exportState()).toEqual(before);
});
