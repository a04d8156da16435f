import { COMPOSED_SETTINGS } from "./composed-settings";
import { OPTION_SETTINGS } from "./option-settings";
import {
  parseBackendName,
  parseBucket,
  parseHostname,
  parseKey,
  parseRegions,
  parseStackName,
  parseStacks,
  parseTagList,
  parseName,
  parsePrefix,
  parseRegion,
  parseStageName,
  parseTags,
  parseWorkspace,
  STACK_NAMES,
} from "./parse-setting";
import { type Setting, setting } from "./setting";

/** The whole configuration, by the name that each row has in the context of `cdktf.json`. */
export const SETTINGS = {
  stacks: setting<readonly string[]>({
    otherwise: "the first one, `apigw-websocket-api-sfn-sync`",
    meaning: "which stacks of `main.ts` are synthesized: a list, or `name,name`",
    // Which ones there are, main.ts knows: see readSettings.
    parse: parseStacks(STACK_NAMES),
    fallback: STACK_NAMES.slice(0, 1),
  }),
  stackName: setting<string | undefined>({
    otherwise: "the stack's name in `main.ts`",
    meaning:
      "what the names of resources say of the stack: lower-case letters, digits and hyphens, at most 40. Another one replaces what is deployed",
    parse: parseStackName,
    fallback: undefined,
  }),
  environment: setting<string | undefined>({
    otherwise: "all of them",
    meaning: "the one of the context's `environments` that is synthesized",
    parse: parsePrefix,
    fallback: undefined,
  }),
  region: setting({
    ambient: "AWS_REGION",
    otherwise: "`AWS_REGION`, else `us-east-1`",
    meaning: "AWS region",
    parse: parseRegion,
    fallback: "us-east-1",
  }),
  regions: setting<readonly string[] | undefined>({
    otherwise: "`region`",
    meaning:
      "AWS regions, each of which gets stacks of its own: a list, or `region,region`; `WEBSOCKET_API_REGION` chooses one",
    parse: parseRegions,
    fallback: undefined,
  }),
  stageName: setting({
    otherwise: "`api`",
    meaning: "name of the stage, the last part of the URL: letters, digits, `-`, `_`, at most 128",
    parse: parseStageName,
    fallback: "api",
  }),
  resourcePrefix: setting({
    otherwise: "none",
    meaning: "put before the name of every resource: letters, digits and hyphens, at most 20",
    parse: parsePrefix,
    fallback: "",
  }),
  tags: setting<Readonly<Record<string, string>>>({
    otherwise: "none",
    meaning: "tags of every resource: an object of texts, or `key=value,key=value`",
    parse: parseTags,
    fallback: {},
  }),
  ...COMPOSED_SETTINGS,
  ...OPTION_SETTINGS,
  backend: setting<"local" | "cloud" | "s3">({
    otherwise: "`local`",
    meaning: "where Terraform's state lives: `local`, `cloud` (HCP Terraform) or `s3`",
    parse: parseBackendName,
    fallback: "local",
  }),
  cloudOrganization: setting<string | undefined>({
    otherwise: "required for `cloud`",
    meaning: "organization in HCP Terraform",
    parse: parseName,
    fallback: undefined,
  }),
  cloudWorkspace: setting<string | undefined>({
    otherwise: "this or `cloudWorkspaceTags` for `cloud`",
    meaning: "name of the workspace, which resource names then hold; `{stack}` in it stands for the stack's",
    parse: parseWorkspace,
    fallback: undefined,
  }),
  cloudWorkspaceTags: setting<readonly string[] | undefined>({
    otherwise: "this or `cloudWorkspace` for `cloud`",
    meaning: "tags that choose the workspaces: a list, or `tag,tag`; `TF_WORKSPACE` names the one to deploy",
    parse: parseTagList,
    fallback: undefined,
  }),
  cloudHostname: setting<string | undefined>({
    otherwise: "`app.terraform.io`",
    meaning: "host of a Terraform Enterprise installation",
    parse: parseHostname,
    fallback: undefined,
  }),
  cloudProject: setting<string | undefined>({
    otherwise: "the organization's default project",
    meaning: "project in which new workspaces are made",
    parse: parseName,
    fallback: undefined,
  }),
  s3Bucket: setting<string | undefined>({
    otherwise: "required for `s3`",
    meaning: "bucket that holds the state and its lock file (Terraform 1.10 or later)",
    parse: parseBucket,
    fallback: undefined,
  }),
  s3Key: setting<string | undefined>({
    otherwise: "the resources' name and `.tfstate`",
    meaning: "key of the state in the bucket; `{stack}` in it stands for the stack's name",
    parse: parseKey,
    fallback: undefined,
  }),
  s3Region: setting<string | undefined>({
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
