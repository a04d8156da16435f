import type { ApiKeysProps } from "./api-keys";
import type { AuthorizationProps } from "../routes/connect-authorization";
import type { ExistingTable } from "../routes/connection-table";
import type { CustomDomainProps } from "./custom-domain";
import type { EdgeOptions } from "./edge";
import type { ExecutionLogLevel, RouteProps, Throttle } from "../options/route-props";
import type { StateMachineTimeouts } from "../workflows/state-machine-timeouts";

/** What the names of resources hold, beside the stack's or the construct's own. */
export interface NameProps {
  /**
   * Put before the name of every resource.
   * @default ""
   */
  readonly resourcePrefix?: string;
  /**
   * The Terraform workspace, which the names of resources hold so that two of one account do not collide.
   * @default "" for state without workspaces
   */
  readonly workspace?: string;
  /**
   * Which of the configured environments, such as `prod`; the names of resources hold it.
   * @default "" for a configuration without environments
   */
  readonly environment?: string;
}

/** What all roles have in common. */
export interface RoleProps {
  /**
   * ARN of the managed policy which bounds what every role may do, as organizations ask for.
   * @default - no boundary
   */
  readonly permissionsBoundary?: string;
  /**
   * Path of every role, between slashes: `/service-role/`.
   * @default "/"
   */
  readonly rolePath?: string;
}

/** A WebSocket API with all that belongs to it. */
export interface WebSocketApiProps extends NameProps, RoleProps {
  /**
   * What each route runs, by route key: `$default`, `chat`, `orders/create`. An API has one at least by synthesis.
   * @default - those that `addRoute` adds
   */
  readonly routes?: Readonly<Record<string, RouteProps>>;
  /**
   * What of a message is the key of its route: `$request.body.[2]` for OCPP, whose messages are lists.
   * @default "$request.body.action"
   */
  readonly routeSelectionExpression?: string;
  /**
   * Name of the stage, the last part of the URL.
   * @default "api"
   */
  readonly stageName?: string;
  /**
   * The most messages that each route takes which has no throttle of its own.
   * @default - the account's limits
   */
  readonly throttle?: Throttle;
  /**
   * Level of API Gateway's execution log of each route which has none of its own.
   * @default "OFF"
   */
  readonly executionLogLevel?: ExecutionLogLevel;
  /**
   * Whether CloudWatch gets API Gateway's metrics of each route, beside those of the stage.
   * @default false
   */
  readonly detailedMetrics?: boolean;
  /**
   * Who may connect.
   * @default - everybody
   */
  readonly authorization?: AuthorizationProps;
  /**
   * The clients that may connect, each with an API key.
   * @default - no key is asked for
   */
  readonly apiKeys?: ApiKeysProps;
  /**
   * Whether a DynamoDB table holds the open connections, which `$connect` and `$disconnect` then keep; or the table that
   * does, one that is there already.
   * @default false
   */
  readonly connectionTable?: boolean | ExistingTable;
  /**
   * Whether a CloudFront distribution takes URLs with a path, which `$connect` gets in the header `ws-uri`.
   * Or what the distribution has of its own: a web ACL, a price class, aliases.
   * @default false
   */
  readonly edge?: boolean | EdgeOptions;
  /**
   * A domain name of one's own.
   * @default - the API's default endpoint
   */
  readonly customDomain?: CustomDomainProps;
  /**
   * Whether clients reach the API, and its custom domain, by IPv6 too.
   * @default false: by IPv4
   */
  readonly dualStack?: boolean;
  /**
   * Whether API Gateway writes a line of each event to a log group.
   * @default false
   */
  readonly accessLog?: boolean;
  /**
   * Whether the account's API Gateway settings name a role for CloudWatch Logs, which access logs and execution logs
   * need; without it a stack with either is synthesized with a warning.
   * @default false
   */
  readonly hasCloudWatchRole?: boolean;
  /**
   * How long log groups keep their events, one of the numbers that CloudWatch Logs takes.
   * @default 30
   */
  readonly logRetentionInDays?: number;
  /**
   * ARN of the KMS key that encrypts state machines, log groups and the connection table.
   * @default - keys that AWS owns
   */
  readonly kmsKeyArn?: string;
  /**
   * Whether CloudWatch watches for failures and late answers.
   * @default false
   */
  readonly alarms?: boolean;
  /**
   * ARN of the SNS topic that the alarms tell.
   * @default - nobody is told
   */
  readonly alarmTopicArn?: string;
  /**
   * How long Terraform waits until a state machine is made, changed or deleted.
   * @default - as the provider waits, for a Standard workflow's deletion an hour
   */
  readonly stateMachineTimeouts?: StateMachineTimeouts;
  /**
   * Whether there is a CloudWatch dashboard.
   * @default false
   */
  readonly dashboard?: boolean;
  /**
   * What the names of resources say of the API: lower-case letters, digits, `-` and `_` word for word, other characters
   * as `-` and with a hash. Another one replaces what is deployed.
   * @default - the construct's path in the app
   */
  readonly name?: string;
  /**
   * The region, which names of resources hold and ARNs are checked against.
   * @default - that of the stack's AwsProvider, where it is a text
   */
  readonly region?: string;
  /**
   * The directory that the paths of workflows and models start from.
   * @default - the working directory
   */
  readonly root?: string;
}
