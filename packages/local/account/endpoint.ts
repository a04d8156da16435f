import { createApiGatewayApi } from "../apigateway/api/apigateway-api";
import type { EmptyMaps } from "../apigateway/api/changes";
import type { Aws } from "./aws";
import type { AwsRequest } from "../protocols/aws-request";
import { createDynamoDbApi } from "../dynamodb/api";
import { createIamApi } from "../iam/api";
import type { ApiAnswer } from "../protocols/json-protocol";
import { refuseLoggingRole } from "./logging-role";
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
  kms: ({ partition, accountId }, request) =>
    loadKms().createKmsApi({ partition, accountId, region: request.region })(request),
  logs: (aws, request) => createLogsApi(aws.region(request.region).logs)(request),
  monitoring: (aws, request, { log }) =>
    loadCloudWatchApi().createCloudWatchApi(aws.region(request.region).cloudwatch, log)(request),
  route53: ({ route53 }, request, { log }) => loadRoute53Api().createRoute53Api(route53, log)(request),
  states: (aws, request) => createStepFunctionsApi(aws.region(request.region).stepfunctions)(request),
  sts: ({ sts }, request) => sts.callApi(request),
};

/** *Recorded* for @connections; *assumed* the same of the control planes. */
const UNSIGNED: ApiAnswer = {
  status: 403,
  headers: { "content-type": "application/json", "x-amzn-errortype": "MissingAuthenticationTokenException" },
  body: '{"message":"Missing Authentication Token"}',
};

/** AWS's own, of every partition; *assumed* that a new one is named in the same way. @see https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html */
const REGION =
  /^(us|us-gov|us-isob?|us-isof|eu|eu-isoe|eusc-de|ap|sa|ca|me|af|il|mx|cn)-(central|(north|south)?(east|west)|north|south)-\d$/;

/** *Recorded* in bug reports, of JSON protocols; *assumed* the same of the others. */
const NO_REGION: ApiAnswer = {
  status: 400,
  headers: { "content-type": "application/x-amz-json-1.0", "x-amzn-errortype": "InvalidSignatureException" },
  body: '{"__type":"InvalidSignatureException","message":"Credential should be scoped to a valid region. "}',
};

/** The answer to a call whose effect could not be kept: clients try such calls again. */
const NOT_KEPT: ApiAnswer = {
  status: 500,
  headers: { "content-type": "application/x-amz-json-1.0", "x-amzn-errortype": "InternalFailure" },
  body: '{"__type":"InternalFailure","message":"The call was taken back, because its effect could not be kept."}',
};

/**
 * Answers a call of an AWS API as AWS does, by the service that its signature names. A service or an action that is not
 * emulated gets AWS's answer to an unknown one, and the log names it.
 */
export async function callEndpoint(aws: Aws, request: AwsRequest, world: EndpointWorld): Promise<ApiAnswer> {
  const { log, changed } = world;
  if (request.service === "") {
    log(`AWS endpoint: ${request.method} ${request.path}: the call is not signed; give it any credentials`);
    return UNSIGNED;
  }
  if (!REGION.test(request.region)) {
    const advice = "set AWS_REGION to one such as us-east-1";
    log(`AWS endpoint: the call is signed for no region of AWS, got '${request.region}'; ${advice}`);
    return NO_REGION;
  }
  const call = Object.hasOwn(SERVICES, request.service) ? SERVICES[request.service] : undefined;
  if (!call) {
    log(
      `AWS endpoint: the service is not emulated, got '${request.service}'; it can be ${Object.keys(SERVICES).join(", ")}`,
    );
    const headers = { "content-type": "application/x-amz-json-1.0" };
    return { status: 400, headers, body: '{"__type":"com.amazon.coral.service#UnknownOperationException"}' };
  }
  const answer = await call(aws, request, world);
  if (answer.unknown !== undefined)
    log(`AWS endpoint: ${request.service}: the action is not emulated, got '${answer.unknown}'`);
  if (!answer.mutates) return answer;
  try {
    await changed?.(aws);
    return answer;
  } catch (error) {
    log(`AWS endpoint: ${request.service}: ${(error as Error).message}`);
    return NOT_KEPT;
  }
}
