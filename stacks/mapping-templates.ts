/**
 * The pattern's request template: runs the state machine with the message's text, byte for byte, as input.
 *
 * `escapeJavaScript` turns an apostrophe into `\'`, which JSON does not have; the `replaceAll` turns it back.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-mapping-template-reference.html documented
 */
export function startSyncExecutionTemplate(stateMachineArn: string): string {
  return `#set($sfn_input=$util.escapeJavaScript($input.body).replaceAll("\\\\'","'"))
{
  "input": "$sfn_input",
  "stateMachineArn": "${stateMachineArn}"
}
`;
}

/** A route's own request template, which knows its state machine's ARN as `$stateMachineArn`. */
export function withStateMachineArn(template: string, stateMachineArn: string): string {
  return `#set($stateMachineArn='${stateMachineArn}')\n${template}`;
}

/** Prints a text of StartSyncExecution's answer inside the quotes of a JSON text. */
const escape = (reference: string) => `$util.escapeJavaScript(${reference}).replaceAll("\\\\'","'")`;

/**
 * Answers with a succeeded execution's output, which is JSON text already, and with `{"error":...,"cause":...}`
 * otherwise. A failed execution need not have either, and a member that is absent stays absent; `containsKey` tells
 * absent from empty, `==` would not.
 */
export const outputTemplate = joinLines(
  `#set($execution=$input.path('$'))`,
  `#if($execution.status=="SUCCEEDED")$execution.output`,
  `#else{`,
  `#if($execution.containsKey("error"))"error":"${escape("$execution.error")}"#end`,
  `#if($execution.containsKey("error")&&$execution.containsKey("cause")),#end`,
  `#if($execution.containsKey("cause"))"cause":"${escape("$execution.cause")}"#end`,
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
    `#if($message=="InvalidExecutionInput"&&$text!="")#set($message=${escape("$text")})#end`,
    `#if(!$message||$message=="")#set($message="${unknownError}")#end`,
    `{"message": "$message", "connectionId":"$context.connectionId", "requestId":"$context.requestId"}`,
  );
}

/** One line: what stands between the lines of a template would reach the client. */
function joinLines(...lines: readonly string[]): string {
  return lines.join("");
}
