import { defineApiError } from "../protocols/api-error";

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html#API_CreateRole_Errors */
const STATUSES = {
  NoSuchEntity: 404,
  EntityAlreadyExists: 409,
  DeleteConflict: 409,
  LimitExceeded: 409,
  InvalidInput: 400,
  MalformedPolicyDocument: 400,
  ValidationError: 400,
} as const;

/** An error of the IAM API: AWS's code, its text as the message, and the HTTP status that carries it. */
export class IamError extends defineApiError("IamError", STATUSES) {}
