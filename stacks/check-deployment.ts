import { isRecord } from "@sfn-websocket/constructs/options/refuse-value";
import { show } from "@sfn-websocket/constructs/options/show-value";
import type { DeploymentProps } from "./stack-props";

/** The options that names, paths and the provider are made of. */
const TEXTS = ["region", "stackName", "stageName", "resourcePrefix", "environment", "workspace", "rolePath", "root"];

/**
 * The problems of options without which no stack can be made: types do not hold in JavaScript, nor past a cast. Whether a
 * text is a right one, the options' own checks tell.
 */
export function checkDeployment(props: DeploymentProps): readonly string[] {
  const given = new Map<string, unknown>(Object.entries(props).filter(([, value]) => value !== undefined));
  const texts = TEXTS.filter((name) => given.has(name) && typeof given.get(name) !== "string").map(
    (name) => `${name}: value is not a text, got ${show(given.get(name))}; give one, or remove it`,
  );
  return [...texts, ...checkTags(given.get("tags")), ...checkBackend(given.get("backend"))];
}

function checkTags(tags: unknown): readonly string[] {
  const isShaped = isRecord(tags) && Object.values(tags).every((value) => typeof value === "string");
  return tags === undefined || isShaped
    ? []
    : [`tags: are not texts by name, got ${show(tags)}; give { team: "chat" }, a number in quotes`];
}

/** What each kind of backend must be told. */
const BACKENDS: Readonly<Record<string, Readonly<Record<string, (value: unknown) => boolean>>>> = {
  local: {},
  cloud: { organization: isText, workspaces: isRecord },
  s3: { bucket: isText, region: isText },
};

const FORMS = `{ type: "local" }, { type: "cloud", organization, workspaces } or { type: "s3", bucket, region }`;

function checkBackend(backend: unknown): readonly string[] {
  if (backend === undefined) return [];
  const { type, ...told } = isRecord(backend) ? backend : {};
  const needed = typeof type === "string" && Object.hasOwn(BACKENDS, type) ? BACKENDS[type] : undefined;
  if (needed === undefined) return [`backend: is unknown, got ${show(backend)}; give ${FORMS}`];
  const lacking = Object.entries(needed).filter(([name, isRight]) => !isRight(told[name]));
  return lacking.length === 0
    ? []
    : [`backend: lacks ${lacking.map(([name]) => name).join(" and ")}, got ${show(backend)}; give ${FORMS}`];
}

function isText(value: unknown): boolean {
  return typeof value === "string" && value !== "";
}
