import { checkArn, checkBoundary } from "../options/check-arn";
import { parseBoolean, parseOneOf, parseRetention, parseRolePath, parseText } from "../options/parse-setting";
import { EXECUTION_LOG_LEVELS, type ExecutionLogLevel } from "../options/route-props";
import { setting } from "../options/setting";

/**
 * Options of a stack that are settings too, by the same name: a row each, which says all of it. `chooseOptions` hands them
 * on, `STACK_OPTIONS` checks them.
 */
export const OPTION_SETTINGS = {
  dualStack: setting({
    otherwise: "`false`",
    meaning: "clients reach the API, and its custom domain, by IPv6 too",
    parse: parseBoolean,
    fallback: false,
  }),
  accessLog: setting({
    otherwise: "`false`",
    meaning:
      "a line of JSON for each event, in a log group of its own, without what clients send. Turning it off replaces the stage, since AWS keeps a log that is only no longer named: open connections close, and for seconds nobody gets in",
    costs: "CloudWatch Logs: $0.50 a GB",
    parse: parseBoolean,
    fallback: false,
  }),
  executionLogLevel: setting<ExecutionLogLevel>({
    otherwise: "`OFF`",
    meaning:
      "API Gateway's execution log of each route that says nothing else: `ERROR`, `INFO` or `OFF`; needs the account's CloudWatch role",
    costs: "CloudWatch Logs: $0.50 a GB",
    parse: parseOneOf(EXECUTION_LOG_LEVELS),
    fallback: "OFF",
  }),
  detailedMetrics: setting({
    otherwise: "`false`",
    meaning:
      "whether CloudWatch gets API Gateway's metrics of each route, with the dimension `Route`, beside those of the stage; a route may say otherwise",
    costs: "CloudWatch: $0.30 a metric and month",
    parse: parseBoolean,
    fallback: false,
  }),
  hasCloudWatchRole: setting({
    otherwise: "`false`",
    meaning:
      "says that the account's API Gateway settings name a role for CloudWatch Logs, which the access log and `executionLogLevel` need. Otherwise synthesis warns that AWS will refuse the stage",
    parse: parseBoolean,
    fallback: false,
  }),
  logRetentionInDays: setting({
    otherwise: "`30`",
    meaning: "how long log groups keep events",
    costs: "CloudWatch Logs: $0.03 a GB and month",
    parse: parseRetention,
    fallback: 30,
  }),
  kmsKeyArn: setting<string | undefined>({
    otherwise: "keys that AWS owns",
    meaning:
      "your KMS key encrypts state machines, log groups and the connection table; each message whose data key is not kept any more costs a call of KMS. [Who plans and deploys](pipelines.md#with-a-kms-key-of-yours) needs the key too. Its policy must let `logs.<region>.amazonaws.com` and `delivery.logs.amazonaws.com` use it",
    costs: "KMS: $1 a key and month, $0.03 for 10,000 calls",
    parse: parseText,
    check: (value, region) =>
      checkArn(value, {
        ...{ option: "kmsKeyArn", region, whose: "a key's", service: "kms" },
        ...{ resource: /^key\/[\w-]+$/, example: "key/…" },
      }),
    fallback: undefined,
  }),
  permissionsBoundary: setting<string | undefined>({
    otherwise: "none",
    meaning:
      "ARN of the managed policy that bounds what every role of the stack may do: a role may then do what its own policies and the boundary allow. Whoever deploys needs `iam:PutRolePermissionsBoundary`",
    parse: parseText,
    check: checkBoundary,
    fallback: undefined,
  }),
  rolePath: setting<string | undefined>({
    otherwise: "`/`",
    meaning:
      "path of every role, between slashes, such as `/chat/`; another one replaces the roles, whose names end in a hash of it",
    parse: parseRolePath,
    fallback: undefined,
  }),
  alarms: setting({
    otherwise: "`false`",
    meaning:
      "failed and timed-out executions, throttled ones of a Standard workflow; calls of integrations, `$connect`'s too, of which more than 5 in 100 fail; more than 5 failures, any call that could not be made, more than 50 refused clients a minute; and executions whose slowest hundredth comes near the route's timeout; `alarmTopicArn` names the SNS topic that is told",
    costs: "$0.10 a metric and month: six for the API, three a synchronous route, three an asynchronous one",
    parse: parseBoolean,
    fallback: false,
  }),
  alarmTopicArn: setting<string | undefined>({
    otherwise: "nobody is told",
    meaning: "ARN of the SNS topic that the alarms tell",
    parse: parseText,
    check: (value, region) =>
      checkArn(value, {
        ...{ option: "alarmTopicArn", region, whose: "a topic's", service: "sns" },
        ...{ resource: /^[\w-]{1,256}$/, example: "alarms" },
      }),
    fallback: undefined,
  }),
  dashboard: setting({
    otherwise: "`false`",
    meaning: "a CloudWatch dashboard of messages, errors, latencies and executions",
    costs: "$3 a month, the first three of an account free",
    parse: parseBoolean,
    fallback: false,
  }),
} as const;
