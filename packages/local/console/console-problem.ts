/** Why a request of the page is not answered; the server writes it as `Problem` with the status. */
export class ConsoleProblem extends Error {
  /** `message` is `<where>: <what is wrong>, got <value>; <what to do>`. */
  constructor(
    /** HTTP's. */
    readonly status: 400 | 403 | 404 | 409 | 413 | 429,
    message: string,
  ) {
    super(message);
  }
}
