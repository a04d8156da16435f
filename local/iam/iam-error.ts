/** An error of the IAM API: AWS's code, its text as the message, and the HTTP status that carries it. */
export class IamError extends Error {
  override readonly name = "IamError";

  constructor(
    readonly code: IamErrorCode,
    message: string,
  ) {
    super(message);
  }

  get status(): number {
    return statuses[this.code];
  }
}

export type IamErrorCode = keyof typeof statuses;

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html#API_CreateRole_Errors */
const statuses = {
  NoSuchEntity: 404,
  EntityAlreadyExists: 409,
  DeleteConflict: 409,
  LimitExceeded: 409,
  MalformedPolicyDocument: 400,
  ValidationError: 400,
};
