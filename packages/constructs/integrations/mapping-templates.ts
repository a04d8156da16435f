/** Prints a text inside the quotes of a JSON text. @see `startSyncExecutionTemplate` */
export const escapeReference = (reference: string) => `$util.escapeJavaScript(${reference}).replaceAll("\\\\'","'")`;

/**
 * The pattern's request template: runs the state machine with the message's text, byte for byte, as input, or with what
 * a JSONPath selects of it.
 *
 * `escapeJavaScript` turns an apostrophe into `\'`, which JSON does not have; the `replaceAll` turns it back.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-mapping-template-reference.html documented
 */
export function startSyncExecutionTemplate(stateMachineArn: string, input?: string): string {
  return `${input === undefined ? setInput("$input.body") : selectInput(input)}
{
  "input": "$sfn_input",
  "stateMachineArn": "${stateMachineArn}"
}
`;
}

const setInput = (reference: string) => `#set($sfn_input=${escapeReference(reference)})`;

/**
 * `$input.json` prints a null, and what is not there, as an empty text; a workflow gets null for both. Only a text has a
 * length.
 */
export function selectInput(path: string): string {
  return joinLines(
    `#set($sfn_json=$input.json('${path}'))`,
    `#if($input.path('${path}')==$null&&$input.path('${path}').length()!=0)#set($sfn_json="null")#end`,
    setInput("$sfn_json"),
  );
}

/** What a workflow needs to post to the connection that started it. */
export interface ReplyAddress {
  /** Host of the API's default endpoint. */
  readonly apiEndpoint: string;
  /** Name of the stage. */
  readonly stage: string;
}

/**
 * The asynchronous pattern's request template: starts the state machine with `{"data":...,"ConnectionID":"..."}`, and
 * with the address to answer at. The message is read and written again as JSON, where AWS's sample puts its text in as
 * it is: a text that closes the object early could name another client's connection.
 */
export function startExecutionTemplate(stateMachineArn: string, reply: ReplyAddress, input = "$"): string {
  const { apiEndpoint, stage } = reply;
  const address = String.raw`\"ConnectionID\":\"$context.connectionId\", \"apiEndpoint\":\"${apiEndpoint}\", \"stage\":\"${stage}\"`;
  return `${selectInput(input)}
{
  "input": "{\\"data\\":$sfn_input, ${address}}",
  "stateMachineArn": "${stateMachineArn}"
}
`;
}

/** Answers with status 200 and no body: what a MOCK integration takes. @see https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-mock-integration.html documented */
export const MOCK_TEMPLATE = '{"statusCode":200}';

/** The header that carries the path of a URL behind CloudFront. */
export const PATH_HEADER = "ws-uri";

/** How long an item outlives the start of its connection, in seconds: a connection itself lasts two hours at most. */
const CONNECTION_TIME_TO_LIVE = 86_400;

/**
 * Puts the connection into the table. `requestTimeEpoch` counts milliseconds and DynamoDB's time to live seconds; both
 * are whole numbers, so that the division is one of whole numbers too. Neither headers nor the query string are kept:
 * they carry tokens.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/time-to-live-ttl-before-you-start.html documented
 */
export function putConnectionTemplate(tableName: string): string {
  return `#set($seconds=$context.requestTimeEpoch/1000)
#set($ttl=$seconds+${CONNECTION_TIME_TO_LIVE})
{
  "TableName": "${tableName}",
  "Item": {
    "connectionid": { "S": "$context.connectionId" },
    "path": { "S": "${escapeReference(`$input.params('${PATH_HEADER}')`)}" },
    "sourceip": { "S": "$context.identity.sourceIp" },
    "useragent": { "S": "${escapeReference("$context.identity.userAgent")}" },
    "connectedat": { "N": "$context.connectedAt" },
    "ttl": { "N": "$ttl" }
  }
}
`;
}

export function deleteConnectionTemplate(tableName: string): string {
  return `{
  "TableName": "${tableName}",
  "Key": { "connectionid": { "S": "$context.connectionId" } }
}
`;
}

/** A route's own request template, which knows its state machine's ARN as `$stateMachineArn`. */
export function withStateMachineArn(template: string, stateMachineArn: string): string {
  return `#set($stateMachineArn='${stateMachineArn}')\n${template}`;
}

/**
 * Answers with a succeeded execution's output, which is JSON text already, and with `{"error":...,"cause":...}`
 * otherwise. A failed execution need not have either, and a member that is absent stays absent; `containsKey` tells
 * absent from empty, `==` would not.
 */
export const outputTemplate = joinLines(
  `#set($execution=$input.path('$'))`,
  `#if($execution.status=="SUCCEEDED")$execution.output`,
  `#else{`,
  `#if($execution.containsKey("error"))"error":"${escapeReference("$execution.error")}"#end`,
  `#if($execution.containsKey("error")&&$execution.containsKey("cause")),#end`,
  `#if($execution.containsKey("cause"))"cause":"${escapeReference("$execution.cause")}"#end`,
  `}#end`,
);

/**
 * Answers an error of the integration itself in the form of API Gateway's own error frames: the error's code, and its
 * text only for InvalidExecutionInput, which speaks of nothing but the client's message. Other texts name roles,
 * accounts and state machines.
 *
 * @param unknownError what to say of an error that has no code
 */
export function errorTemplate(unknownError: string): string {
  return joinLines(
    `#set($type=$input.path('$.__type'))`,
    `#set($message=$type.replaceAll("^.*#","").replaceAll("[^A-Za-z0-9]",""))`,
    `#set($text=$input.path('$.message'))`,
    `#if($message=="InvalidExecutionInput"&&$text!="")#set($message=${escapeReference("$text")})#end`,
    `#if(!$message||$message=="")#set($message="${unknownError}")#end`,
    `{"message": "$message", "connectionId":"$context.connectionId", "requestId":"$context.requestId"}`,
  );
}

/** One line: what stands between the lines of a template would reach the client. */
export function joinLines(...lines: readonly string[]): string {
  return lines.join("");
}
