import { defineApiError } from "../protocols/api-error";

/** The errors of Lambda's API with the HTTP statuses that carry them. @see https://docs.aws.amazon.com/lambda/latest/api/CommonErrors.html */
const STATUSES = {
  InvalidParameterValueException: 400,
  InvalidRequestContentException: 400,
  SerializationException: 400,
  ValidationException: 400,
  ResourceNotFoundException: 404,
  UnknownOperationException: 404,
  ResourceConflictException: 409,
  PreconditionFailedException: 412,
  RequestTooLargeException: 413,
  TooManyRequestsException: 429,
  InvalidRuntimeException: 502,
  ServiceException: 500,
} as const;

/** An error of Lambda's API: AWS's code, and its text as the message. */
export class LambdaError extends defineApiError("LambdaError", STATUSES) {}

export const invalidValue = (message: string): LambdaError =>
  new LambdaError("InvalidParameterValueException", message);

/** Texts of the following are *recorded* (LocalStack's AWS-validated snapshots). */
export const functionNotFound = (arn: string): LambdaError =>
  new LambdaError("ResourceNotFoundException", `Function not found: ${arn}`);

export const aliasNotFound = (arn: string): LambdaError =>
  new LambdaError("ResourceNotFoundException", `Cannot find alias arn: ${arn}`);

export const resourceNotFound = (): LambdaError =>
  new LambdaError("ResourceNotFoundException", "The resource you requested does not exist.");

export const otherQualifier = (): LambdaError =>
  invalidValue("The derived qualifier from the function name does not match the specified qualifier.");

export const conflict = (message: string): LambdaError => new LambdaError("ResourceConflictException", message);

export const staleRevision = (): LambdaError =>
  new LambdaError(
    "PreconditionFailedException",
    "The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id",
  );
