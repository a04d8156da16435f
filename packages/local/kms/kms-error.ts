/** An error of the KMS API: AWS's code, and its text as the message. Its status is 400 for all of them. */
export class KmsError extends Error {
  override readonly name = "KmsError";

  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }

  /** The error as the JSON protocol prints it. */
  get body(): string {
    return JSON.stringify({ __type: this.code, ...(this.message !== "" && { message: this.message }) });
  }
}
