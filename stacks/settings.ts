import {
  type Parse,
  parseBackendName,
  parseHostname,
  parseList,
  parseName,
  parsePrefix,
  parseRegion,
  parseRetention,
  parseStageName,
  parseTags,
} from "./parse-setting";

/** One row of the configuration: where it comes from, what it is without either, and what it may be. */
interface Setting<T> {
  /** The environment variable, which wins over the context of `cdktf.json`. */
  readonly variable: string;
  /** An environment variable of another tool's, looked at where neither is given. */
  readonly ambient?: string;
  /** The default as the documentation tells it. */
  readonly otherwise: string;
  readonly meaning: string;
  readonly parse: Parse<NonNullable<T>>;
  /** The value where nothing is given. */
  readonly fallback: T;
}

/** Fixes each row's type to its parser's. */
function setting<T>(row: Setting<T>): Setting<T> {
  return row;
}

/** The whole configuration, by the name that each row has in the context of `cdktf.json`. */
export const SETTINGS = {
  region: setting({
    variable: "WEBSOCKET_API_REGION",
    ambient: "AWS_REGION",
    otherwise: "`AWS_REGION`, else `us-east-1`",
    meaning: "AWS region",
    parse: parseRegion,
    fallback: "us-east-1",
  }),
  stageName: setting({
    variable: "WEBSOCKET_API_STAGE_NAME",
    otherwise: "`api`",
    meaning: "name of the stage, the last part of the URL: letters, digits, `-`, `_`, at most 128",
    parse: parseStageName,
    fallback: "api",
  }),
  resourcePrefix: setting({
    variable: "WEBSOCKET_API_RESOURCE_PREFIX",
    otherwise: "none",
    meaning: "put before the name of every resource: letters, digits and hyphens, at most 20",
    parse: parsePrefix,
    fallback: "",
  }),
  tags: setting<Readonly<Record<string, string>>>({
    variable: "WEBSOCKET_API_TAGS",
    otherwise: "none",
    meaning: "tags of every resource: an object of texts, or `key=value,key=value`",
    parse: parseTags,
    fallback: {},
  }),
  logRetentionInDays: setting({
    variable: "WEBSOCKET_API_LOG_RETENTION_IN_DAYS",
    otherwise: "`30`",
    meaning: "how long the log groups keep events: one of the numbers that CloudWatch Logs takes",
    parse: parseRetention,
    fallback: 30,
  }),
  backend: setting<"local" | "cloud" | "s3">({
    variable: "WEBSOCKET_API_BACKEND",
    otherwise: "`local`",
    meaning: "where Terraform's state lives: `local`, `cloud` (HCP Terraform) or `s3`",
    parse: parseBackendName,
    fallback: "local",
  }),
  cloudOrganization: setting<string | undefined>({
    variable: "WEBSOCKET_API_CLOUD_ORGANIZATION",
    otherwise: "required for `cloud`",
    meaning: "organization in HCP Terraform",
    parse: parseName,
    fallback: undefined,
  }),
  cloudWorkspace: setting<string | undefined>({
    variable: "WEBSOCKET_API_CLOUD_WORKSPACE",
    otherwise: "this or `cloudWorkspaceTags` for `cloud`",
    meaning: "name of the workspace, which resource names then hold",
    parse: parseName,
    fallback: undefined,
  }),
  cloudWorkspaceTags: setting<readonly string[] | undefined>({
    variable: "WEBSOCKET_API_CLOUD_WORKSPACE_TAGS",
    otherwise: "this or `cloudWorkspace` for `cloud`",
    meaning: "tags that choose the workspaces: a list, or `tag,tag`; `TF_WORKSPACE` names the one to deploy",
    parse: parseList,
    fallback: undefined,
  }),
  cloudHostname: setting<string | undefined>({
    variable: "WEBSOCKET_API_CLOUD_HOSTNAME",
    otherwise: "`app.terraform.io`",
    meaning: "host of a Terraform Enterprise installation",
    parse: parseHostname,
    fallback: undefined,
  }),
  cloudProject: setting<string | undefined>({
    variable: "WEBSOCKET_API_CLOUD_PROJECT",
    otherwise: "the organization's default project",
    meaning: "project in which new workspaces are made",
    parse: parseName,
    fallback: undefined,
  }),
  s3Bucket: setting<string | undefined>({
    variable: "WEBSOCKET_API_S3_BUCKET",
    otherwise: "required for `s3`",
    meaning: "bucket that holds the state and its lock file (Terraform 1.10 or later)",
    parse: parseName,
    fallback: undefined,
  }),
  s3Key: setting<string | undefined>({
    variable: "WEBSOCKET_API_S3_KEY",
    otherwise: "the resources' name and `.tfstate`",
    meaning: "key of the state in the bucket",
    parse: parseName,
    fallback: undefined,
  }),
  s3Region: setting<string | undefined>({
    variable: "WEBSOCKET_API_S3_REGION",
    otherwise: "`region`",
    meaning: "region of the bucket",
    parse: parseRegion,
    fallback: undefined,
  }),
} as const;

/** The name of a row. */
export type SettingName = keyof typeof SETTINGS;

/** Every row's value. */
export type SettingValues = {
  readonly [K in SettingName]: (typeof SETTINGS)[K] extends Setting<infer T> ? T : never;
};

/** The configuration as a Markdown table, a row each setting. */
export function describeSettings(): string {
  const rows = Object.entries(SETTINGS).map(
    ([name, { variable, otherwise, meaning }]) => `| \`${name}\` | \`${variable}\` | ${otherwise} | ${meaning} |`,
  );
  return ["| context of `cdktf.json` | environment | default | meaning |", "| --- | --- | --- | --- |", ...rows].join(
    "\n",
  );
}
