import type { Statement } from "@sfn-websocket/languages/states-language/permissions/policy-statements";

/** Who has a policy of IAM. */
export type PolicyHolder = "role" | "user" | "group";

/** How a policy stands in an attribute. */
export type PolicyForm =
  /** its document, as text */
  | "document"
  /** blocks, each with the text of one */
  | "blocks"
  /** the ARN of one, or several */
  | "arns"
  /** the resource itself is a statement */
  | "statement";

/** Where a resource has a policy. */
export interface PolicyPlace {
  /** `trust` says who may become the role, `resource` who may use the resource. */
  readonly kind: "trust" | "identity" | "resource";
  readonly form: PolicyForm;
  readonly attribute: string;
  /** Whose it is, by the attributes that name them. @default the resource's own */
  readonly holders?: Readonly<Record<string, PolicyHolder>>;
  /** Whether resources of their own may give a role the same, and Terraform reads it back into this attribute. @default false */
  readonly isReadBack?: true;
}

/** The types of Terraform for those who hold policies. */
export const HOLDER_TYPES: Readonly<Record<PolicyHolder, string>> = {
  role: "aws_iam_role",
  user: "aws_iam_user",
  group: "aws_iam_group",
};

const inPolicy = { kind: "identity", form: "document", attribute: "policy" } as const;
const byArn = { kind: "identity", form: "arns", attribute: "policy_arn" } as const;

/**
 * Where policies stand in the resources of IAM and Lambda; those of any other type are the resource's own.
 *
 * @see https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/iam_role documented, and so of the others
 */
export const POLICY_PLACES: Readonly<Record<string, readonly PolicyPlace[]>> = {
  aws_iam_role: [
    { kind: "trust", form: "document", attribute: "assume_role_policy" },
    { kind: "identity", form: "blocks", attribute: "inline_policy", isReadBack: true },
    { kind: "identity", form: "arns", attribute: "managed_policy_arns", isReadBack: true },
  ],
  aws_iam_role_policy: [{ ...inPolicy, holders: { role: "role" } }],
  aws_iam_user_policy: [{ ...inPolicy, holders: { user: "user" } }],
  aws_iam_group_policy: [{ ...inPolicy, holders: { group: "group" } }],
  aws_iam_role_policy_attachment: [{ ...byArn, holders: { role: "role" } }],
  aws_iam_user_policy_attachment: [{ ...byArn, holders: { user: "user" } }],
  aws_iam_group_policy_attachment: [{ ...byArn, holders: { group: "group" } }],
  aws_iam_policy_attachment: [{ ...byArn, holders: { roles: "role", users: "user", groups: "group" } }],
  aws_iam_policy: [inPolicy],
  aws_lambda_permission: [{ kind: "resource", form: "statement", attribute: "" }],
};

/** The statement that an `aws_lambda_permission` is; `read` gives the text of an attribute. */
export function readLambdaPermission(read: (attribute: string) => string | undefined): Statement {
  const list = (text: string | undefined) => (text === undefined ? [] : [text]);
  return {
    effect: "Allow",
    actions: list(read("action")),
    resources: list(read("function_name")),
    principals: list(read("principal")),
    conditions: [
      ...list(read("source_arn")).map((arn) => `ArnLike aws:SourceArn = ${arn}`),
      ...list(read("source_account")).map((account) => `StringEquals aws:SourceAccount = ${account}`),
    ],
  };
}
