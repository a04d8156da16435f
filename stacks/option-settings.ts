import { parseAuthorization, parseBoolean, parseIdentitySources, parseKeyNames, parseText } from "./parse-setting";
import { setting } from "./setting";

/** The settings that turn options of the stacks on. */
export const OPTION_SETTINGS = {
  authorization: setting<string | undefined>({
    variable: "WEBSOCKET_API_AUTHORIZATION",
    otherwise: "everybody may connect",
    meaning: "who may connect: `AWS_IAM`, or a Lambda authorizer's ARN",
    parse: parseAuthorization,
    fallback: undefined,
  }),
  identitySources: setting<readonly string[] | undefined>({
    variable: "WEBSOCKET_API_IDENTITY_SOURCES",
    otherwise: "`route.request.querystring.token`",
    meaning: "what a handshake must carry for the Lambda authorizer to be asked: a list, or `source,source`",
    parse: parseIdentitySources,
    fallback: undefined,
  }),
  apiKeys: setting<readonly string[] | undefined>({
    variable: "WEBSOCKET_API_API_KEYS",
    otherwise: "none is asked for",
    meaning: "names of the API keys, one a client: a list, or `name,name`",
    parse: parseKeyNames,
    fallback: undefined,
  }),
  domainName: setting<string | undefined>({
    variable: "WEBSOCKET_API_DOMAIN_NAME",
    otherwise: "the API's own",
    meaning: "custom domain of the API",
    parse: parseText,
    fallback: undefined,
  }),
  certificateArn: setting<string | undefined>({
    variable: "WEBSOCKET_API_CERTIFICATE_ARN",
    otherwise: "required for `domainName`",
    meaning: "ARN of the domain's certificate in AWS Certificate Manager",
    parse: parseText,
    fallback: undefined,
  }),
  hostedZoneId: setting<string | undefined>({
    variable: "WEBSOCKET_API_HOSTED_ZONE_ID",
    otherwise: "no record",
    meaning: "id of the hosted zone in Route 53 that gets the domain's record",
    parse: parseText,
    fallback: undefined,
  }),
  dualStack: setting({
    variable: "WEBSOCKET_API_DUAL_STACK",
    otherwise: "`false`",
    meaning: "whether clients reach the API, and its custom domain, by IPv6 too",
    parse: parseBoolean,
    fallback: false,
  }),
  accessLog: setting({
    variable: "WEBSOCKET_API_ACCESS_LOG",
    otherwise: "`false`",
    meaning: "whether API Gateway logs a line of JSON for each event",
    parse: parseBoolean,
    fallback: false,
  }),
  hasCloudWatchRole: setting({
    variable: "WEBSOCKET_API_HAS_CLOUD_WATCH_ROLE",
    otherwise: "`false`",
    meaning: "whether the account's API Gateway settings name a role for CloudWatch Logs already",
    parse: parseBoolean,
    fallback: false,
  }),
  kmsKeyArn: setting<string | undefined>({
    variable: "WEBSOCKET_API_KMS_KEY_ARN",
    otherwise: "keys that AWS owns",
    meaning: "ARN of the KMS key that encrypts state machines, log groups and the connection table",
    parse: parseText,
    fallback: undefined,
  }),
  alarms: setting({
    variable: "WEBSOCKET_API_ALARMS",
    otherwise: "`false`",
    meaning: "whether CloudWatch alarms watch for failures and late answers",
    parse: parseBoolean,
    fallback: false,
  }),
  alarmTopicArn: setting<string | undefined>({
    variable: "WEBSOCKET_API_ALARM_TOPIC_ARN",
    otherwise: "nobody is told",
    meaning: "ARN of the SNS topic that the alarms tell",
    parse: parseText,
    fallback: undefined,
  }),
  dashboard: setting({
    variable: "WEBSOCKET_API_DASHBOARD",
    otherwise: "`false`",
    meaning: "whether there is a CloudWatch dashboard",
    parse: parseBoolean,
    fallback: false,
  }),
} as const;
