import { readOwn } from "@sfn-websocket/languages/json";
import type { Ending } from "./exchange";
import type { ExplanationName } from "./explanations";
import { findHeader, type Headers } from "./read-headers";

type Names = Readonly<Record<string, ExplanationName>>;

/** By Node's error code. */
const NETWORK_ERRORS: Names = {
  ECONNREFUSED: "nothingListens",
  ENOTFOUND: "unknownHost",
  EAI_AGAIN: "noWay",
  ENETUNREACH: "noWay",
  EHOSTUNREACH: "noWay",
  ETIMEDOUT: "noWay",
  ECONNRESET: "brokenConnection",
  EPIPE: "brokenConnection",
  ERR_TLS_CERT_ALTNAME_INVALID: "wrongCertificate",
  CERT_HAS_EXPIRED: "expiredCertificate",
  CERT_NOT_YET_VALID: "expiredCertificate",
  DEPTH_ZERO_SELF_SIGNED_CERT: "untrustedCertificate",
  SELF_SIGNED_CERT_IN_CHAIN: "untrustedCertificate",
  UNABLE_TO_GET_ISSUER_CERT: "untrustedCertificate",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "untrustedCertificate",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "untrustedCertificate",
  EPROTO: "noTls",
  ERR_SSL_WRONG_VERSION_NUMBER: "noTls",
  ERR_SSL_PACKET_LENGTH_TOO_LONG: "noTls",
};

/**
 * By the header `x-amzn-ErrorType` of a refusal; *assumed* of WebSocket APIs what REST APIs send.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
 */
const ERROR_TYPES: Names = {
  MissingAuthenticationTokenException: "unsigned",
  InvalidSignatureException: "wrongSignature",
  IncompleteSignatureException: "wrongSignature",
  SignatureDoesNotMatchException: "wrongSignature",
  UnrecognizedClientException: "unknownCredentials",
  InvalidClientTokenIdException: "unknownCredentials",
  ExpiredTokenException: "expiredCredentials",
  AccessDeniedException: "notAllowed",
};

/** By what a refusal's body says; the texts of authorizers are *recorded*, the others those of REST APIs. */
const REFUSALS: readonly (readonly [RegExp, ExplanationName])[] = [
  [/with an explicit deny/, "explicitDeny"],
  [/because no [\w-]+ policy allows|is not authorized to perform: execute-api:Invoke/, "notAllowed"],
  [/Missing Authentication Token/, "unsigned"],
  [
    /signature we calculated does not match|Signature expired|Signature not yet current|Credential should be scoped/,
    "wrongSignature",
  ],
  [/security token included in the request is invalid/, "unknownCredentials"],
  [/security token included in the request is expired/, "expiredCredentials"],
];

const STATUSES: Names = {
  401: "unauthorized",
  429: "connectThrottled",
  500: "connectFailed",
  502: "connectFunctionFailed",
  503: "connectFailed",
  504: "connectTimedOut",
};

/** @see https://www.rfc-editor.org/rfc/rfc6455#section-7.4.1 */
const CLOSES: Names = {
  1000: "closedNormally",
  1001: "goingAway",
  1003: "binaryRefused",
  1006: "dropped",
  1009: "tooBig",
};

/** By the text of an error frame, or the code of a service's error. */
const ERRORS: Names = {
  "Internal server error": "internalServerError",
  Forbidden: "noRoute",
  "Endpoint request timed out": "integrationTimedOut",
  "Too Many Requests": "messageThrottled",
  "Limit Exceeded": "messageThrottled",
  LimitExceededException: "messageThrottled",
  "Invalid request body": "badRequestBody",
  "Unsupported Media Type": "unsupportedMediaType",
  "Bad Request": "badRequest",
  "Invalid execution input.": "invalidInput",
  InvalidExecutionInput: "invalidInput",
  AccessDeniedException: "integrationDenied",
  StateMachineDoesNotExist: "noStateMachine",
  StateMachineDeleting: "noStateMachine",
  StateMachineTypeNotSupported: "notExpress",
  ThrottlingException: "serviceThrottled",
  ServiceQuotaExceededException: "serviceThrottled",
  ValidationException: "badRequest",
  SerializationException: "badRequest",
  InvalidArn: "badRequest",
  InvalidName: "badRequest",
  UnknownOperationException: "badRequest",
};

/** By the error of an execution. @see https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html */
const EXECUTION_ERRORS: Names = {
  "States.Timeout": "workflowTimedOut",
  "States.HeartbeatTimeout": "workflowTimedOut",
  "States.Permissions": "taskDenied",
  "States.Runtime": "workflowDefect",
  "States.NoChoiceMatched": "workflowDefect",
  "States.ParameterPathFailure": "workflowDefect",
  "States.ReferencePathConflict": "workflowDefect",
  "States.ResultPathMatchFailure": "workflowDefect",
  "States.QueryEvaluationError": "evaluationFailed",
  "States.IntrinsicFailure": "evaluationFailed",
  "States.DataLimitExceeded": "dataTooLarge",
  "States.TaskFailed": "taskFailed",
};

const find = (names: Names, key: string | number): ExplanationName | undefined => readOwn(names, String(key));

type Unanswered = Exclude<Ending, { kind: "answered" }>;

/** Tells why an exchange ended without all its answers. */
export function recognizeEnding(ending: Unanswered, answers: number): ExplanationName {
  switch (ending.kind) {
    case "unreachable":
      return recognizeNetworkError(ending);
    case "refused":
      return recognizeRefusal(ending);
    case "unconnected":
      return "unconnected";
    case "unanswered":
      return answers > 0 ? "fewerAnswers" : "unanswered";
    case "closed":
      return find(CLOSES, ending.code) ?? "closedByServer";
  }
}

function recognizeNetworkError({ code, message }: { readonly code: string; readonly message: string }) {
  const known = find(NETWORK_ERRORS, code);
  if (known !== undefined) return known;
  return code.startsWith("ERR_SSL_") ? "noTls" : /hang up/.test(message) ? "brokenConnection" : "unusable";
}

interface Refusal {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

function recognizeRefusal({ status, headers, body }: Refusal): ExplanationName {
  const type = (findHeader(headers, "x-amzn-errortype") ?? "").replace(/:.*$/s, "");
  const known = find(ERROR_TYPES, type) ?? REFUSALS.find(([text]) => text.test(body))?.[1];
  if (known !== undefined) return known;
  if (status === 403) return recognizeForbidden(type, headers, body);
  if (status < 300 || status === 426 || (isPlain(status) && !isOfGateway(headers))) return "notWebSocket";
  return find(STATUSES, status) ?? "connectRefused";
}

/** What a web server that knows of no sockets answers. */
const isPlain = (status: number): boolean => status < 400 || status === 404;

/** *Recorded*: API Gateway's refusals, and those that it passes on, have a request id. */
const isOfGateway = (headers: Headers): boolean =>
  Object.keys(headers).some((name) => /^(x-amzn-.*|x-amz-apigw-id)$/i.test(name));

/** *Recorded*: where the API and the stage were found, API Gateway's refusal names a connection. */
function recognizeForbidden(type: string, headers: Headers, body: string): ExplanationName {
  if (/"connectionId"/.test(body) && /"message": ?"Forbidden"/.test(body)) return "notAdmitted";
  const isOwn = type === "ForbiddenException" || /^\{"message": ?"Forbidden"\}$/.test(body.trim());
  return isOwn || findHeader(headers, "x-amz-apigw-id") === undefined ? "wrongAddress" : "connectRefused";
}

/** Tells what an error frame or a service's error means. */
export function recognizeError(message: string): ExplanationName {
  const code = message.replace(/: .*$/s, "");
  if (/^Invalid State Machine Execution Input/.test(message)) return "invalidInput";
  return find(ERRORS, message) ?? find(ERRORS, code) ?? "unknownError";
}

/** Tells why an execution did not succeed. */
export function recognizeFailure(error = "", cause = ""): ExplanationName {
  if (/is not authorized to (perform|assume)|AccessDenied/.test(cause) || /AccessDenied/.test(error))
    return "taskDenied";
  const isService = /^(Lambda|DynamoDB|DynamoDb|S3|SNS|SQS|EventBridge)\./.test(error);
  return find(EXECUTION_ERRORS, error) ?? (isService ? "taskFailed" : "workflowFailed");
}
