/** An error of the ACM API: AWS's code, and its text as the message. Its status is 400 for all of them. */
export class AcmError extends Error {
  override readonly name = "AcmError";

  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }

  /** The error as the JSON protocol prints it. */
  get body(): string {
    return JSON.stringify({ __type: this.code, message: this.message });
  }
}
