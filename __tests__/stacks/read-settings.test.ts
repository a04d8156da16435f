import { readSettings } from "../../stacks/read-settings";
import { describeSettings } from "../../stacks/describe-options";
import { SETTINGS } from "../../stacks/settings";
import cases from "./refused-settings.json";

const DEFAULTS = {
  stacks: ["apigw-websocket-api-sfn-sync"],
  region: "us-east-1",
  stageName: "api",
  resourcePrefix: "",
  tags: {},
  backend: { type: "local" },
  workspace: "",
  options: {
    dualStack: false,
    accessLog: false,
    executionLogLevel: "OFF",
    detailedMetrics: false,
    hasCloudWatchRole: false,
    logRetentionInDays: 30,
    alarms: false,
    dashboard: false,
  },
};

it("falls back to the defaults", () => {
  expect(readSettings({ context: {}, environment: {} })).toEqual(DEFAULTS);
});

it("takes an empty environment variable for none", () => {
  expect(readSettings({ context: {}, environment: { WEBSOCKET_API_REGION: "", AWS_REGION: "" } })).toEqual(DEFAULTS);
});

it("reads the context of cdktf.json", () => {
  const context = {
    region: "eu-west-1",
    stageName: "dev",
    resourcePrefix: "blue",
    tags: { team: "a b" },
  };
  const options = { ...DEFAULTS.options, logRetentionInDays: 7 };
  expect(readSettings({ context: { ...context, logRetentionInDays: 7 }, environment: {} })).toEqual({
    ...DEFAULTS,
    ...context,
    options,
  });
});

it("prefers its own environment variables to the context, and the context to AWS_REGION", () => {
  const context = { region: "eu-west-1", stageName: "dev" };
  const ambient = { AWS_REGION: "us-west-2" };
  expect(readSettings({ context, environment: ambient }).region).toBe("eu-west-1");
  expect(readSettings({ context: {}, environment: ambient }).region).toBe("us-west-2");
  const environment = {
    ...ambient,
    WEBSOCKET_API_REGION: "us-gov-west-1",
    WEBSOCKET_API_STAGE_NAME: "prod",
    WEBSOCKET_API_LOG_RETENTION_IN_DAYS: "365",
    WEBSOCKET_API_TAGS: "team=quotes, cost=1=2",
  };
  expect(readSettings({ context, environment })).toEqual({
    ...DEFAULTS,
    region: "us-gov-west-1",
    stageName: "prod",
    tags: { team: "quotes", cost: "1=2" },
    options: { ...DEFAULTS.options, logRetentionInDays: 365 },
  });
});

it("names resources after Terraform's workspace, but for the one called default", () => {
  expect(readSettings({ context: {}, environment: { TF_WORKSPACE: "pr-7" } }).workspace).toBe("pr-7");
  expect(readSettings({ context: {}, environment: { TF_WORKSPACE: "default" } }).workspace).toBe("");
});

it("keeps state in HCP Terraform, in a workspace by name", () => {
  const context = { backend: "cloud", cloudOrganization: "acme", cloudWorkspace: "prod", cloudProject: "demo" };
  expect(readSettings({ context, environment: {} })).toEqual({
    ...DEFAULTS,
    workspace: "prod",
    backend: {
      type: "cloud",
      organization: "acme",
      workspaces: { name: "prod" },
      hostname: undefined,
      project: "demo",
    },
  });
});

it("keeps state in Terraform Enterprise, in the workspace of several by tag that TF_WORKSPACE names", () => {
  const environment = {
    TF_WORKSPACE: "prod",
    WEBSOCKET_API_BACKEND: "cloud",
    WEBSOCKET_API_CLOUD_ORGANIZATION: "acme",
    WEBSOCKET_API_CLOUD_WORKSPACE_TAGS: "websocket,prod",
    WEBSOCKET_API_CLOUD_HOSTNAME: "tfe.example.com",
  };
  expect(readSettings({ context: {}, environment })).toEqual({
    ...DEFAULTS,
    workspace: "prod",
    backend: {
      type: "cloud",
      organization: "acme",
      workspaces: { tags: ["websocket", "prod"] },
      hostname: "tfe.example.com",
      project: undefined,
    },
  });
});

it("keeps state in S3, in the stack's region unless another is given", () => {
  const context = { backend: "s3", s3Bucket: "acme-state", region: "eu-west-1" };
  expect(readSettings({ context, environment: {} }).backend).toEqual({
    type: "s3",
    bucket: "acme-state",
    key: undefined,
    region: "eu-west-1",
  });
  const elsewhere = { ...context, s3Region: "us-east-2", s3Key: "a/b.tfstate" };
  expect(readSettings({ context: elsewhere, environment: {} }).backend).toMatchObject({
    key: "a/b.tfstate",
    region: "us-east-2",
  });
});

it("turns on the options of the stacks", () => {
  const environment = {
    WEBSOCKET_API_AUTHORIZATION: "arn:aws:lambda:us-east-1:123456789012:function:authorize",
    WEBSOCKET_API_IDENTITY_SOURCES: "route.request.header.Auth",
    WEBSOCKET_API_API_KEYS: "acme,globex",
    WEBSOCKET_API_ALARMS: "true",
  };
  const context = {
    domainName: "chat.example.com",
    certificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/1",
    hostedZoneId: "Z1",
    accessLog: true,
    executionLogLevel: "OFF",
    detailedMetrics: false,
    hasCloudWatchRole: true,
    dashboard: true,
    kmsKeyArn: "arn:aws:kms:us-east-1:123456789012:key/1",
    alarmTopicArn: "arn:aws:sns:us-east-1:123456789012:alarms",
  };
  expect(readSettings({ context, environment }).options).toEqual({
    authorization: {
      functionArn: "arn:aws:lambda:us-east-1:123456789012:function:authorize",
      identitySources: ["route.request.header.Auth"],
    },
    apiKeys: { names: ["acme", "globex"] },
    customDomain: {
      domainName: "chat.example.com",
      certificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/1",
      hostedZoneId: "Z1",
    },
    dualStack: false,
    accessLog: true,
    executionLogLevel: "OFF",
    detailedMetrics: false,
    hasCloudWatchRole: true,
    kmsKeyArn: "arn:aws:kms:us-east-1:123456789012:key/1",
    alarms: true,
    alarmTopicArn: "arn:aws:sns:us-east-1:123456789012:alarms",
    logRetentionInDays: 30,
    dashboard: true,
  });
  expect(readSettings({ context: { authorization: "AWS_IAM" }, environment: {} }).options.authorization).toBe(
    "AWS_IAM",
  );
});

it.each(cases)("rejects $name", ({ context, environment, problems }) => {
  expect(() => readSettings({ context, environment })).toThrow(new Error(problems.join("\n")));
});

it("describes every setting in one table", () => {
  const lines = describeSettings().split("\n");
  expect(lines).toHaveLength(2 + Object.keys(SETTINGS).length);
  expect(lines[0]).toBe("| context of `cdktf.json` | environment | default | meaning |");
  expect(lines.find((line) => line.includes("stageName"))).toBe(
    "| `stageName` | `WEBSOCKET_API_STAGE_NAME` | `api` | name of the stage, the last part of the URL: letters, digits, `-`, `_`, at most 128 |",
  );
});
