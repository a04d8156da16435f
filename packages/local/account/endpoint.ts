import { randomUUID } from "node:crypto";
import { createApiGatewayApi } from "../apigateway/api/apigateway-api";
import type { EmptyMaps } from "../apigateway/api/changes";
import type { Aws } from "./aws";
import type { AwsRequest } from "../protocols/aws-request";
import { createDynamoDbApi } from "../dynamodb/api";
import { createIamApi } from "../iam/api";
import type { LambdaContext, S3Object } from "../lambda/api/action";
import type { ApiAnswer } from "../protocols/json-protocol";
import { refuseLoggingRole } from "./logging-role";
import { isRegion, refuseAction, refuseCall, refuseUnkept } from "./refuse-call";
import { createLogsApi } from "../logs/api";
import { createStepFunctionsApi } from "../stepfunctions/api";

/** What whoever serves the endpoint lends it. */
export interface EndpointWorld {
  /** Writes one line for the developer. */
  readonly log: (line: string) => void;
  /** Told that a call has changed resources, which is answered afterwards. @default nobody is told */
  readonly changed?: (aws: Aws) => Promise<void>;
  /** What API Gateway does with an empty map in an update. @default "clear" */
  readonly emptyMaps?: EmptyMaps;
}

type Answer = ApiAnswer | Promise<ApiAnswer>;

/** Loaded when the first call comes: most stacks have neither distributions, alarms, keys nor records. */
const loadCloudFrontApi = () => require("../cloudfront/api") as typeof import("../cloudfront/api");
const loadCloudWatchApi = () => require("../cloudwatch/api") as typeof import("../cloudwatch/api");
const loadReadObject = () => require("../forward/read-object") as typeof import("../forward/read-object");
const loadLambdaApi = () => require("../lambda/api/lambda-api") as typeof import("../lambda/api/lambda-api");
const loadKms = () => require("../kms/kms") as typeof import("../kms/kms");
const loadRoute53Api = () => require("../route53/api") as typeof import("../route53/api");

/** The APIs, by the service's name in the signature of a call. */
const SERVICES: Readonly<Record<string, (aws: Aws, request: AwsRequest, world: EndpointWorld) => Answer>> = {
  apigateway: (aws, request, { log, emptyMaps }) => {
    const { partition } = aws;
    const { name, apigateway, apiKeys } = aws.region(request.region);
    const refuse = (roleArn: string) => refuseLoggingRole(aws, name, roleArn);
    const rooms = { gateway: apigateway, apiKeys, refuseLoggingRole: refuse, emptyMaps };
    return createApiGatewayApi({ ...rooms, region: name, partition, log })(request);
  },
  // CloudFront and Route 53 are of no region, and sign with us-east-1.
  cloudfront: ({ cloudfront }, request, { log }) => loadCloudFrontApi().createCloudFrontApi(cloudfront, log)(request),
  dynamodb: ({ dynamodb, partition, accountId }, request) =>
    createDynamoDbApi(dynamodb, { partition, accountId, region: request.region })(request),
  iam: ({ iam }, request, { log }) => createIamApi(iam, log)(request),
  kms: (aws, request) => loadKms().createKmsApi(aws.region(request.region).kms)(request),
  lambda: (aws, request, { log }) => loadLambdaApi().createLambdaApi(describeLambda(aws, request.region, log))(request),
  logs: (aws, request) => createLogsApi(aws.region(request.region).logs)(request),
  monitoring: (aws, request, { log }) =>
    loadCloudWatchApi().createCloudWatchApi(aws.region(request.region).cloudwatch, log)(request),
  route53: ({ route53 }, request, { log }) => loadRoute53Api().createRoute53Api(route53, log)(request),
  states: (aws, request) => createStepFunctionsApi(aws.region(request.region).stepfunctions)(request),
  sts: ({ sts }, request) => sts.callApi(request),
};

function describeLambda(
  { lambda, iam, partition, accountId, forwards }: Aws,
  region: string,
  log: EndpointWorld["log"],
): LambdaContext {
  const { codes } = lambda;
  const s3 = forwards.get("s3");
  const readObject = s3 && ((object: S3Object) => loadReadObject().readObject(s3, object));
  return { lambda, codes, partition, accountId, region, now: Date.now, uuid: randomUUID, mayAssume, readObject, log };
  function mayAssume(roleArn: string): boolean {
    const principalService = "lambda.amazonaws.com";
    return iam.assumeRole({ roleArn, principalService, sessionName: "lambda", conditionKeys: {} }).allowed;
  }
}

/**
 * Answers a call of an AWS API as AWS does, by the service that its signature names. A service or an action that is not
 * emulated is refused by its name, in the answer and in the log.
 */
export async function callEndpoint(aws: Aws, request: AwsRequest, world: EndpointWorld): Promise<ApiAnswer> {
  const { log, changed } = world;
  const call = Object.hasOwn(SERVICES, request.service) ? SERVICES[request.service] : undefined;
  if (call === undefined || !isRegion(request.region)) return refuseCall(request, Object.keys(SERVICES), log);
  const answer = await call(aws, request, world);
  if (answer.unknown !== undefined) {
    log(`AWS endpoint: ${request.service}: the action is not emulated, got '${answer.unknown}'`);
    return { ...refuseAction(request, answer.unknown, answer), unknown: answer.unknown };
  }
  if (!answer.mutates) return answer;
  try {
    await changed?.(aws);
    return answer;
  } catch (error) {
    log(`AWS endpoint: ${request.service}: ${(error as Error).message}`);
    return refuseUnkept(request);
  }
}
