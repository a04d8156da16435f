import { suggestName } from "@sfn-websocket/languages/nearest-name";
import { REGION } from "@sfn-websocket/languages/region";
import { RETENTION_DAYS } from "@sfn-websocket/languages/retention-days";
import { show } from "./show-value";
import { isRecord } from "./refuse-value";

/** A setting's value, or what is wrong with what was given: `<what is wrong>, got <value>; <what to do>`. */
export type Parsed<T> = { readonly value: T } | { readonly problem: string };

/** Reads a setting, given as JSON in `cdktf.json` or as text in the environment. */
export type Parse<T> = (given: unknown) => Parsed<T>;

/** The stacks that `main.ts` has before anybody adds one. */
export const STACK_NAMES: readonly string[] = [
  "apigw-websocket-api-sfn-sync",
  "apigw-websocket-api-sfn-async",
  "apigw-ws-integrations",
  "api-gateway-account",
];

const BACKEND_NAMES = ["local", "cloud", "s3"] as const;

export const parseRegion = matching(REGION, "is not a region", "write it as in us-east-1");

/**
 * @see https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages.html documented: at most 128
 * characters
 */
export const parseStageName = matching(
  /^[A-Za-z0-9_-]{1,128}$/,
  "is not a stage name",
  "use 1 to 128 letters, digits, '-' and '_'",
);

export const parsePrefix = matching(
  /^([A-Za-z0-9][A-Za-z0-9-]{0,19})?$/,
  "is not a prefix",
  "use at most 20 letters, digits and hyphens",
);

/** A name of HCP Terraform's or S3's making: Terraform's own markers would change it. */
export const parseName = matching(
  /^[A-Za-z0-9][A-Za-z0-9 ._/-]*$/,
  "is not a name",
  "use letters, digits, '-', '_', '.', '/'",
);

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html documented */
export const parseBucket = matching(
  /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
  "is not a bucket's name",
  "use 3 to 63 lower-case letters, digits, '-' and '.'",
);

/** An object's key in S3, in which `{stack}` may stand for the stack's name; Terraform takes no slash at its ends. */
export const parseKey = matching(
  /^(\{stack\}|[A-Za-z0-9])([A-Za-z0-9 ._/-]|\{stack\})*(?<!\/)$/,
  "is not a key",
  "use letters, digits, '-', '_', '.', '/' but not at the end, and '{stack}' for the stack's name",
);

export const parseHostname = matching(
  /^[A-Za-z0-9.-]+(:\d+)?$/,
  "is not a host name",
  "write it as in app.terraform.io",
);

/** One of the names that there are. */
export function parseOneOf<Name extends string>(known: readonly Name[]): Parse<Name> {
  return (given) => {
    const value = known.find((name) => name === given);
    if (value !== undefined) return { value };
    return refuse(given, "is unknown", suggestName(String(given), known, `use one of ${known.join(", ")}`));
  };
}

export const parseBackendName = parseOneOf(BACKEND_NAMES);

export const parseRetention: Parse<number> = (given) => {
  const value = RETENTION_DAYS.find((days) => days === given || String(days) === given);
  return value === undefined
    ? refuse(given, "is not a retention of CloudWatch Logs", `use one of ${RETENTION_DAYS.join(", ")}`)
    : { value };
};

/** A list of HCP Terraform's tags. */
export const parseTagList = listOf(/^[A-Za-z0-9][A-Za-z0-9_:-]*$/, "is not a list of tags", "write 'tag,tag'");

export const parseRegions = listOf(REGION, "is not a list of regions", "write 'us-east-1,eu-west-1'");

export const parseKeyNames = listOf(/^[A-Za-z0-9][A-Za-z0-9-]*$/, "is not a list of names", "write 'name,name'");

/** Their form is the stack's to check. */
export const parseIdentitySources = listOf(/^[\w.-]+$/, "is not a list of identity sources", "write 'source,source'");

/** A list of some of the stacks that there are, in the order of `stackNames`. */
export const parseStacks =
  (stackNames: readonly string[]): Parse<readonly string[]> =>
  (given) => {
    const items = readList(given);
    const names = stackNames.filter((name) => items.includes(name));
    const unknown = items.find((item) => !stackNames.some((name) => name === item));
    if (items.length > 0 && unknown === undefined) return { value: names };
    const advice = suggestName(String(unknown), stackNames, `use some of ${stackNames.join(", ")}`);
    return refuse(given, "is not a list of stacks", advice);
  };

/** The names of resources are cut where they grow longer than AWS takes them: a role's holds 64 characters. */
export const parseStackName = matching(
  /^[a-z0-9][a-z0-9-]{0,39}$/,
  "is not a stack's name",
  "use at most 40 lower-case letters, digits and hyphens",
);

/** A name in which `{stack}` may stand for the stack's. */
export const parseWorkspace = matching(
  /^(\{stack\}|[A-Za-z0-9])([A-Za-z0-9 ._/-]|\{stack\})*$/,
  "is not a name",
  "use letters, digits, '-', '_', '.', '/', and '{stack}' for the stack's name",
);

export const parseBoolean: Parse<boolean> = (given) => {
  if (given === true || given === "true") return { value: true };
  if (given === false || given === "false") return { value: false };
  return refuse(given, "is not a boolean", "give true or false");
};

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html documented, as Path */
export const parseRolePath = matching(
  /^\/([\w+=,.@-]+\/){0,50}$/,
  "is not a path of roles",
  "write it between slashes, as in '/chat/'",
);

/** A text whose form is the stack's to check. */
export const parseText = matching(/^\S+$/, "is not a text without blanks", "give a text");

export const parseAuthorization = matching(
  /^(AWS_IAM|arn:[\w-]+:lambda:\S+)$/,
  "is unknown",
  "give AWS_IAM, or the ARN of a Lambda function",
);

/** @see https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html documented */
export const parseTags: Parse<Readonly<Record<string, string>>> = (given) => {
  const entries = isRecord(given) ? Object.entries(given) : splitList(given).map(splitPair);
  const right = entries.every(
    ([key, value]) =>
      /^(?!aws:)[\p{L}\p{N} _.:/=+@-]{1,128}$/iu.test(key) && typeof value === "string" && isTagValue(value),
  );
  return right && (isRecord(given) || entries.length > 0)
    ? { value: Object.fromEntries(entries.map(([key, value]) => [key, String(value)])) }
    : refuse(
        given,
        "is not a set of tags",
        "give texts by key, or write 'key=value,key=value', without keys that start with 'aws:'",
      );
};

function isTagValue(value: string): boolean {
  return /^[\p{L}\p{N} _.:/=+@-]{0,256}$/u.test(value);
}

function matching(pattern: RegExp, problem: string, advice: string): Parse<string> {
  return (given) =>
    typeof given === "string" && pattern.test(given) ? { value: given } : refuse(given, problem, advice);
}

function listOf(item: RegExp, problem: string, advice: string): Parse<readonly string[]> {
  return (given) => {
    const items = readList(given);
    const texts = items.filter((each) => typeof each === "string" && item.test(each));
    return items.length === 0 || texts.length < items.length
      ? refuse(given, problem, advice)
      : { value: texts.map(String) };
  };
}

function readList(given: unknown): readonly unknown[] {
  return Array.isArray(given) ? given : splitList(given);
}

function refuse(given: unknown, problem: string, advice: string): { readonly problem: string } {
  return { problem: `${problem}, got ${show(given)}; ${advice}` };
}

function splitList(given: unknown): readonly string[] {
  return typeof given === "string" ? given.split(",").map((item) => item.trim()) : [];
}

function splitPair(pair: string): readonly [string, unknown] {
  const equals = pair.indexOf("=");
  return equals < 0 ? ["", undefined] : [pair.slice(0, equals).trim(), pair.slice(equals + 1).trim()];
}
