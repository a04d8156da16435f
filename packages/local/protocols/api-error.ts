/** An error of an AWS API: AWS's code, its text as the message, and the HTTP status that carries it. */
export interface ApiError<Code extends string = string> extends Error {
  readonly code: Code;
  readonly status: number;
}

/** What was thrown, for the developer. */
export const printThrown = (thrown: unknown): string =>
  thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);

/** Returns the class of a service's errors, which are made of a code and AWS's text; `statuses` has each code's. */
export function defineApiError<Code extends string>(name: string, statuses: Readonly<Record<Code, number>>) {
  return class extends Error implements ApiError<Code> {
    override readonly name = name;

    constructor(
      readonly code: Code,
      message: string,
    ) {
      super(message);
    }

    get status(): number {
      return statuses[this.code];
    }
  };
}
