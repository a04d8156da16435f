import { isPackage } from "@sfn-websocket/run/invocation";
import { listScopableActions, listWildActions } from "../plan-review/weigh-statement";
import type { Grant, Grants, UnreadPolicy } from "./list-grants";

/** Something that is wider than it need be, or that nobody can explain. */
export interface Finding {
  readonly stack: string;
  readonly role: string;
  /** `<where>: <what is wrong>, got <value>; <what to do>` */
  readonly message: string;
}

/** What is wrong with a statement, as `<what is wrong>, got <value>; <what to do>`. */
type Rule = (grant: Grant) => readonly string[];

const RULES: readonly Rule[] = [
  ({ kind, managed, ...statement }) =>
    kind !== "permission" || managed
      ? []
      : listScopableActions({ ...statement, resources: widen(statement.resources) }).map(
          (action) =>
            `a resource could be named and is not, got '${action}' on '${statement.resources.join(", ")}'; name its ARN`,
        ),
  (grant) =>
    listWildActions(grant).map((action) => `an action stands for others, got '${action}'; list those that are needed`),
  ({ effect, principals }) =>
    effect === "Allow" && principals.some((name) => name === "*" || name === "AWS:*")
      ? ["anybody is allowed, got principal '*'; name who may"]
      : [],
  ({ unexplained }) =>
    unexplained.map(
      (action) =>
        `no reason is known, got '${action}'; ${isPackage ? "remove it, unless it is needed" : "remove it, or say why in packages/languages/states-language/permissions/grant-reasons.ts"}`,
    ),
];

/** What is to be said of the statements, in their order. */
export function listFindings({ grants, unread }: Grants): readonly Finding[] {
  const ofStatements = grants.flatMap((grant) =>
    RULES.flatMap((rule) => rule(grant)).map((problem) => locate(grant, problem)),
  );
  const ofPolicies = unread.map((policy) =>
    locate(policy, `what it grants cannot be read, got '${policy.got}'; write its statements as JSON in the stack`),
  );
  return [...ofStatements, ...ofPolicies];
}

function locate({ stack, role, holder, kind, policy }: Omit<UnreadPolicy, "got">, problem: string): Finding {
  const where = kind === "trust" ? "trust" : `policy '${policy}'`;
  return { stack, role, message: `stack '${stack}', ${holder ?? "role"} '${role}', ${where}: ${problem}` };
}

/**
 * An ARN that names a type of resource and no resource is as wide as `*`. A bucket's name has no type before it.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html documented
 */
function widen(resources: readonly string[]): readonly string[] {
  return resources.map((resource) =>
    /^arn:[^:]+:(?!s3:)[^:]+:[^:]*:[^:]*:(\*|[\w-]+[/:]\*)$/.test(resource) ? "*" : resource,
  );
}
