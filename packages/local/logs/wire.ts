import { JsonError } from "../protocols/json-error";

/** An error of CloudWatch Logs. */
export class LogsError extends JsonError {
  override readonly name = "LogsError";
}

/** Texts: *assumed* from what AWS's clients print. */
export const groupNotFound = (): LogsError =>
  new LogsError("ResourceNotFoundException", "The specified log group does not exist.");
export const streamNotFound = (): LogsError =>
  new LogsError("ResourceNotFoundException", "The specified log stream does not exist.");
export const alreadyExists = (what: "group" | "stream"): LogsError =>
  new LogsError("ResourceAlreadyExistsException", `The specified log ${what} already exists`);
