import { JsonError } from "../protocols/json-error";

/** An error of the KMS API. */
export class KmsError extends JsonError {
  override readonly name = "KmsError";
}
