import type { JsonAnswer } from "./json-protocol";

/** An error of a service in a JSON protocol: AWS's code, and its text as the message, "" where there is none. */
export class JsonError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }

  /** *Assumed*: the member `message`, as the SDKs read it in any case. */
  get answer(): JsonAnswer {
    return { status: 400, body: JSON.stringify({ __type: this.code, ...(this.message && { message: this.message }) }) };
  }
}
