/** An error of STS: AWS's code, its text as the message, and the HTTP status that carries it. */
export class StsError extends Error {
  override readonly name = "StsError";

  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }

  get status(): number {
    return this.code === "AccessDenied" ? 403 : 400;
  }
}
