import { JsonError } from "../protocols/json-error";

/** An error of CloudWatch Logs. */
export class LogsError extends JsonError {
  override readonly name = "LogsError";
}

/**
 * The names of groups and streams. *Recorded*: the text (LocalStack's AWS-validated snapshots).
 *
 * @throws LogsError InvalidParameterException for a name of more than 512 characters.
 */
export function requireShortName(name: string): void {
  if (name.length <= 512) return;
  const text = "Invalid LogGroup or LogStream, both must have length less than or equal to 512.";
  throw new LogsError("InvalidParameterException", text);
}

/** Texts: *assumed* from what AWS's clients print. */
export const groupNotFound = (): LogsError =>
  new LogsError("ResourceNotFoundException", "The specified log group does not exist.");
export const streamNotFound = (): LogsError =>
  new LogsError("ResourceNotFoundException", "The specified log stream does not exist.");
export const alreadyExists = (what: "group" | "stream"): LogsError =>
  new LogsError("ResourceAlreadyExistsException", `The specified log ${what} already exists`);
