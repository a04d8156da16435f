/** An error of STS: AWS's code, its text as the message, and the HTTP status that carries it. */
export class StsError extends Error {
  override readonly name = "StsError";
  readonly status = 400;

  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}
