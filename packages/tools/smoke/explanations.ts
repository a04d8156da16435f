import { isPackage } from "@sfn-websocket/run/invocation";
import { isLocal, look, lookAtConnect, type Sent, stageMayBeWrong, tlsOnly } from "./sent";
import { findJson } from "@sfn-websocket/languages/json";

/** Possible causes, each with where to look or what to do; the likeliest first. */
export type Explanation = (sent: Sent) => readonly string[];

export type ExplanationName = keyof typeof EXPLANATIONS;

const keyMayBeMissing = ({ hasApiKey }: Sent): string =>
  hasApiKey
    ? "the API key may be unknown or disabled, or no usage plan of it has this stage"
    : "$connect may require an API key: give one with --api-key or SMOKE_API_KEY";

const signatureMayBeMissing = ({ isSigned }: Sent): string =>
  isSigned
    ? "the credentials may be other than the API's account trusts, or may not execute-api:Invoke on its $connect"
    : "$connect may ask for IAM authorization: --iam signs the handshake";

const execute = "'npm run execute -- <workflow file> --input ... --history' runs it here, state by state";

/** Everything that can be told from outside about what went wrong, one entry a cause. */
export const EXPLANATIONS = {
  // No connection.
  nothingListens: (sent) =>
    isLocal(sent)
      ? [`nothing listens at ${sent.url.host}: start it with 'npm start', which prints the address`]
      : [`nothing listens at ${sent.url.host}: compare with the output ApiEndpoint`, ...tlsOnly(sent)],
  unknownHost: ({ url }) => [
    `'${url.hostname}' is not in DNS: a default endpoint that is not deployed or was destroyed, or a custom domain whose record is missing or has not spread yet`,
    ...(isPackage
      ? []
      : [
          "what 'npm run deploy:local' deploys is at the address that 'npm run endpoint' prints; the output ApiEndpoint is AWS's",
        ]),
  ],
  noWay: ({ url }) => [
    `this machine does not reach '${url.hostname}': check network, VPN and DNS server; no HTTP proxy is used here`,
  ],
  brokenConnection: (sent) => [
    "something between, a proxy or a firewall, may have ended the connection, or the server is no WebSocket server",
    ...tlsOnly(sent),
  ],
  wrongCertificate: ({ url }) => [
    `the certificate is not for '${url.hostname}': its DNS record may point at another endpoint than the custom domain's target`,
  ],
  expiredCertificate: () => ["the certificate is expired, or the clock of this machine is wrong"],
  untrustedCertificate: () => [
    "the certificate's authority is unknown: a proxy that reads TLS may have issued it; NODE_EXTRA_CA_CERTS names a file with its authority",
  ],
  noTls: (sent) => [
    "the server does not speak TLS",
    ...(isLocal(sent) ? ["'npm start' serves ws://, not wss://"] : []),
  ],
  unconnected: (sent) => [
    "$connect's integration or authorizer may need longer, up to 29 seconds: --connect-timeout 30 waits for it",
    ...(isLocal(sent) ? [] : ["a firewall may drop the packets", ...tlsOnly(sent)]),
  ],
  unusable: () => ["compare the URL with the output ApiEndpoint"],

  // An HTTP answer instead of a connection.
  explicitDeny: () => [
    "the policy that $connect's authorizer returned, or the caller's IAM policy, denies execute-api:Invoke explicitly",
  ],
  notAllowed: () => [
    "no policy allows execute-api:Invoke on .../<stage>/$connect: compare the Resource of the authorizer's or the caller's policy with the stage's ARN",
  ],
  unsigned: ({ isSigned }) => [
    isSigned
      ? "the signature was not recognized: the URL may lack the stage"
      : "$connect asks for IAM authorization: --iam signs the handshake",
  ],
  wrongSignature: () => [
    "the secret access key may be another one's, the region may be another (--region), or this machine's clock may be wrong",
  ],
  unknownCredentials: () => [
    "the access key is unknown: it may be deleted, of another partition, or temporary without its AWS_SESSION_TOKEN",
  ],
  expiredCredentials: () => ["the temporary credentials are expired: get new ones"],
  wrongAddress: (sent) => [
    stageMayBeWrong(sent),
    ...(isLocal(sent)
      ? []
      : [
          "the stage may have no deployment, or the default endpoint may be disabled: then only the custom domain serves it",
        ]),
    keyMayBeMissing(sent),
    signatureMayBeMissing(sent),
    ...(isLocal(sent) ? [look(sent)] : []),
  ],
  notAdmitted: (sent) => [keyMayBeMissing(sent), signatureMayBeMissing(sent), ...(isLocal(sent) ? [look(sent)] : [])],
  unauthorized: () => [
    "$connect's authorizer misses an identity source: give it with --header 'Name: value' or in the URL's query string",
    "or the authorizer's function refused with 'Unauthorized': its log tells why",
  ],
  connectThrottled: (sent) => [
    "too many connections: an account may open 500 a second in a region",
    "or the stage's throttle is 0: Terraform sends 0 for a limit that default_route_settings or route_settings leave out, so set both",
    ...(isLocal(sent) ? [look(sent)] : []),
  ],
  connectFailed: (sent) => [
    "$connect's integration or authorizer failed: its role, its template, no integration response for its status, or an answer that is no policy",
    lookAtConnect(sent),
  ],
  connectFunctionFailed: (sent) => [
    "$connect's function threw, or did not return an object with statusCode",
    lookAtConnect(sent),
  ],
  connectTimedOut: (sent) => ["$connect's integration did not answer within its timeout", lookAtConnect(sent)],
  connectRefused: () => [
    "this answer is none of API Gateway's own: $connect's integration may have refused the client",
  ],
  notWebSocket: () => ["the server answered as to a plain HTTP request: the URL is no WebSocket API's"],

  // A connection without an answer.
  unanswered: (sent) => [
    ...(sent.timeout < 29
      ? [`API Gateway waits up to 29 seconds for a workflow: --timeout 30 does too, now ${sent.timeout}`]
      : []),
    "the route may have no route response: then nothing is sent; look for an aws_apigatewayv2_route_response of it",
    "or the workflow runs longer than 29 seconds: look at its log group, and at the route's timeoutMilliseconds",
  ],
  fewerAnswers: () => [
    "fewer answers came than --messages says: of an asynchronous route the workflow sends the rest through @connections; look at its log group",
  ],
  closedNormally: () => ["the backend closed the connection by DELETE @connections, or the server ended it"],
  goingAway: (sent) => [
    "the connection was idle for 10 minutes, or 2 hours old",
    isLocal(sent) ? "or 'npm start' was stopped, or no longer has the stage" : "or the stage was deleted",
  ],
  binaryRefused: () => ["API Gateway takes text messages only"],
  tooBig: () => [
    "a message over 128 KB, or a frame over 32 KB: something between may have joined the frames that were sent",
  ],
  dropped: () => ["the connection broke without a close: the network, a proxy between, or a server that ended"],
  closedByServer: () => [
    "this code is none of API Gateway's own: something between, or another server, closed the connection",
  ],

  // An error frame.
  internalServerError: (sent) => [
    "the role may not be assumable, a mapping template may fail, or no integration response matches the status",
    look(sent),
  ],
  noRoute: ({ action }) => [
    action === undefined
      ? "the message has no member 'action', so it selects no route, and there is no $default route"
      : `there is no route '${action}', and no $default route: send an action that has one, e.g. --message '{"action":"..."}'`,
    "a route that was added after the stage's deployment is not served: deploy again",
  ],
  integrationTimedOut: () => [
    "the workflow ran longer than the route's timeoutMilliseconds, at most 29000; it goes on, is billed, and its answer is lost",
    "make it shorter, or answer asynchronously through @connections",
  ],
  messageThrottled: () => [
    "the route's or the stage's throttle, or the account's 10,000 messages a second, is exceeded",
    "or the limit is 0: Terraform sends 0 for one that default_route_settings or route_settings leave out, so set both",
  ],
  badRequestBody: () => ["the message does not fit the route's request model: compare it with the model's JSON schema"],
  unsupportedMediaType: () => [
    "the message selects no request template, and passthrough_behavior lets nothing else pass: see template_selection_expression",
  ],
  invalidInput: ({ message }) => [
    findJson(message) !== undefined
      ? "the workflow's input is no JSON: the route's request template may not escape the message; 'npm run render' shows what it makes of it"
      : "the message is no JSON, and a workflow's input must be",
  ],
  integrationDenied: () => [
    "the integration's role may not do what the integration asks for, e.g. states:StartSyncExecution on the state machine's ARN",
  ],
  noStateMachine: () => ["the state machine is gone, or the deployment has an older ARN of it: deploy again"],
  notExpress: () => ["StartSyncExecution runs EXPRESS workflows only: look at the state machine's type"],
  serviceThrottled: () => [
    "Step Functions takes no more executions for the moment: try again later, look at the account's quotas",
  ],
  badRequest: (sent) => [
    "the service refused what the request template makes of the message: 'npm run render' shows it",
    look(sent),
  ],
  unknownError: (sent) => [look(sent)],

  // An execution that went otherwise.
  workflowTimedOut: () => [
    "the workflow or a state of it took longer than its TimeoutSeconds, or the workflow longer than the 5 minutes of an Express one",
    execute,
  ],
  taskDenied: () => ["the workflow's role may not do what a Task state asks for: grant it by the route's permissions"],
  workflowDefect: () => [
    "a path, an expression or a type in the definition does not fit the data; no Catch hides it",
    execute,
  ],
  evaluationFailed: () => ["an expression or an intrinsic function of the definition does not fit the data", execute],
  dataTooLarge: () => ["an input, output or result is over 256 KiB: pass a reference, e.g. an S3 key, instead"],
  taskFailed: () => ["the service that a Task state calls failed: its own log tells why, and a Retry may help"],
  workflowFailed: () => [
    "the workflow failed by itself: its log group has the events, as far as its logLevel says",
    execute,
  ],
  succeeded: () => ["the workflow succeeded, where --expect wants it to fail"],
  noStatus: () => [
    'the answer has no status: a route with the response "output" or a template, or an asynchronous one; --expect any takes it',
  ],
} satisfies Record<string, Explanation>;
