import { matchTokens, readTokens } from "../protocols/match-tokens";
import type { Permission, PolicyStatement } from "./resources";

/** A service that wants to invoke a function on behalf of a resource of its own. */
export interface Invoker {
  readonly principal: string;
  readonly sourceArn: string;
  readonly sourceAccount: string;
}

/** What AddPermission can ask for besides. */
export interface PermissionConditions {
  readonly principalOrgId?: string | undefined;
  readonly eventSourceToken?: string | undefined;
  readonly functionUrlAuthType?: string | undefined;
}

/** Returns the statement of a permission as GetPolicy shows it. *Recorded* (LocalStack's AWS-validated snapshots), but for the conditions of users. */
export function createStatement(sid: string, permission: Permission & PermissionConditions): PolicyStatement {
  const { functionArn, action, principal, sourceArn, sourceAccount } = permission;
  const { principalOrgId, eventSourceToken, functionUrlAuthType } = permission;
  const equal = dropUndefined({
    "AWS:SourceAccount": sourceAccount,
    "aws:PrincipalOrgID": principalOrgId,
    "lambda:EventSourceToken": eventSourceToken,
    "lambda:FunctionUrlAuthType": functionUrlAuthType,
  });
  const Condition = {
    ...(Object.keys(equal).length > 0 && { StringEquals: equal }),
    ...(sourceArn !== undefined && { ArnLike: { "AWS:SourceArn": sourceArn } }),
  };
  return {
    Sid: sid,
    Effect: "Allow",
    Principal: printPrincipal(principal, functionArn),
    Action: action,
    Resource: functionArn,
    ...(Object.keys(Condition).length > 0 && { Condition }),
  };
}

function dropUndefined(values: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]): [string, string][] => (value === undefined ? [] : [[name, value]])),
  );
}

function printPrincipal(principal: string, functionArn: string): PolicyStatement["Principal"] {
  if (principal === "*") return "*";
  if (/^\d{12}$/.test(principal)) return { AWS: `arn:${functionArn.split(":")[1]}:iam::${principal}:root` };
  return principal.startsWith("arn:") ? { AWS: principal } : { Service: principal };
}

/** Whether a principal is one that AddPermission takes: a service, an account, an ARN or everybody. */
export const isPrincipal = (text: string): boolean =>
  /^(?:\*|\d{12}|arn:[\w-]+:(?:iam|sts)::\d{12}:.+|[\w-]+(?:\.[\w-]+)+)$/.test(text);

/**
 * Returns whether the statement lets the service invoke a function.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html
 */
export function permits({ Principal, Action, Condition = {} }: PolicyStatement, invoker: Invoker): boolean {
  const isMeant =
    Principal === "*" ||
    (typeof Principal === "object" && "Service" in Principal && Principal.Service === invoker.principal);
  const conditions = Object.values(Condition).flatMap((each) => Object.entries(each));
  return (
    isMeant &&
    (Action === "lambda:InvokeFunction" || Action === "lambda:*" || Action === "*") &&
    conditions.every(([name, value]) => CONDITIONS[name.toLowerCase()]?.(value, invoker) === true)
  );
}

/** A key that a service's invocation does not have is not met. */
const CONDITIONS: Readonly<Record<string, (value: string, invoker: Invoker) => boolean>> = {
  "aws:sourcearn": (pattern, { sourceArn }) => matchesArn(pattern, sourceArn),
  "aws:sourceaccount": (account, { sourceAccount }) => account === sourceAccount,
};

/** Matches as `ArnLike` does: `*` is any text within one part between colons, `?` one character. */
function matchesArn(pattern: string, arn: string): boolean {
  const sixParts = (text: string) => [...text.split(":").slice(0, 5), text.split(":").slice(5).join(":")];
  const parts = sixParts(arn);
  return sixParts(pattern).every((part, index) => matchTokens(parts[index] ?? "", readTokens(part)));
}
