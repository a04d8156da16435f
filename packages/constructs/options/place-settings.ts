import { parsePrefix, parseRegion, parseStageName } from "./parse-setting";
import { setting } from "./setting";

/** Options that say where an API is and what its names hold, and are settings of the stacks too, by the same name. */
export const PLACE_SETTINGS = {
  region: setting({
    ambient: "AWS_REGION",
    otherwise: "`AWS_REGION`, else `us-east-1`",
    meaning: "AWS region",
    parse: parseRegion,
    fallback: "us-east-1",
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
} as const;
