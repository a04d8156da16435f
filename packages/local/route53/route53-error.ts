import { defineApiError } from "../protocols/api-error";

/** The errors of the Route 53 API with the HTTP statuses that carry them. */
const STATUSES = {
  HostedZoneAlreadyExists: 409,
  HostedZoneNotEmpty: 400,
  InvalidChangeBatch: 400,
  InvalidDomainName: 400,
  InvalidInput: 400,
  NoSuchChange: 404,
  NoSuchHostedZone: 404,
} as const;

/** An error of the Route 53 API: AWS's code, and its text as the message. */
export class Route53Error extends defineApiError("Route53Error", STATUSES) {}

/** *Recorded* in bug reports: the brackets around all that is wrong with a batch, and each of its texts. */
export const invalidChangeBatch = (messages: readonly string[]): Route53Error =>
  new Route53Error("InvalidChangeBatch", `[${messages.join(", ")}]`);
