import type { Acm } from "../acm/acm";
import type { ApiKeys } from "../apigateway/stage/api-keys";
import { createApiKeys } from "../apigateway/control/usage-plans";
import { type ApiGateway, createApiGateway } from "../apigateway/control/apigateway";
import { createApiGatewayApi } from "../apigateway/api/apigateway-api";
import { wait } from "../clock";
import type { CloudFront } from "../cloudfront/cloudfront";
import type { CloudWatch } from "../cloudwatch/cloudwatch";
import type { Dashboards } from "../cloudwatch/dashboards";
import { createDynamoDbApi } from "../dynamodb/api";
import { createDynamoDb, type DynamoDb } from "../dynamodb/dynamodb";
import { createIamApi } from "../iam/api";
import { createIam, type Iam } from "../iam/iam";
import type { Kms } from "../kms/kms";
import { createFunctionRuntime } from "../lambda/function-runtime";
import { createLambda, type Lambda } from "../lambda/lambda";
import { createLogs, type Logs } from "../logs/logs";
import { createJson11Api } from "../protocols/json-protocol";
import { createUuid } from "../random-ids";
import type { Route53 } from "../route53/route53";
import { createStepFunctionsApi } from "../stepfunctions/api";
import { createStepFunctions, type StepFunctions } from "../stepfunctions/stepfunctions";
import { createSts, type Sts } from "../sts/sts";
import { API_GATEWAY_RESOURCES } from "../terraform/apigateway-resources";
import { API_GATEWAY_V2_RESOURCES } from "../terraform/apigatewayv2-resources";
import { DYNAMODB_RESOURCES } from "../terraform/dynamodb-resources";
import { IAM_RESOURCES } from "../terraform/iam-resources";
import { LAMBDA_RESOURCES } from "../terraform/lambda-resources";
import { loadByType } from "../terraform/load-by-type";
import { LOG_RESOURCES } from "../terraform/log-resources";
import { STEP_FUNCTIONS_RESOURCES } from "../terraform/stepfunctions-resources";
import { createAdmission } from "./admission";
import { followEvents, followExecutions } from "./follow";
import { createIntegrations } from "./integrations";
import { listCertificateUsers } from "./certificate-users";
import { refuseKeyPolicy } from "./key-policy";
import { describeLambda } from "./lambda-context";
import { refuseLoggingRole } from "./logging-role";
import { refuseMachineLogging } from "./machine-logging";
import { mockTasks } from "./mock-tasks";
import type { ServiceRows } from "./service-row";
import { createLogGroupKeys, createStateMachineKeys } from "./service-keys";
import { createServiceTasks } from "./service-tasks";

/** The services that an account has once. */
export interface AccountServices {
  readonly iam: Iam;
  readonly sts: Sts;
  readonly lambda: Lambda;
  readonly dynamodb: DynamoDb;
  readonly cloudfront: CloudFront;
  readonly route53: Route53;
  /** CloudWatch's, which are of no region. */
  readonly dashboards: Dashboards;
}

/** The services that each region has. */
export interface RegionServices {
  readonly cloudwatch: CloudWatch;
  readonly logs: Logs;
  readonly stepfunctions: StepFunctions;
  readonly apiKeys: ApiKeys;
  readonly apigateway: ApiGateway;
  readonly kms: Kms;
  readonly acm: Acm;
}

/** In the order in which a state is restored. CloudFront and Route 53 sign with us-east-1. */
export const ACCOUNT_SERVICES: ServiceRows<AccountServices> = {
  iam: {
    create: ({ common }) => createIam(common),
    state: "kept",
    api: { signedAs: "iam", create: (iam, { log }) => createIamApi(iam, log) },
    resources: IAM_RESOURCES,
  },
  sts: {
    create: ({ aws, common }) =>
      createSts({ ...common, hasRole: (roleArn) => aws.iam.listRoles().some(({ arn }) => arn === roleArn) }),
    state: { none: "credentials are the same for everybody" },
    api: { signedAs: "sts", create: (sts) => sts.callApi },
  },
  lambda: {
    create: ({ world: { functions, clock, log } }) =>
      createLambda(functions ?? createFunctionRuntime({ functions: new Map(), clock, log }), { now: clock.now }),
    state: "kept",
    api: {
      signedAs: "lambda",
      create: (lambda, place) =>
        (require("../lambda/api/lambda-api") as typeof import("../lambda/api/lambda-api")).createLambdaApi(
          describeLambda(lambda, place),
        ),
    },
    resources: LAMBDA_RESOURCES,
  },
  dynamodb: {
    create: ({ world: { dynamodb, log } }) => dynamodb ?? createDynamoDb({ log }),
    state: "kept",
    api: {
      signedAs: "dynamodb",
      create: (dynamodb, { aws: { partition, accountId }, region }) =>
        createDynamoDbApi(dynamodb, { partition, accountId, region }),
    },
    resources: DYNAMODB_RESOURCES,
  },
  cloudfront: {
    create: ({ common }) =>
      (require("../cloudfront/cloudfront") as typeof import("../cloudfront/cloudfront")).createCloudFront(common),
    state: "kept",
    api: {
      signedAs: "cloudfront",
      create: (cloudfront, { log }) =>
        (require("../cloudfront/api") as typeof import("../cloudfront/api")).createCloudFrontApi(cloudfront, log),
    },
    resources: loadByType(
      () =>
        (require("../terraform/cloudfront-resources") as typeof import("../terraform/cloudfront-resources"))
          .CLOUDFRONT_RESOURCES,
      ["aws_cloudfront_function", "aws_cloudfront_origin_request_policy", "aws_cloudfront_distribution"],
    ),
  },
  route53: {
    create: ({ common: { now } }) =>
      (require("../route53/route53") as typeof import("../route53/route53")).createRoute53(now),
    state: "kept",
    api: {
      signedAs: "route53",
      create: (route53, { log }) =>
        (require("../route53/api") as typeof import("../route53/api")).createRoute53Api(route53, log),
    },
    resources: loadByType(
      () =>
        (require("../terraform/route53-resources") as typeof import("../terraform/route53-resources"))
          .ROUTE53_RESOURCES,
      ["aws_route53_record"],
    ),
  },
  dashboards: {
    create: ({ common }) =>
      (require("../cloudwatch/dashboards") as typeof import("../cloudwatch/dashboards")).createDashboards(common),
    state: "kept",
  },
};

/** In the order in which a state is restored. */
export const REGION_SERVICES: ServiceRows<RegionServices> = {
  cloudwatch: {
    create: ({ aws: { dashboards }, common }) =>
      (require("../cloudwatch/cloudwatch") as typeof import("../cloudwatch/cloudwatch")).createCloudWatch({
        ...common,
        dashboards,
      }),
    state: "kept",
    api: {
      signedAs: "monitoring",
      create: (cloudwatch, { log }) =>
        (require("../cloudwatch/api") as typeof import("../cloudwatch/api")).createCloudWatchApi(cloudwatch, log),
    },
    resources: loadByType(
      () =>
        (require("../terraform/cloudwatch-resources") as typeof import("../terraform/cloudwatch-resources"))
          .CLOUDWATCH_RESOURCES,
      ["aws_cloudwatch_metric_alarm", "aws_cloudwatch_dashboard"],
    ),
  },
  kms: {
    create: ({ aws, common }) =>
      (require("../kms/kms") as typeof import("../kms/kms")).createKms({
        ...common,
        refusePolicy: (text, options) => refuseKeyPolicy(aws, text, options),
      }),
    state: "kept",
    api: { signedAs: "kms", create: createJson11Api },
  },
  acm: {
    create: ({ aws, common }) =>
      (require("../acm/acm") as typeof import("../acm/acm")).createAcm({
        ...common,
        hasRecord: (name, value) => aws.route53.hasRecord({ name, type: "CNAME", value }),
        listUsers: (certificateArn) => listCertificateUsers(aws, common.region, certificateArn),
      }),
    state: "kept",
    api: { signedAs: "acm", create: createJson11Api },
  },
  logs: {
    create: ({ aws, common }) =>
      createLogs({ ...common, mayUseKey: createLogGroupKeys(aws, common.region, common.log) }),
    state: "kept",
    api: { signedAs: "logs", create: createJson11Api },
    resources: LOG_RESOURCES,
  },
  stepfunctions: {
    create: ({ aws, world, common }) => {
      const { clock, runTask, testCases = new Map() } = world;
      const { region, now, log } = common;
      const { logs } = aws.region(region);
      return createStepFunctions({
        ...common,
        follow: followExecutions(world),
        writeLog: logs.writeLog,
        hasLogGroup: logs.hasLogGroup,
        refuseKey: createStateMachineKeys(aws, region, now),
        refuseLogging: (machine) => refuseMachineLogging(aws, machine),
        elapsed: clock.elapsed,
        wait: (milliseconds, signal) => wait(clock, milliseconds, signal),
        random: Math.random,
        uuid: createUuid,
        runTask: mockTasks(testCases, runTask ?? createServiceTasks(aws, log)),
      });
    },
    state: "kept",
    api: { signedAs: "states", create: createStepFunctionsApi },
    resources: STEP_FUNCTIONS_RESOURCES,
  },
  apiKeys: { create: ({ world: { clock } }) => createApiKeys(clock.elapsed), state: "kept" },
  apigateway: {
    create: ({ aws, world, common: { region, log } }) =>
      createApiGateway({
        ...{ clock: world.clock, log, region },
        ...followEvents(world),
        integrations: createIntegrations(aws, region),
        admission: createAdmission(aws, region),
        writeAccessLog: (destinationArn, line) => log(`access log ${destinationArn.split(":").pop()}: ${line}`),
      }),
    state: "kept",
    api: {
      signedAs: "apigateway",
      create: (gateway, { aws, region, log, emptyMaps, logsWithoutRole }) => {
        const { apiKeys } = aws.region(region);
        const refuse = (roleArn: string) => refuseLoggingRole(aws, region, roleArn);
        const refuseCertificate = (arn: string) => aws.region(region).refuseCertificate(arn);
        const rooms = { gateway, apiKeys, refuseLoggingRole: refuse, refuseCertificate, emptyMaps, logsWithoutRole };
        return createApiGatewayApi({ ...rooms, region, partition: aws.partition, log });
      },
    },
    resources: { ...API_GATEWAY_RESOURCES, ...API_GATEWAY_V2_RESOURCES },
  },
};
