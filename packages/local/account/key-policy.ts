import type { Aws } from "./aws";
import { compilePolicy } from "../iam/compile-policy";
import { createConditionKeys } from "../iam/condition-keys";
import { IamError } from "../iam/iam-error";
import { parsePolicy, type PolicyDocument, type Principals } from "../iam/policy-document";
import { decideByResource } from "../iam/resource-policy";

/**
 * *Recorded*: both, in reports of the AWS provider's users.
 * @see https://github.com/trussworks/terraform-aws-cloudtrail/issues/178
 * @see https://github.com/aws-samples/aws-blog-codepipeline-third-party-git-build-status/issues/6
 */
const INVALID_PRINCIPALS = "Policy contains a statement with one or more invalid principals.";
const LOCKED_OUT = "The new key policy will not allow you to update the key policy in the future.";

/**
 * Returns AWS's text for a key policy that KMS refuses: one that is no policy, that names a role of the account that is not
 * there, or by which nobody could change it any more. The endpoint knows no caller, so somebody of the account is enough.
 *
 * *Assumed*: the texts of faults in the grammar, IAM's.
 * @see https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html
 */
export function refuseKeyPolicy(aws: Aws, text: string, { mayLockOut }: { readonly mayLockOut: boolean }) {
  try {
    const document = parsePolicy(text, "resource");
    if (listArns(document).some((arn) => isUnknownRole(aws, arn))) return INVALID_PRINCIPALS;
    return mayLockOut || isChangeable(aws, document) ? undefined : LOCKED_OUT;
  } catch (error) {
    if (error instanceof IamError) return error.message;
    throw error;
  }
}

const listArns = ({ statements }: PolicyDocument): readonly string[] =>
  statements.flatMap(({ principals }) => listNames(principals));

/** The principals of AWS's own kind. */
function listNames(principals: Principals | undefined): readonly string[] {
  if (principals === undefined || principals === "except") return [];
  return [...(principals["AWS"] ?? []), ...(principals["*"] ?? [])];
}

function isUnknownRole({ iam, partition, accountId }: Aws, name: string): boolean {
  return (
    name.startsWith(`arn:${partition}:iam::${accountId}:role/`) && !iam.listRoles().some(({ arn }) => arn === name)
  );
}

function isChangeable({ partition, accountId }: Aws, document: PolicyDocument): boolean {
  const statements = compilePolicy(document);
  const keys = createConditionKeys({ "kms:CallerAccount": accountId, "aws:PrincipalAccount": accountId }, {}, {});
  const somebody = `arn:${partition}:iam::${accountId}:user/somebody`;
  const callers = [somebody, ...listArns(document).filter((name) => name.split(":")[4] === accountId)];
  return callers.some((arn) => {
    const question = { action: "kms:PutKeyPolicy", resource: "*", keys, caller: { arn } };
    return ["allow", "account-allows"].includes(decideByResource(statements, question));
  });
}
