import { findOtherShapes } from "./rules/answer-rules";
import { findMissingPermissions } from "./rules/needed-permissions";
import {
  findLostAnswers,
  findNewUrls,
  findRemadeStages,
  findRemovedRoutes,
  findRemovedValidation,
  findUndeployed,
} from "./rules/api-rules";
import { findLostKeys, findRemovedAuthorization } from "./rules/authorization-rules";
import { findLoggedData, findNewLogRole, findRemovedLogs, findShorterRetention } from "./rules/log-rules";
import { findOpenedToAll, findUnscoped, findWidened, findWildActions } from "./rules/permission-rules";
import { findErrors, findFailedChecks, findLeftBehind } from "./rules/plan-rules";
import { LOW_RULES } from "./rules/low-rules";
import {
  findLostDomains,
  findRemovedBoundaries,
  findRemovedEncryption,
  findRemovedRecovery,
} from "./rules/protection-rules";
import { findDestroyed, findGone, type Rule } from "./rules/rule";
import { findLiftedThrottles } from "./rules/throttle-rules";
import { findLostWorkflows, findTypeChanges } from "./rules/workflow-rules";

/** The rules by id; those of one severity are told in this order. */
export const RULES: Readonly<Record<string, Rule>> = {
  "plan-errored": {
    severity: "high",
    title: "The plan is not complete",
    reason: "Terraform stopped with an error: what else would change is not in the plan",
    find: findErrors,
  },
  "url-changes": {
    severity: "high",
    title: "The URL changes",
    reason:
      "An API's id and a stage's name stand in the URL, or a domain's path: clients that know the old one cannot connect any more",
    find: findNewUrls,
  },
  "stage-remade": {
    severity: "high",
    title: "A stage is deleted and made again",
    reason: "Its URL stays, but open connections close, and nobody can connect until it is there again",
    find: findRemadeStages,
  },
  "api-destroyed": {
    severity: "high",
    title: "An API or a stage is destroyed",
    reason: "Its clients are disconnected and cannot connect again; a new API has another URL",
    find: findDestroyed("aws_apigatewayv2_api", "aws_apigatewayv2_stage"),
  },
  "left-behind": {
    severity: "high",
    title: "Resources are left behind in another region",
    reason:
      "Terraform looks for them in the new region and does not find them: they stay, are billed, and no plan removes them",
    find: findLeftBehind,
  },
  "domain-lost": {
    severity: "high",
    title: "A domain, its mapping or its distribution is lost",
    reason: "Clients that use the domain cannot connect until it is there again, and DNS takes its time",
    find: findLostDomains,
  },
  "data-lost": {
    severity: "high",
    title: "Data is lost",
    reason: "What is stored in it, or encrypted with it, goes with it; the one in its place is empty",
    find: findGone("aws_dynamodb_table", "aws_s3_bucket", "aws_sqs_queue", "aws_kms_key"),
  },
  "standard-workflow-lost": {
    severity: "high",
    title: "A Standard workflow is lost",
    reason:
      "AWS deletes it when its last execution is over, and Terraform waits for that: stop what runs before; their history goes with it",
    find: findLostWorkflows("STANDARD"),
  },
  "workflow-type-changes": {
    severity: "high",
    title: "A workflow changes its type",
    reason:
      "Standard and Express differ in what they cost, how long they run and how often a step may run; only Express answers synchronously",
    find: findTypeChanges,
  },
  "authorization-removed": {
    severity: "high",
    title: "Authorization is removed",
    reason: "Anybody who knows the URL may use it",
    find: findRemovedAuthorization,
  },
  "answer-lost": {
    severity: "high",
    title: "A route loses its response",
    reason:
      "Without a route response clients get nothing; without a $default integration response they get Internal server error",
    find: findLostAnswers,
  },
  "trust-widened": {
    severity: "high",
    title: "A role may be assumed by more than before",
    reason: "Whoever assumes it may do all that it may",
    find: findWidened(["trust"]),
  },
  "opened-to-all": {
    severity: "high",
    title: "Anybody is allowed",
    reason: "The principal is * without a condition: any AWS account may do it",
    find: findOpenedToAll,
  },
  "action-wildcard": {
    severity: "high",
    title: "Every action is allowed",
    reason: "A wildcard for actions allows deleting and granting too, and what AWS adds later",
    find: findWildActions,
  },
  "encryption-removed": {
    severity: "high",
    title: "Encryption with a key of one's own is removed",
    reason: "What is stored from now on can be read without permission to use the key",
    find: findRemovedEncryption,
  },
  "role-widened": {
    severity: "medium",
    title: "More is allowed than before",
    reason: "An existing role or resource allows what no statement allowed before, or loses a denial",
    find: findWidened(["identity", "resource"]),
  },
  "resource-wildcard": {
    severity: "medium",
    title: "Allowed on * though the resource could be named",
    reason: "These actions know resources: naming them keeps the others out of reach",
    find: findUnscoped,
  },
  "boundary-removed": {
    severity: "medium",
    title: "A permissions boundary is removed",
    reason: "The role or user may do all that its policies say, whatever the boundary kept from it",
    find: findRemovedBoundaries,
  },
  "express-workflow-lost": {
    severity: "medium",
    title: "An Express workflow is lost",
    reason: "Running executions are lost; messages fail while the one in its place is not deployed",
    find: findLostWorkflows("EXPRESS"),
  },
  "log-group-lost": {
    severity: "medium",
    title: "A log group is lost",
    reason: "Its events are deleted with it",
    find: findGone("aws_cloudwatch_log_group"),
  },
  "route-removed": {
    severity: "medium",
    title: "A route is removed",
    reason:
      "Messages for it go to $default, or are answered with Forbidden where there is none; without $connect or $disconnect nothing runs when clients come or go",
    find: findRemovedRoutes,
  },
  "key-lost": {
    severity: "medium",
    title: "An API key or its usage plan is lost",
    reason: "Clients that have the key cannot connect where one is asked for; a new key has another value",
    find: findLostKeys,
  },
  "validation-removed": {
    severity: "medium",
    title: "Messages are not validated any more",
    reason: "The route lost its model: what it runs gets every message, whatever its form",
    find: findRemovedValidation,
  },
  "not-deployed": {
    severity: "medium",
    title: "A change that no deployment follows",
    reason: "A stage serves a frozen deployment: clients do not see the change until there is a new one",
    find: findUndeployed,
  },
  "data-logged": {
    severity: "medium",
    title: "Messages or execution data get logged",
    reason: "Whoever may read the log may read what clients send, for as long as it is kept",
    find: findLoggedData,
  },
  "throttle-lifted": {
    severity: "medium",
    title: "A throttle is lifted",
    reason: "One client may use up more of the account's limits, and of its money",
    find: findLiftedThrottles,
  },
  "recovery-removed": {
    severity: "medium",
    title: "A table can be lost",
    reason: "Without point-in-time recovery or deletion protection a mistake is final",
    find: findRemovedRecovery,
  },
  "retention-shortened": {
    severity: "medium",
    title: "Logs are kept for a shorter time",
    reason: "Events older than that are deleted within days",
    find: findShorterRetention,
  },
  "logs-removed": {
    severity: "medium",
    title: "Logs are turned off",
    reason: "What happens from now on cannot be looked up",
    find: findRemovedLogs,
  },
  "account-log-role-changes": {
    severity: "medium",
    title: "The account's CloudWatch role changes hands",
    reason: "All APIs of the account and region log with it, those of other stacks too",
    find: findNewLogRole,
  },
  "answer-shape-changes": {
    severity: "medium",
    title: "Clients get another shape",
    reason:
      "A response template writes JSON without a member that it had, or as another kind: clients that read it break",
    find: findOtherShapes,
  },
  "permission-missing": {
    severity: "medium",
    title: "A workflow needs a permission that its role does not have",
    reason: "The task fails with AccessDenied when it runs, which no plan and no deployment tells",
    find: findMissingPermissions,
  },
  "check-failed": {
    severity: "medium",
    title: "A check does not hold",
    reason: "The configuration itself says that this must not be",
    find: findFailedChecks,
  },
  ...LOW_RULES,
};
