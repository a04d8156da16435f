import * as v1 from "@aws-sdk/client-api-gateway";
import { clientOptions, openApi, type OpenApi, refusalOf } from "./open-api";

const LOGS = "arn:aws:iam::123456789012:role/logs";

let api: OpenApi;
let client: v1.APIGatewayClient;
beforeEach(async () => {
  api = await openApi({ refuseLoggingRole: (arn) => (arn === LOGS ? undefined : "it may not") });
  client = new v1.APIGatewayClient(clientOptions(api.url));
});
afterEach(async () => {
  client.destroy();
  await api.close();
});

const without$metadata = <T extends { $metadata: unknown }>({ $metadata, ...answer }: T) => answer;
const setRole = (value: string) =>
  client.send(new v1.UpdateAccountCommand({ patchOperations: [{ op: "replace", path: "/cloudwatchRoleArn", value }] }));

/** A stage `api` of an API `a`. */
function createStage() {
  const { apigateway } = api.aws.region("us-east-1");
  apigateway.createApi({ apiId: "a", name: "a", routeSelectionExpression: "$request.body.action" });
  apigateway.createStage("a", { stageName: "api" });
}

describe("the account", () => {
  const settings = {
    throttleSettings: { burstLimit: 5_000, rateLimit: 10_000 },
    features: ["UsagePlans"],
    apiKeyVersion: "4",
  };

  it("has a role for logs once it is set, and none when it is set to nothing", async () => {
    const read = async () => without$metadata(await client.send(new v1.GetAccountCommand({})));
    const before = await read();
    const set = without$metadata(await setRole(LOGS));
    await setRole("");
    expect([before, set, await read()]).toEqual([settings, { ...settings, cloudwatchRoleArn: LOGS }, settings]);
  });

  it.each<[string, string, string]>([
    [
      "a role that may not write logs",
      `${LOGS}-other`,
      "The role ARN does not have required permissions configured. Please grant trust permission for API Gateway and add the required role policy.",
    ],
    ["what is no ARN", "logs", "The role ARN is not well formed"],
  ])("rejects %s", async (_, arn, message) => {
    expect(await refusalOf(setRole(arn))).toEqual(["BadRequestException", message, 400]);
  });
});

describe("an API key", () => {
  it("is told with its value only where it is asked for", async () => {
    const created = await client.send(new v1.CreateApiKeyCommand({ name: "k", enabled: true, value: "" }));
    const date = new Date("2026-09-01T00:00:00Z");
    const key = { id: "i000000002", name: "k", enabled: true, createdDate: date, lastUpdatedDate: date };
    expect(without$metadata(created)).toEqual({ ...key, value: `i${"1".padStart(39, "0")}`, stageKeys: [], tags: {} });
    const { items } = await client.send(new v1.GetApiKeysCommand({}));
    expect(items).toEqual([{ ...key, stageKeys: [], tags: {} }]);
  });

  it("is changed by operations, all or none", async () => {
    const { id: apiKey } = await client.send(new v1.CreateApiKeyCommand({ name: "k", enabled: true }));
    const disable = { op: "replace", path: "/enabled", value: "false" } as const;
    const wrong = { op: "replace", path: "/colour", value: "red" } as const;
    const call = client.send(new v1.UpdateApiKeyCommand({ apiKey, patchOperations: [disable, wrong] }));
    expect(await refusalOf(call)).toEqual([
      "BadRequestException",
      "Invalid patch path  '/colour' specified for op 'replace'. Must be one of: [/name, /description, /customerId, /enabled]",
      400,
    ]);
    expect((await client.send(new v1.GetApiKeyCommand({ apiKey }))).enabled).toBe(true);
    await client.send(new v1.UpdateApiKeyCommand({ apiKey, patchOperations: [disable] }));
    expect((await client.send(new v1.GetApiKeyCommand({ apiKey }))).enabled).toBe(false);
  });

  it("opens the stages of its usage plans", async () => {
    createStage();
    const { apiKeys } = api.aws.region("us-east-1");
    const { id: keyId, value = "" } = await client.send(new v1.CreateApiKeyCommand({ name: "k", enabled: true }));
    const apiStages = [{ apiId: "a", stage: "api" }];
    const { id: usagePlanId } = await client.send(new v1.CreateUsagePlanCommand({ name: "p", apiStages }));
    const before = apiKeys.refuse(value, "a", "api");
    await client.send(new v1.CreateUsagePlanKeyCommand({ usagePlanId, keyId, keyType: "API_KEY" }));
    const state = apiKeys.exportState();
    apiKeys.importState({ keys: [], plans: [], members: [] });
    apiKeys.importState(state);
    expect([before, apiKeys.refuse(value, "a", "api")]).toEqual([
      "no usage plan of the API key has the stage; add it to api_stages of an aws_api_gateway_usage_plan",
      undefined,
    ]);
    const { items } = await client.send(new v1.GetUsagePlanKeysCommand({ usagePlanId }));
    expect(items).toEqual([{ id: keyId, name: "k", type: "API_KEY", value }]);
    await client.send(new v1.DeleteApiKeyCommand({ apiKey: keyId }));
    expect((await client.send(new v1.GetUsagePlanKeysCommand({ usagePlanId }))).items).toEqual([]);
    expect(await refusalOf(client.send(new v1.GetApiKeyCommand({ apiKey: keyId })))).toEqual([
      "NotFoundException",
      "Invalid API Key identifier specified",
      404,
    ]);
  });
});

describe("a usage plan", () => {
  it("is changed by operations", async () => {
    createStage();
    const { id: usagePlanId } = await client.send(new v1.CreateUsagePlanCommand({ name: "p" }));
    const patchOperations: v1.PatchOperation[] = [
      { op: "replace", path: "/name", value: "q" },
      { op: "add", path: "/apiStages", value: "a:api" },
      { op: "replace", path: "/apiStages/a:api/throttle/$connect/rateLimit", value: "1.5" },
      { op: "replace", path: "/throttle/burstLimit", value: "5" },
      { op: "replace", path: "/quota/limit", value: "20" },
      { op: "replace", path: "/quota/period", value: "WEEK" },
    ];
    const updated = await client.send(new v1.UpdateUsagePlanCommand({ usagePlanId, patchOperations }));
    expect(without$metadata(updated)).toEqual({
      id: usagePlanId,
      name: "q",
      apiStages: [{ apiId: "a", stage: "api", throttle: { $connect: { rateLimit: 1.5 } } }],
      throttle: { burstLimit: 5 },
      quota: { limit: 20, period: "WEEK" },
      tags: {},
    });
  });

  it.each<[string, (usagePlanId: string) => Promise<unknown>, readonly unknown[]]>([
    [
      "a stage that is not there",
      () => client.send(new v1.CreateUsagePlanCommand({ name: "p", apiStages: [{ apiId: "a", stage: "x" }] })),
      ["NotFoundException", "API Stage not found: a:x", 404],
    ],
    [
      "the throttle of a stage that it does not have",
      (usagePlanId) =>
        client.send(
          new v1.UpdateUsagePlanCommand({
            usagePlanId,
            patchOperations: [{ op: "replace", path: "/apiStages/a:x/throttle/$connect/rateLimit", value: "1" }],
          }),
        ),
      ["NotFoundException", "API Stage not found: a:x", 404],
    ],
    [
      "a limit of a route that there is not",
      (usagePlanId) => {
        const path = "/apiStages/a:api/throttle/ping/colour";
        const patchOperations: v1.PatchOperation[] = [{ op: "replace", path, value: "1" }];
        return client.send(new v1.UpdateUsagePlanCommand({ usagePlanId, patchOperations }));
      },
      [
        "BadRequestException",
        "Invalid patch path  '/apiStages/a:api/throttle/ping/colour' specified for op 'replace'",
        400,
      ],
    ],
    [
      "its deletion while it has stages",
      (usagePlanId) => client.send(new v1.DeleteUsagePlanCommand({ usagePlanId })),
      ["BadRequestException", "Usage plan has associated API stages; remove them first", 400],
    ],
    [
      "a key that is not there",
      (usagePlanId) =>
        client.send(new v1.CreateUsagePlanKeyCommand({ usagePlanId, keyId: "nope", keyType: "API_KEY" })),
      ["NotFoundException", "Invalid API Key identifier specified", 404],
    ],
    [
      "a plan that is not there",
      () => client.send(new v1.GetUsagePlanCommand({ usagePlanId: "nope" })),
      ["NotFoundException", "Invalid Usage Plan ID specified", 404],
    ],
    [
      "a value of under 20 characters",
      () => client.send(new v1.CreateApiKeyCommand({ value: "short" })),
      ["BadRequestException", "API Key value should be at least 20 characters", 400],
    ],
  ])("rejects %s", async (_, call, refusal) => {
    createStage();
    const apiStages = [{ apiId: "a", stage: "api" }];
    const { id = "" } = await client.send(new v1.CreateUsagePlanCommand({ name: "p", apiStages }));
    expect(await refusalOf(call(id))).toEqual(refusal);
  });
});

it("tags keys and plans by ARN", async () => {
  const { id } = await client.send(new v1.CreateApiKeyCommand({ name: "k", tags: { a: "1" } }));
  const resourceArn = `arn:aws:apigateway:us-east-1::/apikeys/${id}`;
  await client.send(new v1.TagResourceCommand({ resourceArn, tags: { b: "2" } }));
  await client.send(new v1.UntagResourceCommand({ resourceArn, tagKeys: ["a"] }));
  expect((await client.send(new v1.GetTagsCommand({ resourceArn }))).tags).toEqual({ b: "2" });
});
