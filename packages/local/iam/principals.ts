import type { Principals } from "./policy-document";

/** Who asks to assume a role: a service of AWS, or another role. */
export type Caller = { readonly service: string } | { readonly arn: string };

/**
 * True if a trust policy's principals name the caller. `*`, alone or among the AWS principals, names every caller.
 * *Assumed*: that this includes services; and that a regional form like `states.us-east-1.amazonaws.com` names the service.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function matchesPrincipal(principals: Principals, caller: Caller): boolean {
  if (principals === "except") return false;
  const names = (kind: string): readonly string[] => (Object.hasOwn(principals, kind) ? (principals[kind] ?? []) : []);
  if (names("*").length > 0 || names("AWS").includes("*")) return true;
  if ("service" in caller) return names("Service").some((name) => name === "*" || isService(name, caller.service));
  return names("AWS").some((name) => isPrincipalArn(name, caller.arn));
}

function isService(name: string, service: string): boolean {
  const [label = "", region, ...domain] = name.split(".");
  return name === service || (/^[a-z]+(-[a-z]+)+-\d$/.test(region ?? "") && [label, ...domain].join(".") === service);
}

/** An account, by number or root ARN, stands for each of its roles. */
function isPrincipalArn(name: string, arn: string): boolean {
  const account = arn.split(":")[4];
  return name === arn || name === account || (name.endsWith(":root") && name.split(":")[4] === account);
}
