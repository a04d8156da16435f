import { COMPOSED_SETTINGS } from "./composed-settings";
import { OPTION_SETTINGS } from "@sfn-websocket/constructs/api/option-settings";
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
  parseTags,
  parseWorkspace,
  STACK_NAMES,
} from "@sfn-websocket/constructs/options/parse-setting";
import { PLACE_SETTINGS } from "@sfn-websocket/constructs/options/place-settings";
import { type Setting, setting } from "@sfn-websocket/constructs/options/setting";

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
      "what the names of resources say of the stack: lower-case letters, digits and hyphens, at most 40. Another one is [another deployment](#configuration)",
    parse: parseStackName,
    fallback: undefined,
  }),
  environment: setting<string | undefined>({
    otherwise: "all of them",
    meaning: "the one of the context's `environments` that is synthesized",
    parse: parsePrefix,
    fallback: undefined,
  }),
  region: PLACE_SETTINGS.region,
  regions: setting<readonly string[] | undefined>({
    otherwise: "`region`",
    meaning:
      "AWS regions, each of which gets stacks of its own: a list, or `region,region`; `WEBSOCKET_API_REGION` chooses one",
    parse: parseRegions,
    fallback: undefined,
  }),
  stageName: PLACE_SETTINGS.stageName,
  resourcePrefix: PLACE_SETTINGS.resourcePrefix,
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
