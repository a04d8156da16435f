/** An error of CloudWatch Logs: thrown by its actions, printed by `body`. Its status is 400 for all of them. */
export class LogsError extends Error {
  override readonly name = "LogsError";

  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }

  /** *Assumed*: the member `message`, as the SDKs read it in any case. */
  get body(): string {
    return JSON.stringify({ __type: this.code, ...(this.message !== "" && { message: this.message }) });
  }
}

/** Texts: *assumed* from what AWS's clients print. */
export const groupNotFound = (): LogsError =>
  new LogsError("ResourceNotFoundException", "The specified log group does not exist.");
export const streamNotFound = (): LogsError =>
  new LogsError("ResourceNotFoundException", "The specified log stream does not exist.");
export const alreadyExists = (what: "group" | "stream"): LogsError =>
  new LogsError("ResourceAlreadyExistsException", `The specified log ${what} already exists`);
