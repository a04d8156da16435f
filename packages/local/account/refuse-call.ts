import { REGION } from "@sfn-websocket/languages/region";
import { EMULATED_SERVICES } from "./emulated-services";
import type { AwsAnswer, AwsRequest } from "../protocols/aws-request";
import { refuseExtent } from "../protocols/json-extent";
import { printRefusal, type RefusalTable } from "../protocols/print-refusal";
import { readProtocol } from "../protocols/wire-protocol";

/**
 * *Recorded*: of REST APIs in JSON, at @connections. *Assumed*, from what people report of IAM, STS and DynamoDB: the
 * others.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html
 */
const UNSIGNED: RefusalTable = {
  any: { status: 403, code: "MissingAuthenticationToken", message: "Request is missing Authentication Token" },
  json: {
    status: 400,
    code: "MissingAuthenticationTokenException",
    message: "Request is missing Authentication Token",
  },
  "rest-json": { status: 403, code: "MissingAuthenticationTokenException", message: "Missing Authentication Token" },
};

const SCOPE = "Credential should be scoped to a valid region. ";

/** *Recorded* in bug reports: of JSON protocols (400) and of STS and SQS in the query protocol (403); *assumed*: the others. */
const NO_REGION: RefusalTable = {
  any: { status: 403, code: "SignatureDoesNotMatch", message: SCOPE },
  json: { status: 400, code: "InvalidSignatureException", message: SCOPE },
  "rest-json": { status: 403, code: "InvalidSignatureException", message: SCOPE },
};

/** Returns the answer to a call that is not signed, or for no region, or of none of the services that are emulated. */
export function refuseCall(request: AwsRequest, log: (line: string) => void): AwsAnswer {
  const { service, region, method, path } = request;
  if (service === "") {
    log(`AWS endpoint: ${method} ${path}: the call is not signed; give it any credentials`);
    return printRefusal(request, UNSIGNED);
  }
  if (!REGION.test(region)) {
    const advice = "set AWS_REGION to one such as us-east-1";
    log(`AWS endpoint: the call is signed for no region of AWS, got '${region}'; ${advice}`);
    return printRefusal(request, NO_REGION);
  }
  const advice = `it can be ${EMULATED_SERVICES.join(", ")}, or --forward ${service}=URL names a server of yours`;
  log(`AWS endpoint: the service is not emulated, got '${service}'; ${advice}`);
  // Terraform's user, who may look at another terminal, is told what to do as well.
  return refuseUnknown(request, `The service '${service}' is not emulated; ${advice}.`);
}

/** A function's own event, which nobody here looks into. */
const EVENT = /\/(?:invocations|invoke-async)\/?$/;

/** Returns the answer to a call whose JSON has more in it than services take; undefined for every other one. */
export function refuseExcess(request: AwsRequest, log: (line: string) => void): AwsAnswer | undefined {
  const { service, path, body } = request;
  const isJson = ["json", "rest-json"].includes(readProtocol(request)) && !EVENT.test(path);
  const refusal = isJson ? refuseExtent(body) : undefined;
  if (refusal === undefined) return undefined;
  log(`AWS endpoint: ${service}: ${refusal.message}; send less`);
  return printRefusal(request, { any: refusal });
}

/** Codes are AWS's for an unknown action, and S3's for one that it does not offer; the texts are ours. */
function refuseUnknown(request: AwsRequest, message: string): AwsAnswer {
  return printRefusal(request, {
    any: { status: 400, code: "InvalidAction", message },
    json: { status: 400, code: "UnknownOperationException", message },
    "rest-json": { status: 404, code: "UnknownOperationException", message },
    s3: { status: 501, code: "NotImplemented", message },
  });
}

/**
 * Returns the answer to an action that its service does not know, where the service's own has no text: AWS's has none
 * for what it does not offer, but it offers what is only not emulated here.
 */
export function refuseAction(request: AwsRequest, action: string, own: AwsAnswer): AwsAnswer {
  const speaksOwnText = own.body.includes("<Message>") || request.headers["smithy-protocol"] !== undefined;
  return speaksOwnText ? own : refuseUnknown(request, `The action '${action}' of ${request.service} is not emulated.`);
}

/** Returns the answer to a call whose effect could not be kept: clients try such calls again. */
export function refuseUnkept(request: AwsRequest): AwsAnswer {
  const message = "The call was taken back, because its effect could not be kept.";
  return printRefusal(request, { any: { status: 500, code: "InternalFailure", message } });
}
