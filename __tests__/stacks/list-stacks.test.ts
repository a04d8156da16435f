import { listStacks } from "../../stacks/list-stacks";
import cases from "./refused-environments.json";

const list = (context: object, environment: Readonly<Record<string, string>> = {}) =>
  listStacks({ context: { ...context }, environment });
const ids = (...args: Parameters<typeof list>) => list(...args).map(({ id }) => id);

const ENVIRONMENTS = {
  stageName: "v1",
  environments: {
    dev: {},
    prod: { regions: ["us-east-1", "eu-west-1"], logRetentionInDays: 365, tags: { stage: "prod" } },
  },
};

it("lists the first pattern where nothing is configured", () => {
  expect(list({})).toEqual([
    {
      name: "apigw-websocket-api-sfn-sync",
      id: "apigw-websocket-api-sfn-sync",
      props: expect.objectContaining({
        region: "us-east-1",
        environment: "",
        stackName: "apigw-websocket-api-sfn-sync",
      }),
    },
  ]);
});

it("lists the stacks that are asked for, in their own order", () => {
  expect(ids({}, { WEBSOCKET_API_STACKS: "apigw-ws-integrations, apigw-websocket-api-sfn-async" })).toEqual([
    "apigw-websocket-api-sfn-async",
    "apigw-ws-integrations",
  ]);
});

describe("stacks of one's own", () => {
  const listOwn = (given: string) =>
    listStacks({ context: {}, environment: { WEBSOCKET_API_STACKS: given }, stackNames: ["chat", "orders"] });

  it("are chosen by their names, the first one where none is chosen", () => {
    expect(["", "orders", "orders,chat"].map((given) => listOwn(given).map(({ id }) => id))).toEqual([
      ["chat"],
      ["orders"],
      ["chat", "orders"],
    ]);
  });

  it("rejects a name that is none of theirs with the nearest one", () => {
    const where = "environment variable 'WEBSOCKET_API_STACKS': value is not a list of stacks, got";
    expect(() => listOwn("order")).toThrow(`${where} "order"; did you mean 'orders'`);
    expect(() => listOwn("apigw-websocket-api-sfn-sync")).toThrow(
      `${where} "apigw-websocket-api-sfn-sync"; use some of chat, orders`,
    );
  });
});

it("names the resources of a stack as the setting says, and not the stack", () => {
  const [listed] = list({ stackName: "chat" });
  expect([listed?.id, listed?.props.stackName]).toEqual(["apigw-websocket-api-sfn-sync", "chat"]);
});

it("rejects one name for two stacks", () => {
  const stacks = "apigw-websocket-api-sfn-sync,apigw-websocket-api-sfn-async";
  expect(() => list({ stackName: "chat", stacks })).toThrow(
    "stackName: two stacks would share all names, got 'chat-api-us-east-1' for 'apigw-websocket-api-sfn-sync' and 'apigw-websocket-api-sfn-async'; set it where one stack is chosen, or give each its own in main.ts",
  );
});

it("lists each environment and region, with its own settings over the shared ones", () => {
  const stacks = list(ENVIRONMENTS);
  expect(stacks.map(({ id }) => id)).toEqual([
    "apigw-websocket-api-sfn-sync-dev",
    "apigw-websocket-api-sfn-sync-prod-us-east-1",
    "apigw-websocket-api-sfn-sync-prod-eu-west-1",
  ]);
  expect(
    stacks.map(({ props }) => [props.environment, props.region, props.logRetentionInDays, props.stageName]),
  ).toEqual([
    ["dev", "us-east-1", 30, "v1"],
    ["prod", "us-east-1", 365, "v1"],
    ["prod", "eu-west-1", 365, "v1"],
  ]);
});

it("lists one environment and one region, under the ids that they have among all", () => {
  expect(ids(ENVIRONMENTS, { WEBSOCKET_API_ENVIRONMENT: "dev" })).toEqual(["apigw-websocket-api-sfn-sync-dev"]);
  const one = { WEBSOCKET_API_ENVIRONMENT: "prod", WEBSOCKET_API_REGION: "eu-west-1" };
  expect(ids(ENVIRONMENTS, one)).toEqual(["apigw-websocket-api-sfn-sync-prod-eu-west-1"]);
});

it("puts the stack's id into the name of its workspace and the key of its state", () => {
  const stacks = ["apigw-websocket-api-sfn-sync", "apigw-websocket-api-sfn-async"];
  const cloud = { stacks, backend: "cloud", cloudOrganization: "acme", cloudWorkspace: "chat-{stack}" };
  expect(list(cloud).map(({ props }) => [props.workspace, props.backend])).toEqual(
    stacks.map((stack) => ["chat", expect.objectContaining({ workspaces: { name: `chat-${stack}` } })]),
  );
  const s3 = { stacks, backend: "s3", s3Bucket: "acme-state", s3Key: "{stack}/terraform.tfstate" };
  expect(list(s3).map(({ props }) => props.backend)).toEqual(
    stacks.map((stack) => expect.objectContaining({ key: `${stack}/terraform.tfstate` })),
  );
});

it("takes the account's role for there where the stack that makes it is listed", () => {
  const roles = (stacks: string) =>
    list({}, { WEBSOCKET_API_STACKS: stacks }).map(({ props }) => props.hasCloudWatchRole);
  expect(roles("apigw-websocket-api-sfn-sync")).toEqual([false]);
  expect(roles("apigw-websocket-api-sfn-sync,api-gateway-account")).toEqual([true, true]);
});

it("deploys the account's settings before whatever needs their role", () => {
  const context = { stacks: ["apigw-ws-integrations", "api-gateway-account"], environments: { dev: {}, prod: {} } };
  expect(list(context).map(({ id, needs }) => [id, needs])).toEqual([
    ["apigw-ws-integrations-dev", "api-gateway-account-dev"],
    ["api-gateway-account-dev", undefined],
    ["apigw-ws-integrations-prod", "api-gateway-account-prod"],
    ["api-gateway-account-prod", undefined],
  ]);
});

it("lets an environment keep its state elsewhere than the others", () => {
  const context = { backend: "s3", s3Bucket: "acme-state", environments: { dev: { backend: "local" }, prod: {} } };
  expect(list(context).map(({ props }) => props.backend?.type)).toEqual(["local", "s3"]);
});

it.each(cases)("rejects $name", ({ context, environment, problems }) => {
  expect(() => listStacks({ context, environment })).toThrow(new Error(problems.join("\n")));
});
