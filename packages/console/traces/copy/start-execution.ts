import type { Trace } from "@sfn-websocket/local/trace/trace";
import { type CopyText, type Place, refuseCut } from "./copy-text";
import { writeCommand } from "./shell-word";

/**
 * Returns the command of the AWS CLI that starts the trace's state machine with the same input: synchronously, unless it
 * is a STANDARD one, or was started without waiting for its end.
 *
 * @see https://docs.aws.amazon.com/cli/latest/reference/stepfunctions/start-sync-execution.html
 */
export function writeStartExecution({ execution, call }: Trace, { endpoint }: Place): CopyText {
  if (execution === undefined) return { refused: "aws stepfunctions: no workflow ran" };
  const cut = refuseCut("the execution's input", execution.input);
  if (cut !== undefined) return { refused: cut };
  const isSynchronous = isExpress(execution.executionArn) && call?.action !== "states:StartExecution";
  return {
    text: writeCommand(`aws stepfunctions start-${isSynchronous ? "sync-" : ""}execution`, [
      ["--endpoint-url", isSynchronous ? withNameThatTakesPrefix(endpoint) : endpoint],
      ["--region", execution.stateMachineArn.split(":")[3] ?? ""],
      ["--state-machine-arn", execution.stateMachineArn],
      ["--input", execution.input.text],
    ]),
  };
}

/** @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartSyncExecution.html its `executionArn` */
function isExpress(executionArn: string): boolean {
  return executionArn.split(":")[5] === "express";
}

/**
 * The CLI puts `sync-` before the host, and cannot be told not to; `*.localhost` is this machine where the resolver follows
 * RFC 6761. @see https://github.com/aws/aws-cli/issues/6898
 */
function withNameThatTakesPrefix(endpoint: string): string {
  return endpoint.replace(/^(https?:\/\/)(127\.0\.0\.1|\[::1\]|localhost)(?=[:/]|$)/, "$1api.localhost");
}
