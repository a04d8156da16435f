import { findLostAliases } from "./partial-losses";
import { findDestroyed, findGone, type FindInPlan, findUnset, type Paths } from "./rule";

/** What encrypts, by type. */
const ENCRYPTION: Paths = {
  aws_cloudwatch_log_group: [["kms_key_id"]],
  aws_dynamodb_table: [
    ["server_side_encryption", "enabled"],
    ["server_side_encryption", "kms_key_arn"],
  ],
  aws_sfn_activity: [["encryption_configuration", "kms_key_id"]],
  aws_sfn_state_machine: [["encryption_configuration", "kms_key_id"]],
  aws_sns_topic: [["kms_master_key_id"]],
  aws_sqs_queue: [["kms_master_key_id"], ["sqs_managed_sse_enabled"]],
};

/** What keeps data from being lost, by type. */
const RECOVERY: Paths = {
  aws_dynamodb_table: [["point_in_time_recovery", "enabled"], ["deletion_protection_enabled"]],
};

/** What calls people, by type. */
const ALARMS: Paths = {
  aws_cloudwatch_composite_alarm: [["actions_enabled"], ["alarm_actions"]],
  aws_cloudwatch_metric_alarm: [["actions_enabled"], ["alarm_actions"]],
};

/** What keeps a role or user from more than its policies say, by type. */
const BOUNDARIES: Paths = {
  aws_iam_role: [["permissions_boundary"]],
  aws_iam_user: [["permissions_boundary"]],
};

/** What lets clients in at the edge, by type. */
const ENTRANCES: Paths = {
  aws_cloudfront_distribution: [["enabled"], ["aliases"]],
};

/** Finds what is stored without the key that encrypted it. */
export const findRemovedEncryption = findUnset(ENCRYPTION);

/** Finds the tables that lose their backups or their protection from deletion. */
export const findRemovedRecovery = findUnset(RECOVERY);

/** Finds the roles and users that no boundary holds any more. */
export const findRemovedBoundaries = findUnset(BOUNDARIES);

const findClosedEntrances = findUnset(ENTRANCES);

/** Finds the domains, mappings and distributions that are gone, and the distributions that are switched off or lose names. */
export const findLostDomains: FindInPlan = (plan) => [
  ...findGone(
    "aws_apigatewayv2_domain_name",
    "aws_apigatewayv2_api_mapping",
    "aws_cloudfront_distribution",
    "aws_route53_record",
  )(plan),
  ...findClosedEntrances(plan),
  ...findLostAliases(plan),
];

const findMutedAlarms = findUnset(ALARMS);

/** Finds the alarms and dashboards that are removed, and the alarms that call nobody any more. */
export const findRemovedAlarms: FindInPlan = (plan) => [
  ...findDestroyed("aws_cloudwatch_metric_alarm", "aws_cloudwatch_composite_alarm", "aws_cloudwatch_dashboard")(plan),
  ...findMutedAlarms(plan),
];
