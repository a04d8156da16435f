/** What a policy is for, which decides about the fields that it has. A resource's has both principals and resources. */
export type PolicyKind = "trust" | "inline" | "managed" | "resource";

type Fields = Readonly<Record<string, unknown>>;
/** AWS's text for what is wrong, undefined if nothing is. */
type Check = (statement: Fields, kind: PolicyKind) => string | undefined;

const SYNTAX = "Syntax errors in policy.";
const LEGACY = "The policy failed legacy parsing";
const versions = ["2012-10-17", "2008-10-17"];
const statementFields = "Sid Effect Action NotAction Resource NotResource Principal NotPrincipal Condition".split(" ");
const principalKinds = ["AWS", "Service", "Federated", "CanonicalUser"];
const trustActions = ["sts:assumerole", "sts:assumerolewithsaml", "sts:assumerolewithwebidentity"];
const trustSessionActions = ["sts:tagsession", "sts:setsourceidentity", "sts:setcontext"];

/**
 * AWS's text for the first thing that is wrong with a policy document, undefined for a right one.
 *
 * *Assumed*: the texts, as the IAM API is generally reported to word them, and which comes first of several.
 */
export function reportGrammar(document: unknown, kind: PolicyKind): string | undefined {
  if (!isFields(document)) return SYNTAX;
  if (Object.keys(document).some((name) => !["Version", "Id", "Statement"].includes(name))) return SYNTAX;
  const version = document["Version"];
  if (version !== undefined && !isOneOf(versions, version)) return SYNTAX;
  const statements = toList(document["Statement"]);
  if (statements.length === 0) return SYNTAX;
  for (const statement of statements) {
    if (!isFields(statement)) return SYNTAX;
    const problem = firstProblem(statement, kind);
    if (problem !== undefined) return problem;
  }
  const identifiers = statements.flatMap((statement) => (isFields(statement) ? toList(statement["Sid"]) : []));
  const named = identifiers.filter((identifier) => identifier !== "");
  if (new Set(named).size < named.length) return "Statement IDs (SID) in a single policy must be unique.";
  return kind === "managed" && version !== "2012-10-17"
    ? "Policy document must be version 2012-10-17 or greater."
    : undefined;
}

function firstProblem(statement: Fields, kind: PolicyKind): string | undefined {
  for (const check of checks) {
    const problem = check(statement, kind);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

const checks: readonly Check[] = [
  (statement) => (Object.keys(statement).some((name) => !statementFields.includes(name)) ? SYNTAX : undefined),
  (statement) => (isOneOf(["Allow", "Deny"], statement["Effect"]) ? undefined : SYNTAX),
  refuseSid,
  refusePairs,
  refusePrincipal,
  refuseActions,
  refuseResources,
  refuseCondition,
];

/** In a key's policy it may have spaces. @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html */
function refuseSid(statement: Fields, kind: PolicyKind): string | undefined {
  const sid = statement["Sid"];
  if (sid === undefined) return undefined;
  if (typeof sid !== "string") return SYNTAX;
  const rule = "Check that your input satisfies the regular expression [0-9A-Za-z]*";
  const pattern = kind === "resource" ? /^[0-9A-Za-z ]*$/ : /^[0-9A-Za-z]*$/;
  return pattern.test(sid) ? undefined : `Statement IDs (SID) must be alpha-numeric. ${rule}`;
}

function refusePairs(statement: Fields): string | undefined {
  const pairs = ["Action", "Resource", "Principal"];
  return pairs.some((name) => has(statement, name) && has(statement, `Not${name}`)) ? SYNTAX : undefined;
}

function refusePrincipal(statement: Fields, kind: PolicyKind): string | undefined {
  const principal = statement["Principal"];
  if (kind !== "trust" && kind !== "resource") {
    const there = has(statement, "Principal") || has(statement, "NotPrincipal");
    return there ? "Policy document should not specify a principal." : undefined;
  }
  if (!has(statement, "Principal") && !has(statement, "NotPrincipal")) return "Missing required field Principal";
  if (principal === undefined || principal === "*") return undefined;
  if (typeof principal === "string") return `Invalid principal in policy: "STAR":"${principal}"`;
  if (!isFields(principal)) return SYNTAX;
  for (const [name, value] of Object.entries(principal)) {
    if (!principalKinds.includes(name) || !isListOfTexts(value)) return SYNTAX;
  }
  return undefined;
}

function refuseActions(statement: Fields, kind: PolicyKind): string | undefined {
  const value = statement["Action"] ?? statement["NotAction"];
  if (value === undefined)
    return kind === "trust" ? "Missing required field Action" : "Policy statement must contain actions.";
  if (!isListOfTexts(value)) return toList(value).length === 0 ? "Policy statement must contain actions." : SYNTAX;
  const actions = toList(value).map((action) => String(action).toLowerCase());
  for (const action of actions) {
    if (action === "*") continue;
    if (!action.includes(":")) return "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.";
    if (action.split(":").length > 2) return "Actions/Condition can contain only one colon.";
  }
  if (kind !== "trust" || actions.every(isTrustAction)) return undefined;
  return "AssumeRole policy may only specify STS AssumeRole actions.";
}

function isTrustAction(action: string): boolean {
  return (
    action === "sts:*" || action === "sts:assumerole*" || [...trustActions, ...trustSessionActions].includes(action)
  );
}

function refuseResources(statement: Fields, kind: PolicyKind): string | undefined {
  const value = statement["Resource"] ?? statement["NotResource"];
  if (kind === "trust") return value === undefined ? undefined : "Has prohibited field Resource";
  if (value === undefined || toList(value).length === 0) return "Policy statement must contain resources.";
  if (!isListOfTexts(value)) return SYNTAX;
  for (const resource of toList(value).map(String)) {
    const problem = refuseResource(resource);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function refuseResource(resource: string): string | undefined {
  if (resource === "*" || resource === "")
    return resource === "" ? `Resource ${resource} must be in ARN format or "*".` : undefined;
  if (/^[*?]+$/.test(resource) || resource.startsWith("${")) return undefined;
  const [scheme, partition = "", ...rest] = resource.split(":");
  if (scheme !== "arn" && !/[*?]/.test(scheme ?? "")) return `Resource ${resource} must be in ARN format or "*".`;
  const isKnown = /^(aws|aws-cn|aws-us-gov|aws-iso(-[a-z])?)$/.test(partition) || /[*?$]/.test(partition);
  if (rest.length > 0 && !isKnown) {
    return `Partition "${partition}" is not valid for resource "${resource}".`;
  }
  return rest.length < 3 && !resource.endsWith("*") ? LEGACY : undefined;
}

function refuseCondition(statement: Fields): string | undefined {
  const condition = statement["Condition"];
  if (condition === undefined) return undefined;
  if (!isFields(condition)) return SYNTAX;
  for (const tests of Object.values(condition)) {
    if (!isFields(tests)) return SYNTAX;
    if (
      Object.values(tests).some((values) => toList(values).some((value) => isFields(value) || Array.isArray(value)))
    ) {
      return SYNTAX;
    }
  }
  return undefined;
}

const isOneOf = (texts: readonly string[], value: unknown): boolean => texts.some((text) => text === value);

function has(fields: Fields, name: string): boolean {
  return Object.hasOwn(fields, name);
}

function isListOfTexts(value: unknown): boolean {
  const list = toList(value);
  return list.length > 0 && list.every((element) => typeof element === "string");
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value if it is a list, else a list of it; the empty list for undefined. */
export function toList(value: unknown): unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
