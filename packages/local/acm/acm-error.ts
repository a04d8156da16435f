import { JsonError } from "../protocols/json-error";

/** An error of the ACM API. */
export class AcmError extends JsonError {
  override readonly name = "AcmError";
}
