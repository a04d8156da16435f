import type { Constraints } from "../../protocols/constraints";
import type { RequestOf } from "../../protocols/request";
import { LATEST, requireFunction, requireQualifier } from "../functions";
import { conflict, invalidValue, LambdaError, resourceNotFound, staleRevision } from "../lambda-error";
import { policyKey } from "../declare";
import { createStatement, isPrincipal } from "../permission";
import type { FunctionAlias, LambdaFunction } from "../resources";
import { defineAction, type LambdaActions, type LambdaCall, readName, requireNamed } from "./action";

const PATH = "/2015-03-31/functions/{FunctionName}/policy";

const PERMISSION = {
  StatementId: { required: true, minimum: 1, maximum: 100, pattern: "([a-zA-Z0-9-_]+)" },
  Action: { required: true, pattern: "(lambda:[*]|lambda:[a-zA-Z]+|[*])" },
  Principal: { required: true, pattern: String.raw`[^\s]+` },
  SourceArn: {
    pattern: String.raw`arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\-])+:((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1})?:(\d{12})?:(.*)`,
  },
  SourceAccount: { pattern: String.raw`\d{12}` },
  PrincipalOrgID: { pattern: "o-[a-z0-9]{10,32}" },
  EventSourceToken: { maximum: 256 },
  FunctionUrlAuthType: { values: ["NONE", "AWS_IAM"] },
  RevisionId: {},
} as const satisfies Constraints;

/** The actions on resource policies. @see https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html */
export const PERMISSION_ACTIONS: LambdaActions = {
  AddPermission: defineAction({
    method: "POST",
    path: PATH,
    status: 201,
    mutates: true,
    query: ["Qualifier"],
    members: PERMISSION,
    run: addPermission,
  }),
  GetPolicy: defineAction({
    method: "GET",
    path: PATH,
    query: ["Qualifier"],
    members: {},
    run: (call) => {
      const { qualifier } = readName(call);
      const { policies, aliases, versions } = requireNamed(call);
      const policy = policies.get(policyKey(qualifier));
      if (policy === undefined) throw resourceNotFound();
      const holder = aliases.get(qualifier ?? "") ?? versions.get(qualifier ?? LATEST);
      const Policy = JSON.stringify({ Version: "2012-10-17", Id: "default", Statement: policy.statements });
      return { Policy, RevisionId: holder?.revisionId };
    },
  }),
  RemovePermission: defineAction({
    method: "DELETE",
    path: `${PATH}/{StatementId}`,
    status: 204,
    mutates: true,
    query: ["Qualifier", "RevisionId"],
    members: {},
    run: removePermission,
  }),
};

/** Texts, here and below: *recorded* (LocalStack's AWS-validated snapshots). */
function addPermission(call: LambdaCall, request: RequestOf<typeof PERMISSION>): object {
  const { StatementId, Principal, RevisionId } = request;
  const { found, key, arn, holder } = requirePolicy(call);
  if (!isPrincipal(Principal))
    throw invalidValue("The provided principal was invalid. Please check the principal and try again.");
  const policy = found.policies.get(key);
  requireRevision(holder, RevisionId);
  const statements = policy?.statements ?? [];
  if (statements.some(({ Sid }) => Sid === StatementId))
    throw conflict(
      `The statement id (${StatementId}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
    );
  const statement = createStatement(StatementId, {
    functionArn: arn,
    action: request.Action,
    principal: Principal,
    ...(request.SourceArn !== undefined && { sourceArn: request.SourceArn }),
    ...(request.SourceAccount !== undefined && { sourceAccount: request.SourceAccount }),
    principalOrgId: request.PrincipalOrgID,
    eventSourceToken: request.EventSourceToken,
    functionUrlAuthType: request.FunctionUrlAuthType,
  });
  found.policies.set(key, { statements: [...statements, statement] });
  revise(call, found);
  return { Statement: JSON.stringify(statement) };
}

function removePermission(call: LambdaCall): void {
  const name = readName(call);
  if (!call.lambda.functions.has(name.functionArn))
    throw new LambdaError("ResourceNotFoundException", `No policy found for: ${name.functionArn}`);
  const { found, key, holder } = requirePolicy(call);
  const policy = found.policies.get(key);
  const sid = call.parameter("StatementId");
  const missing =
    policy === undefined
      ? "No policy is associated with the given resource."
      : `Statement ${sid} is not found in resource policy.`;
  const left = policy?.statements.filter(({ Sid }) => Sid !== sid);
  if (policy === undefined || left?.length === policy.statements.length)
    throw new LambdaError("ResourceNotFoundException", missing);
  requireRevision(holder, call.query.get("RevisionId") || undefined);
  if (left?.length) found.policies.set(key, { statements: left });
  else found.policies.delete(key);
  revise(call, found);
}

function requireRevision(holder: Holder | undefined, revisionId: string | undefined): void {
  if (revisionId !== undefined && revisionId !== holder?.revisionId) throw staleRevision();
}

/** *Recorded*: a policy's revision is that of its function, version or alias (LocalStack's AWS-validated snapshots). */
function revise(call: LambdaCall, found: LambdaFunction): void {
  const { qualifier = LATEST } = readName(call);
  const revisionId = call.uuid();
  const { versions, aliases } = found;
  const [alias, version] = [aliases.get(qualifier), versions.get(qualifier)];
  if (alias) aliases.set(qualifier, { ...alias, revisionId });
  if (version) versions.set(qualifier, { ...version, revisionId });
  // A policy is nothing that a version has of its own: there is still nothing to publish.
  if (version?.version === LATEST && found.publishedRevision === version.revisionId)
    found.publishedRevision = revisionId;
}

type Holder = Pick<FunctionAlias, "revisionId">;

interface FoundPolicy {
  readonly found: LambdaFunction;
  readonly key: string;
  /** The function's `$LATEST`, the version or the alias that the policy is of. */
  readonly holder: Holder | undefined;
  /** What the policy is of. */
  readonly arn: string;
}

function requirePolicy(call: LambdaCall): FoundPolicy {
  const name = readName(call);
  const { qualifier, functionArn } = name;
  if (qualifier === LATEST) throw invalidValue("We currently do not support adding policies for $LATEST.");
  const found = requireFunction(call.lambda.functions, name);
  if (qualifier !== undefined) requireQualifier(found, qualifier);
  return {
    found,
    key: policyKey(qualifier),
    holder: found.aliases.get(qualifier ?? "") ?? found.versions.get(qualifier ?? LATEST),
    arn: qualifier === undefined ? functionArn : `${functionArn}:${qualifier}`,
  };
}
