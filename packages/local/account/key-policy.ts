import type { Aws } from "./aws";
import { type CompiledStatement, compilePolicy } from "../iam/compile-policy";
import { createConditionKeys } from "../iam/condition-keys";
import type { Question } from "../iam/evaluate-statements";
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
    const roles = new Set(aws.iam.listRoles().map(({ arn }) => arn));
    if (listArns(document).some((arn) => isOwnRole(aws, arn) && !roles.has(arn))) return INVALID_PRINCIPALS;
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

const isOwnRole = ({ partition, accountId }: Aws, name: string): boolean =>
  name.startsWith(`arn:${partition}:iam::${accountId}:role/`);

function isChangeable({ partition, accountId }: Aws, document: PolicyDocument): boolean {
  const keys = createConditionKeys({ "kms:CallerAccount": accountId, "aws:PrincipalAccount": accountId }, {}, {});
  const question = { action: "kms:PutKeyPolicy", resource: "*", keys };
  // What does not depend on the caller is asked once: a policy may name hundreds.
  const statements = compilePolicy(document).flatMap((statement) => decideForAll(statement, question));
  const somebody = `arn:${partition}:iam::${accountId}:user/somebody`;
  const callers = new Set([somebody, ...listArns(document).filter((name) => name.split(":")[4] === accountId)]);
  return [...callers].some((arn) =>
    ["allow", "account-allows"].includes(decideByResource(statements, { ...question, caller: { arn } })),
  );
}

/** The statement as far as its principals decide; none where it does not concern the question, whoever asks. */
function decideForAll(statement: CompiledStatement, { action, resource, keys }: Question): CompiledStatement[] {
  if (!statement.matchesAction(action, keys) || !statement.matchesResource(resource, keys)) return [];
  const outcome = statement.condition?.(keys);
  const condition = outcome && { condition: () => outcome };
  return [{ ...statement, matchesAction: () => true, matchesResource: () => true, ...condition }];
}
